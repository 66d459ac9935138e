package waywarden.advisory.signature;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.crypto.AlgorithmMethod;
import javax.xml.crypto.KeySelector;
import javax.xml.crypto.KeySelectorException;
import javax.xml.crypto.KeySelectorResult;
import javax.xml.crypto.MarshalException;
import javax.xml.crypto.XMLCryptoContext;
import javax.xml.crypto.XMLStructure;
import javax.xml.crypto.dsig.CanonicalizationMethod;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.SignedInfo;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureException;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMValidateContext;
import javax.xml.crypto.dsig.keyinfo.KeyInfo;
import javax.xml.crypto.dsig.keyinfo.KeyValue;
import javax.xml.crypto.dsig.keyinfo.X509Data;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.signature.SignatureVerdict.Bad;
import waywarden.advisory.signature.SignatureVerdict.Fault;
import waywarden.advisory.signature.SignatureVerdict.NotVerifiable;
import waywarden.advisory.signature.SignatureVerdict.Reason;
import waywarden.advisory.signature.SignatureVerdict.Unsigned;
import waywarden.advisory.signature.SignatureVerdict.Verified;

/// Checks the signature of a message: one signature, directly within the message, over the whole of
/// it and nothing else. What was signed is read again from the signed bytes and must say what the
/// message says, so that nothing can be slipped in beside it.
public final class Signatures {

    static final String XMLDSIG = XMLSignature.XMLNS;

    /// The ways of putting a document into one form that leave nothing of it out but comments.
    private static final Set<String> PLAIN_FORMS = Set.of(
            CanonicalizationMethod.INCLUSIVE,
            CanonicalizationMethod.INCLUSIVE_WITH_COMMENTS,
            CanonicalizationMethod.EXCLUSIVE,
            CanonicalizationMethod.EXCLUSIVE_WITH_COMMENTS,
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments");

    /// What is safe enough today; anything else is not verifiable, SHA-1 among it.
    private static final Set<String> DIGESTS = Set.of(
            "http://www.w3.org/2001/04/xmlenc#sha256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384",
            "http://www.w3.org/2001/04/xmlenc#sha512");

    private static final Set<String> METHODS = Set.of(
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
            "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1",
            "http://www.w3.org/2021/04/xmldsig-more#eddsa-ed25519");

    /// Its first letter comes only once, so that a search need not go back.
    private static final byte[] SIGNATURE = "Signature".getBytes(StandardCharsets.US_ASCII);

    private static final int MOST_SIGNATURES = 4;
    private static final int MOST_KEYS = 8;

    private Signatures() {}

    /// @param reading a message with its original bytes
    public static SignatureVerdict check(CapReading reading) {
        Alert alert = reading.alert();
        if (alert == null || !mayBeSigned(reading.original())) return new Unsigned();
        Document document = parse(reading.original());
        if (document == null) return new NotVerifiable(Reason.EMBEDDED);
        List<Element> signatures = signatures(document);
        if (signatures.isEmpty()) return new Unsigned();
        Element root = document.getDocumentElement();
        boolean misplaced = signatures.stream().anyMatch(signature -> !root.isSameNode(signature.getParentNode()));
        if (misplaced || signatures.size() > MOST_SIGNATURES) return new Bad(Fault.MISPLACED);
        if (!signatures.stream().allMatch(Signatures::strict)) return new Bad(Fault.NOT_STRICT_BASE64);
        SignatureVerdict verdict = best(alert, signatures);
        return verdict instanceof Bad(Fault fault) && (fault == Fault.CHANGED || fault == Fault.VALUE)
                ? relaid(alert, reading, verdict)
                : verdict;
    }

    /// Most messages are not signed, and need not be read once more to know it. An element's name is always
    /// written out; in UTF-16 with zeros between its letters.
    private static boolean mayBeSigned(byte[] document) {
        int found = 0;
        for (byte one : document) {
            if (one == 0) continue;
            found = one == SIGNATURE[found] ? found + 1 : one == SIGNATURE[0] ? 1 : 0;
            if (found == SIGNATURE.length) return true;
        }
        return false;
    }

    private static List<Element> signatures(Document document) {
        NodeList found = document.getElementsByTagNameNS(XMLDSIG, "Signature");
        List<Element> signatures = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) signatures.add((Element) found.item(i));
        return signatures;
    }

