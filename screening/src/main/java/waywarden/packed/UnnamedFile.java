package waywarden.packed;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.IvParameterSpec;

/// A file for other people's words that leaves no trace of them: its name is gone once it is open, where the system
/// allows it, and at its closing elsewhere; and it is encrypted under a key that is nowhere but in the memory of this
/// process. AES in counter mode: no byte of the file is written twice, so no part of its key stream is used twice.
final class UnnamedFile {

    private static final int BLOCK = 16;

    private final FileChannel channel;
    private final SecretKey key;
    private final Cipher cipher;
    private long length;

    UnnamedFile() throws IOException {
        // Only its owner may read it. The channel closes itself when nobody refers to it any more.
        Path path = Files.createTempFile("waywarden", ".tmp");
        channel = FileChannel.open(
                path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        try {
            KeyGenerator keys = KeyGenerator.getInstance("AES");
            keys.init(256);
            key = keys.generateKey();
            cipher = Cipher.getInstance("AES/CTR/NoPadding");
        } catch (GeneralSecurityException e) {
            throw noCipher(e);
        }
    }

    /// @return where they begin, a multiple of the cipher's block
    long append(byte[] bytes) throws IOException {
        long place = length;
        write(ByteBuffer.wrap(coded(Cipher.ENCRYPT_MODE, place, bytes)), place);
        length += (bytes.length + BLOCK - 1L) / BLOCK * BLOCK;
        return place;
    }

    private void write(ByteBuffer bytes, long place) throws IOException {
        long at = place;
        while (bytes.hasRemaining()) at += channel.write(bytes, at);
    }

    byte[] read(long place, int count) throws IOException {
        return coded(Cipher.DECRYPT_MODE, place, asItLies(place, count));
    }

    /// Without the key.
    byte[] asItLies(long place, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, place + bytes.position()) < 0) throw new EOFException();
        }
        return bytes.array();
    }

    private byte[] coded(int mode, long place, byte[] bytes) {
        try {
            ByteBuffer counter = ByteBuffer.allocate(BLOCK).putLong(8, place / BLOCK);
            cipher.init(mode, key, new IvParameterSpec(counter.array()));
            return cipher.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw noCipher(e);
        }
    }

    private static IllegalStateException noCipher(GeneralSecurityException e) {
        return new IllegalStateException("Every Java platform has AES in counter mode.", e);
    }
}
