package waywarden.page;

import java.util.List;

/// The newest warnings that fit her, from the feeds she chose. Whatever reads feeds stands behind this; where nothing
/// does, the page says that no feed is chosen.
public interface Advisories {

    /// No feeds chosen.
    Advisories NONE = () -> List.of();

    /// A warning as shown; every text in her language where the issuer wrote it in that.
    ///
    /// @param issuer     who warns
    /// @param issued     when, as shown
    /// @param headline   in a sentence
    /// @param text       in paragraphs
    /// @param indicators ids of the pattern it warns of, for contacts that it fits; may be empty
    record Notice(String issuer, String issued, String headline, List<String> text, List<String> indicators) {
        public Notice {
            text = List.copyOf(text);
            indicators = List.copyOf(indicators);
        }
    }

    /// The newest first.
    List<Notice> newest();
}
