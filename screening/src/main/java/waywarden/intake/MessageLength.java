package waywarden.intake;

/// Keeps the text of a message that a reader holds whole within its limit.
public final class MessageLength {

    private MessageLength() {}

    /// The text, cut at the limit without splitting a character; what is left out is said.
    public static String within(String text, IntakeLimits limits, TranscriptSink sink, long line) {
        if (text.length() <= limits.messageChars()) return text;
        sink.loss(line, Reason.of("text-too-long", limits.messageChars()));
        int end = limits.messageChars();
        if (Character.isHighSurrogate(text.charAt(end - 1))) end--;
        return text.substring(0, end);
    }
}
