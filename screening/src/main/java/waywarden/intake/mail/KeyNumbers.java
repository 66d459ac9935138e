package waywarden.intake.mail;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// A number for each key, where there are too many keys to hold: of each only the first 64 bits of its SHA-256 are
/// kept. Two of a million keys fall together once in forty million mailboxes.
final class KeyNumbers {

    /// At most so full, so that a free place is near.
    private static final double FULL = 0.6;

    private final MessageDigest sha256;
    private long[] hashes = new long[64];
    private int[] numbers = new int[64];
    private int size;

    KeyNumbers() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256.", e);
        }
    }

    /// The number that the key was given first; the one given now where it is new.
    ///
    /// @param number not below 0
    int putIfAbsent(String key, int number) {
        if (size > hashes.length * FULL) grow();
        byte[] hash = sha256.digest(key.getBytes(StandardCharsets.UTF_8));
        return place(ByteBuffer.wrap(hash).getLong(), number);
    }

    /// 0 stands for a place that is free, in numbers as one more than the number.
    private int place(long hash, int number) {
        int at = (int) hash & hashes.length - 1;
        while (numbers[at] != 0) {
            if (hashes[at] == hash) return numbers[at] - 1;
            at = at + 1 & hashes.length - 1;
        }
        hashes[at] = hash;
        numbers[at] = number + 1;
        size++;
        return number;
    }

    private void grow() {
        long[] formerHashes = hashes;
        int[] formerNumbers = numbers;
        hashes = new long[formerHashes.length * 2];
        numbers = new int[hashes.length];
        size = 0;
        for (int i = 0; i < formerHashes.length; i++) {
            if (formerNumbers[i] != 0) place(formerHashes[i], formerNumbers[i] - 1);
        }
    }
}
