package waywarden.delivery.channel.webpush;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import org.conscrypt.Conscrypt;

/// Keys on the curve P-256 as web push writes them, a public key in 65 bytes, uncompressed; and what two
/// parties derive from them.
///
/// @param provider computes with them
record P256(Provider provider) {

    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;
    private static final ECParameterSpec CURVE = curve();

    static final P256 JDK = new P256(jdk());

    /// BoringSSL, where there is one for this machine: it takes about a tenth of the JDK's time, and each
    /// message needs a pair and an agreement of its own.
    static final P256 QUICKEST = Conscrypt.isAvailable() ? new P256(Conscrypt.newProvider()) : JDK;

    private static Provider jdk() {
        try {
            return KeyAgreement.getInstance("ECDH").getProvider();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has ECDH", e);
        }
    }

    private static ECParameterSpec curve() {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec("secp256r1"));
            return parameters.getParameterSpec(ECParameterSpec.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has P-256", e);
        }
    }

    KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    /// What two parties know by their own private and the other's public key (ECDH).
    ///
    /// @param own    of this provider
    /// @param theirs as written
    /// @throws GeneralSecurityException if theirs is no point of the curve
    byte[] agreed(PrivateKey own, byte[] theirs) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
        agreement.init(own);
        agreement.doPhase(read(theirs), true);
        return agreement.generateSecret();
    }

    static byte[] written(ECPublicKey key) {
        byte[] point = new byte[1 + 2 * COORDINATE];
        point[0] = UNCOMPRESSED;
        put(key.getW().getAffineX(), point, 1);
        put(key.getW().getAffineY(), point, 1 + COORDINATE);
        return point;
    }

    private static void put(BigInteger number, byte[] point, int at) {
        byte[] bytes = number.toByteArray();
        int skip = Math.max(0, bytes.length - COORDINATE);
        System.arraycopy(bytes, skip, point, at + COORDINATE - (bytes.length - skip), bytes.length - skip);
    }

    /// @throws GeneralSecurityException if it is not so written; that it is on the curve, `agreed` makes sure
    PublicKey read(byte[] point) throws GeneralSecurityException {
        if (point.length != 1 + 2 * COORDINATE || point[0] != UNCOMPRESSED) {
            throw new GeneralSecurityException("not an uncompressed point");
        }
        ECPoint read = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
                new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, point.length)));
        return KeyFactory.getInstance("EC", provider).generatePublic(new ECPublicKeySpec(read, CURVE));
    }

    PrivateKey secret(BigInteger number) throws GeneralSecurityException {
        return KeyFactory.getInstance("EC", provider).generatePrivate(new ECPrivateKeySpec(number, CURVE));
    }
}
