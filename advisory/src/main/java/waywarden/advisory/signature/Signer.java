package waywarden.advisory.signature;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.DigestMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyInfoFactory;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.conversation.WaywardenException;

/// Signs a message: enveloped, over the whole of it, in exclusive canonical form, with SHA-256 and
/// RSA or ECDSA, which every verifier in the field knows. The message's own bytes stay as they are;
/// only the signature is put in before the closing tag, so that nothing is laid out anew.
public final class Signer {

    private Signer() {}

    /// @param message a message in CAP 1.2 and UTF-8 that is accepted and carries no signature
    /// @return the signed message, which verifies
    /// @throws NotSigned if the message is not of that kind
    public static byte[] sign(byte[] message, SigningKey key) {
        CapReading reading = CapReader.read(message);
        if (!reading.accepted()) throw new NotSigned(NotSigned.Fault.NOT_ACCEPTED);
        String text = new String(message, StandardCharsets.UTF_8);
        Document document = Signatures.parse(message);
        boolean utf8 = java.util.Arrays.equals(text.getBytes(StandardCharsets.UTF_8), message);
        if (document == null || !utf8) throw new NotSigned(NotSigned.Fault.NOT_UTF_8);
        if (!(Signatures.check(reading) instanceof SignatureVerdict.Unsigned)) {
            throw new NotSigned(NotSigned.Fault.SIGNED_ALREADY);
        }
        String signature = signature(document, key);
        int closing = text.lastIndexOf("</");
        byte[] signed =
                (text.substring(0, closing) + signature + text.substring(closing)).getBytes(StandardCharsets.UTF_8);
        if (!(Signatures.check(CapReader.read(signed)) instanceof Verified)) {
            throw new NotSigned(NotSigned.Fault.DOES_NOT_VERIFY);
        }
        return signed;
    }

    private static String signature(Document document, SigningKey key) {
        try {
            XMLSignatureFactory factory = XMLSignatureFactory.getInstance("DOM");
            Reference whole = factory.newReference(
                    "",
                    factory.newDigestMethod(DigestMethod.SHA256, null),
                    List.of(
                            factory.newTransform(Transform.ENVELOPED, (TransformParameterSpec) null),
                            factory.newTransform(CanonicalizationMethod.EXCLUSIVE, (TransformParameterSpec) null)),
                    null,
                    null);
            SignedInfo info = factory.newSignedInfo(
                    factory.newCanonicalizationMethod(CanonicalizationMethod.EXCLUSIVE, (C14NMethodParameterSpec) null),
                    factory.newSignatureMethod(method(key), null),
                    List.of(whole));
            KeyInfoFactory keys = factory.getKeyInfoFactory();
            KeyInfo keyInfo = keys.newKeyInfo(List.of(keys.newX509Data(List.of(key.certificate()))));
            Element root = document.getDocumentElement();
            factory.newXMLSignature(info, keyInfo).sign(new DOMSignContext(key.key(), root));
            return text((Element)
                    root.getElementsByTagNameNS(Signatures.XMLDSIG, "Signature").item(0));
        } catch (GeneralSecurityException | MarshalException | XMLSignatureException e) {
            throw new SigningKey.UnusableKey(SigningKey.Fault.DOES_NOT_FIT);
        }
    }

    private static String method(SigningKey key) {
        return key.key().getAlgorithm().equals("RSA")
                ? "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"
                : "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    }

    /// Carriage returns that the platform put between lines of Base64 go, since a reader would turn
    /// them into line feeds.
    private static String text(Element signature) {
        try {
            Transformer writer = TransformerFactory.newDefaultInstance().newTransformer();
            writer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            StringWriter text = new StringWriter();
            writer.transform(new DOMSource(signature), new StreamResult(text));
            return text.toString().replace("&#13;", "").replace("\r", "");
        } catch (TransformerException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /// The message was not signed; the shell says why in the person's language.
    public static final class NotSigned extends WaywardenException {
        private static final long serialVersionUID = 1L;

        /// Why a message was not signed.
        public enum Fault {
            NOT_ACCEPTED,
            NOT_UTF_8,
            SIGNED_ALREADY,
            DOES_NOT_VERIFY
        }

        private final Fault fault;

        NotSigned(Fault fault) {
            super("not signed: " + fault);
            this.fault = fault;
        }

        public Fault fault() {
            return fault;
        }
    }
}
