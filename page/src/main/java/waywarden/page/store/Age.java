package waywarden.page.store;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;

/// Files in the age format (age-encryption.org/v1), which the program `age` opens too: for whoever holds a key, written
/// `age1…`.
public final class Age {

    private Age() {}

    /// A key of her own.
    ///
    /// @param identity  the secret half, `AGE-SECRET-KEY-1…`
    /// @param recipient the public half, `age1…`
    public record Key(String identity, String recipient) {

        static Key generated() {
            try {
                KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
                return new Key(text(pair.getPrivate()), text(pair.getPublic()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        private static String text(java.security.Key key) {
            return new String(key.getEncoded(), StandardCharsets.US_ASCII);
        }

        /// Says nothing of the secret.
        @Override
        public String toString() {
            return "Key[" + recipient + "]";
        }
    }

    /// Whether this is a public key that can be encrypted to.
    public static boolean isRecipient(String written) {
        if (!written.matches("age1[02-9ac-hj-np-z]{58}")) return false;
        try {
            writer(written);
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            return false;
        }
    }

    /// @param recipient a public key
    public static byte[] sealed(byte[] plain, String recipient) throws IOException {
        ByteArrayOutputStream sealed = new ByteArrayOutputStream(plain.length + 512);
        try (OutputStream out = sealing(sealed, recipient)) {
            out.write(plain);
        }
        return sealed.toByteArray();
    }

    /// A stream whose bytes reach the other one encrypted; closing it closes both.
    static OutputStream sealing(OutputStream out, String recipient) throws IOException {
        try {
            WritableByteChannel channel = new StandardEncryptingChannelFactory()
                    .newEncryptingChannel(Channels.newChannel(out), List.of(writer(recipient)));
            return Channels.newOutputStream(channel);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot encrypt", e);
        }
    }

    private static RecipientStanzaWriter writer(String recipient) throws GeneralSecurityException {
        return X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(recipient);
    }

    /// @param identity the secret key
    /// @throws IOException if it was not encrypted to that key, or was changed since
    static byte[] opened(byte[] sealed, String identity) throws IOException {
        return opening(new ByteArrayInputStream(sealed), identity).readAllBytes();
    }

    static InputStream opening(InputStream in, String identity) throws IOException {
        try {
            RecipientStanzaReader reader = X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
            ReadableByteChannel channel = new StandardDecryptingChannelFactory()
                    .newDecryptingChannel(Channels.newChannel(in), List.of(reader));
            return Channels.newInputStream(channel);
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot decrypt", e);
        }
    }
}
