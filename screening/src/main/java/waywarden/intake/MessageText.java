package waywarden.intake;

/// The words of a message that comes line by line, held up to a little beyond the limit: enough for
/// whoever takes the message to see that it is too long and say so, and no more.
public final class MessageText {

    private final int most;
    private final StringBuilder text = new StringBuilder();

    public MessageText(IntakeLimits limits) {
        this.most = limits.messageChars() + 1;
    }

    /// Begins a message.
    public void begin(String firstLine) {
        text.setLength(0);
        add(firstLine);
    }

    /// Adds a line to the message begun.
    public void line(String line) {
        add("\n");
        add(line);
    }

    private void add(String words) {
        int room = most - text.length();
        text.append(words, 0, Math.min(words.length(), room));
    }

    /// The whole message, without blank lines at its end.
    public String whole() {
        return text.toString().stripTrailing();
    }
}
