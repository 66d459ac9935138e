package waywarden.delivery.channel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One letter on its way to one address.
///
/// @param key       the same for every attempt of this delivery, and for no other
/// @param thread    the same for every version of this advisory to this address
/// @param version   from 1
/// @param address   as the channel writes it
/// @param earlier   the channel's own name for the version before, where that was sent; null else
/// @param uncertain when the first attempt was that may have arrived without our knowing; null if none
/// @param original  the signed message's own bytes
public record Dispatch(
        String key,
        String thread,
        int version,
        Letter letter,
        String address,
        @Nullable String earlier,
        @Nullable Instant uncertain,
        byte[] original) {

    /// Never the address.
    @Override
    public String toString() {
        return "Dispatch[" + key + "]";
    }
}
