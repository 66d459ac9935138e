package waywarden.intake;

/// Takes what a reader reads, message by message, so that a reader need not hold an export in memory.
public interface TranscriptSink {

    /// Opens a thread, or says more of one already open (a later header replaces the earlier).
    void header(Transcript.Header header);

    /// One message of an open thread. Threads may interleave; within a thread messages come in time
    /// order as far as the export allows (a reader of a newest-first format turns it round).
    void say(String threadId, Utterance utterance);

    /// Something was not read.
    ///
    /// @param line 1-based line, row or record; 0 where the whole file is meant
    void loss(long line, Reason reason);

    /// Something the person should know although nothing was lost.
    void note(long line, Reason reason);

    /// Hears nothing: for a first look at an export that is read again, when what is wrong with it is said.
    TranscriptSink UNHEARD = new TranscriptSink() {
        @Override
        public void header(Transcript.Header header) {}

        @Override
        public void say(String threadId, Utterance utterance) {}

        @Override
        public void loss(long line, Reason reason) {}

        @Override
        public void note(long line, Reason reason) {}
    };
}
