package waywarden.advisory.signature;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.cap.Alert;

/// What is known of a message's signature.
public sealed interface SignatureVerdict {

    /// There is no signature at all.
    record Unsigned() implements SignatureVerdict {}

    /// The signature holds over the whole message.
    ///
    /// @param key         that it was made with
    /// @param certificate that came with the message; null where only a key did
    /// @param signed      the message read again from the very bytes that were signed: what may be
    ///                    shown
    /// @param signedBytes those bytes, in canonical form
    record Verified(PublicKey key, @Nullable X509Certificate certificate, Alert signed, byte[] signedBytes)
            implements SignatureVerdict {
        @Override
        public String toString() {
            return "Verified[" + key.getAlgorithm() + ", " + signedBytes.length + " bytes]";
        }
    }

    /// The signature does not hold, or holds over something else than the message.
    record Bad(Fault fault) implements SignatureVerdict {}

    /// There is a signature, and whether it holds cannot be told.
    record NotVerifiable(Reason reason) implements SignatureVerdict {}

    /// Why a signature is bad.
    enum Fault {
        /// The message was changed after it was signed.
        CHANGED,
        /// The signature's value does not fit its key.
        VALUE,
        /// Base64 with bits that no encoder sets.
        NOT_STRICT_BASE64,
        /// What is signed is not the whole message.
        PART_ONLY,
        /// It stands somewhere else than directly in the message, or there are several.
        MISPLACED,
        /// What was signed reads differently from what is shown.
        READS_DIFFERENTLY
    }

    /// Why a signature cannot be verified.
    enum Reason {
        /// An algorithm that is no longer safe, or one that is unknown.
        ALGORITHM,
        /// The signature's own XML cannot be read.
        UNREADABLE,
        /// No key comes with it.
        NO_KEY,
        /// It holds only after blanks between elements, or instructions beside the message, are
        /// removed: the file was laid out anew after it was signed.
        LAID_OUT_ANEW,
        /// The message leans on declarations of the document around it.
        EMBEDDED
    }
}