    /// Several offices may sign one message, each over all that the others added before. One that
    /// holds suffices, since nothing can be added after it; a bad one weighs more than one that
    /// cannot be verified.
    private static SignatureVerdict best(Alert alert, List<Element> signatures) {
        List<SignatureVerdict> verdicts =
                signatures.stream().map(signature -> verdict(alert, signature)).toList();
        return verdicts.stream()
                .filter(Verified.class::isInstance)
                .findFirst()
                .or(() -> verdicts.stream().filter(Bad.class::isInstance).findFirst())
                .orElse(verdicts.getFirst());
    }

    /// Files that were stored with new blanks between elements, or with an instruction beside the
    /// message, say the same and yet do not verify; telling them from changed ones helps the person.
    private static SignatureVerdict relaid(Alert alert, CapReading reading, SignatureVerdict otherwise) {
        Document document = parse(reading.original());
        if (document == null) return otherwise;
        removeLayout(document);
        return best(alert, signatures(document)) instanceof Verified
                ? new NotVerifiable(Reason.LAID_OUT_ANEW)
                : otherwise;
    }

    private static void removeLayout(Node within) {
        List<Node> layout = new ArrayList<>();
        boolean parent = hasElement(within);
        for (Node child = within.getFirstChild(); child != null; child = child.getNextSibling()) {
            boolean blank = child.getNodeType() == Node.TEXT_NODE
                    && parent
                    && child.getTextContent().isBlank();
            boolean instruction = child.getNodeType() == Node.PROCESSING_INSTRUCTION_NODE;
            if (blank || instruction) layout.add(child);
            else if (child.getNodeType() == Node.ELEMENT_NODE) removeLayout(child);
        }
        layout.forEach(within::removeChild);
    }

