package waywarden.delivery.channel;

/// A way a warning goes out.
public interface Channel extends AutoCloseable {

    /// As addresses and rows name it.
    String name();

    Limits limits();

    /// What of an address is paced and can fail together: a host, a domain, a chat.
    String endpoint(String address);

    /// Whether a second attempt after an uncertain one can show twice, because the channel has no key.
    boolean mayShowTwice();

    /// Formats and sends one letter, within the time the worker's lease leaves; every failure is an
    /// outcome.
    Outcome send(Dispatch dispatch) throws InterruptedException;

    /// How it would look, by the same function that formats what is sent.
    Preview preview(Letter letter);

    @Override
    default void close() {}
}
