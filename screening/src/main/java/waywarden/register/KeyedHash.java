package waywarden.register;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;

/// Keyed hashes of runs of letters: first a polynomial over GF(2^61 - 1) at a secret point, which makes
/// the hash of any run out of two prefix sums, then AES-256 of that under a secret key.
///
/// A universal hash followed by a pseudo-random function is itself a pseudo-random function; two runs of
/// at most n letters collide with probability n / 2^61. So without the key the values are noise, and with
/// it every letter costs nanoseconds. Source of the construction: Wegman and Carter, JCSS 22, 1981; of the
/// polynomial: Shoup, CRYPTO 1996. AES here is a function on single blocks that never repeat within a use;
/// nothing is encrypted with it.
///
/// Not safe for several threads; each check makes its own.
final class KeyedHash {

    /// What a value stands for; kept apart by the top bits of the block.
    enum Use {
        GRAM,
        TERM,
        ELEMENT,
        PAIR,
        LIKENESS
    }

    private static final long PRIME = (1L << 61) - 1;
    private static final int BLOCK = 16;
    private static final int BATCH = 1 << 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long point;
    private final Cipher cipher;
    private final byte[] in = new byte[BATCH * BLOCK];
    private final byte[] out = new byte[BATCH * BLOCK];

    // AES of single distinct blocks is the pseudo-random function; there is no message to leak a pattern.
    @SuppressWarnings("InsecureCryptoUsage")
    KeyedHash(RegisterKey key) {
        long drawn = (long) LONG.get(key.derived("point"), 0) & PRIME;
        point = drawn < 1 << 20 ? drawn + (1L << 40) : drawn == PRIME ? PRIME - 1 : drawn;
        try {
            cipher = Cipher.getInstance("AES/ECB/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key.derived("hash"), "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has AES", e);
        }
    }

    /// Prefix sums: `sums[i]` is the polynomial of the letters before `i`.
    long[] sums(RegisterLetters letters) {
        long[] sums = new long[letters.length() + 1];
        for (int i = 0; i < letters.length(); i++) {
            sums[i + 1] = reduced(multiplied(sums[i], point) + letters.letter(i));
        }
        return sums;
    }

    /// The point to the power of a run's length.
    long power(int length) {
        long power = 1;
        for (int i = 0; i < length; i++) power = multiplied(power, point);
        return power;
    }

    /// The polynomial of the letters from `from` to `to`, both of the sums.
    ///
    /// @param power that of `to - from`
    static long run(long[] sums, int from, int to, long power) {
        return reduced(sums[to] + PRIME - multiplied(sums[from], power));
    }

    /// The keyed values of many runs.
    ///
    /// @param first  polynomials
    /// @param second of the other run where two are hashed together; null where each stands alone
    /// @param places takes 64 bits for each
    /// @param masks  takes 32 more, independent ones, for each
    void values(
            Use use,
            long[] first,
            long @org.jspecify.annotations.Nullable [] second,
            int count,
            long[] places,
            int[] masks) {
        long tag = (long) (use.ordinal() + 1) << 61;
        for (int from = 0; from < count; from += BATCH) {
            int n = Math.min(BATCH, count - from);
            for (int i = 0; i < n; i++) {
                LONG.set(in, i * BLOCK, tag | first[from + i]);
                LONG.set(in, i * BLOCK + 8, second == null ? 0L : second[from + i]);
            }
            encrypt(n * BLOCK);
            for (int i = 0; i < n; i++) {
                places[from + i] = (long) LONG.get(out, i * BLOCK);
                masks[from + i] = (int) (long) LONG.get(out, i * BLOCK + 8);
            }
        }
    }

    private void encrypt(int bytes) {
        try {
            cipher.update(in, 0, bytes, out);
        } catch (ShortBufferException e) {
            throw new IllegalStateException("the buffers are of one size", e);
        }
    }

    private static long multiplied(long a, long b) {
        long high = Math.multiplyHigh(a, b);
        long low = a * b;
        return reduced((low & PRIME) + ((low >>> 61) | (high << 3)));
    }

    /// For values below 2^62 + a little.
    private static long reduced(long value) {
        long once = (value & PRIME) + (value >>> 61);
        return once >= PRIME ? once - PRIME : once;
    }
}