    private static boolean hasElement(Node within) {
        for (Node child = within.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child.getNodeType() == Node.ELEMENT_NODE) return true;
        }
        return false;
    }

    private static SignatureVerdict verdict(Alert alert, Element element) {
        if (!safeAlgorithms(element)) return new NotVerifiable(Reason.ALGORITHM);
        try {
            XMLSignature signature =
                    XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context(new NoKey(), element));
            SignatureVerdict refused = refused(signature);
            if (refused != null) return refused;
            List<Candidate> candidates = candidates(signature.getKeyInfo());
            if (candidates.isEmpty()) return new NotVerifiable(Reason.NO_KEY);
            for (Candidate candidate : candidates) {
                SignatureVerdict verdict = verdict(alert, element, candidate);
                if (!(verdict instanceof Bad(Fault fault) && fault == Fault.VALUE)) return verdict;
            }
            return new Bad(Fault.VALUE);
        } catch (MarshalException e) {
            return new NotVerifiable(Reason.UNREADABLE);
        } catch (XMLSignatureException | IOException e) {
            return new NotVerifiable(Reason.ALGORITHM);
        } catch (RuntimeException e) {
            // The signature is a stranger's; what it breaks in the library is its own fault.
            return new NotVerifiable(Reason.UNREADABLE);
        }
    }

    private static SignatureVerdict verdict(Alert alert, Element element, Candidate candidate)
            throws MarshalException, XMLSignatureException, IOException {
        DOMValidateContext context = context(KeySelector.singletonKeySelector(candidate.key()), element);
        XMLSignature signature = XMLSignatureFactory.getInstance("DOM").unmarshalXMLSignature(context);
        if (!signature.getSignatureValue().validate(context)) return new Bad(Fault.VALUE);
        Reference reference = signature.getSignedInfo().getReferences().getFirst();
        if (!reference.validate(context)) return new Bad(Fault.CHANGED);
        return signed(alert, candidate, reference.getDigestInputStream());
    }

    private static DOMValidateContext context(KeySelector keys, Element element) {
        DOMValidateContext context = new DOMValidateContext(keys, element);
        context.setProperty("org.jcp.xml.dsig.secureValidation", true);
        context.setProperty("javax.xml.crypto.dsig.cacheReference", true);
        return context;
    }

    /// Looked at before anything is computed, so that an old algorithm is told from an unreadable
    /// signature.
    private static boolean safeAlgorithms(Element signature) {
        return algorithms(signature, "SignatureMethod").stream().allMatch(METHODS::contains)
                && algorithms(signature, "DigestMethod").stream().allMatch(DIGESTS::contains)
                && algorithms(signature, "CanonicalizationMethod").stream().allMatch(PLAIN_FORMS::contains);
    }

    private static List<String> algorithms(Element signature, String name) {
        NodeList all = signature.getElementsByTagNameNS(XMLDSIG, name);
        List<String> algorithms = new ArrayList<>();
        for (int i = 0; i < all.getLength(); i++) {
            algorithms.add(((Element) all.item(i)).getAttribute("Algorithm"));
        }
        return algorithms;
    }

    private static SignatureVerdict signed(Alert alert, Candidate candidate, @Nullable InputStream signedBytes)
            throws IOException {
        if (signedBytes == null) return new NotVerifiable(Reason.UNREADABLE);
        byte[] signed = signedBytes.readAllBytes();
        Alert read = CapReader.read(signed).alert();
        return read != null && alert.equals(read)
                ? new Verified(candidate.key(), candidate.certificate(), read, signed)
                : new Bad(Fault.READS_DIFFERENTLY);
    }

    /// What is signed must be the whole message and nothing else.
    private static @Nullable SignatureVerdict refused(XMLSignature signature) {
        SignedInfo info = signature.getSignedInfo();
        if (info.getReferences().size() != 1 || !signature.getObjects().isEmpty()) return new Bad(Fault.PART_ONLY);
        Reference reference = info.getReferences().getFirst();
        if (!"".equals(reference.getURI())) return new Bad(Fault.PART_ONLY);
        boolean enveloped = false;
        for (Transform transform : reference.getTransforms()) {
            if (transform.getAlgorithm().equals(Transform.ENVELOPED)) enveloped = true;
            else if (!PLAIN_FORMS.contains(transform.getAlgorithm())) return new Bad(Fault.PART_ONLY);
        }
        return enveloped ? null : new Bad(Fault.PART_ONLY);
    }

    /// Base64 as an encoder writes it: a changed bit that decoders pass over is a change all the
    /// same.
    private static boolean strict(Element signature) {
        for (String name : List.of("DigestValue", "SignatureValue", "X509Certificate")) {
            NodeList all = signature.getElementsByTagNameNS(XMLDSIG, name);
            for (int i = 0; i < all.getLength(); i++) {
                String text = all.item(i).getTextContent().replaceAll("\\s+", "");
                try {
                    byte[] decoded = Base64.getDecoder().decode(text);
                    if (!Base64.getEncoder().encodeToString(decoded).equals(text)) return false;
                } catch (IllegalArgumentException e) {
                    return false;
                }
            }
        }
        return true;
    }

    /// Read once more as a tree that can be put into canonical form; the bounds were checked when it
    /// was read first.
    static @Nullable Document parse(byte[] document) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new ByteArrayInputStream(document));
        } catch (SAXException | IOException e) {
            return null;
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("this Java cannot read XML safely", e);
        }
    }

    /// A key that comes with the message; whose it is, is another question.
    private record Candidate(PublicKey key, @Nullable X509Certificate certificate) {}

    private static List<Candidate> candidates(@Nullable KeyInfo info) {
        List<Candidate> candidates = new ArrayList<>();
        if (info == null) return candidates;
        for (XMLStructure part : info.getContent()) {
            if (part instanceof X509Data data) {
                for (Object item : data.getContent()) {
                    if (item instanceof X509Certificate certificate && isWhole(certificate)) {
                        candidates.add(new Candidate(certificate.getPublicKey(), certificate));
                    }
                }
            } else if (part instanceof KeyValue value) {
                try {
                    candidates.add(new Candidate(value.getPublicKey(), null));
                } catch (KeyException e) {
                    // An unusable key is as none.
                }
            }
        }
        return candidates.size() > MOST_KEYS ? candidates.subList(0, MOST_KEYS) : candidates;
    }

    /// For reading a signature before any key is tried.
    private static final class NoKey extends KeySelector {
        @Override
        public KeySelectorResult select(
                @Nullable KeyInfo info, Purpose purpose, AlgorithmMethod method, XMLCryptoContext context)
                throws KeySelectorException {
            throw new KeySelectorException("no key is tried yet");
        }
    }

    /// A certificate that says it is signed by itself must be.
    private static boolean isWhole(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) return true;
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
