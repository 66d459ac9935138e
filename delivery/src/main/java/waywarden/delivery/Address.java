package waywarden.delivery;

/// Where somebody is reached on a channel. Its value is never written to a log.
///
/// @param channel `mail`, `webpush`, `telegram`, `webhook` or `mastodon`
/// @param value   as that channel writes it
public record Address(String channel, String value) {

    private static final int LONGEST = 4_000;

    public Address {
        if (channel.isBlank() || value.isBlank() || value.length() > LONGEST) {
            throw new IllegalArgumentException("an address has a channel and a value");
        }
    }

    @Override
    public String toString() {
        return "Address[" + channel + "]";
    }
}
