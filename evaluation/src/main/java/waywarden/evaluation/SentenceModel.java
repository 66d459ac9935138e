package waywarden.evaluation;

/// A sentence encoder that comes as a file on the class path, int8 and for the uncased word pieces of BERT: a text
/// becomes a vector of length 1, the mean over its tokens.
public enum SentenceModel {

    /// English. Source: Reimers and Gurevych, EMNLP 2019; Wang et al., NeurIPS 2020 (MiniLM).
    MINI_LM("all-minilm-l6-v2-q", 384),

    /// Chinese. Source: Xiao et al., arXiv 2309.07597 (BGE).
    BGE_SMALL_ZH("bge-small-zh-v1.5-q", 512);

    private final String files;
    private final int dimensions;

    SentenceModel(String files, int dimensions) {
        this.files = files;
        this.dimensions = dimensions;
    }

    /// What its files are called.
    public String files() {
        return files;
    }

    /// Numbers in a vector.
    public int dimensions() {
        return dimensions;
    }
}
