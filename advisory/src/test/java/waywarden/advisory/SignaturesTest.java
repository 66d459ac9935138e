package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.xml.security.Init;
import org.apache.xml.security.signature.XMLSignature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.CapReader;
import waywarden.advisory.cap.CapReading;
import waywarden.advisory.cap.CapWriter;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.signature.Fingerprint;
import waywarden.advisory.signature.Issuer;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.signature.SignatureVerdict;
import waywarden.advisory.signature.SignatureVerdict.Bad;
import waywarden.advisory.signature.SignatureVerdict.Fault;
import waywarden.advisory.signature.SignatureVerdict.NotVerifiable;
import waywarden.advisory.signature.SignatureVerdict.Reason;
import waywarden.advisory.signature.SignatureVerdict.Unsigned;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.advisory.signature.Signatures;
import waywarden.advisory.signature.Signer;
import waywarden.advisory.signature.SigningKey;

class SignaturesTest {

    private static final String PASSPHRASE = "correct horse";

    @TempDir
    private static Path folder;

    private static SigningKey ours;
    private static SigningKey theirs;

    @BeforeAll
    static void makeKeys() throws IOException, InterruptedException {
        ours = key("ours", "EC", "secp256r1");
        theirs = key("theirs", "RSA", "2048");
    }

    /// As the documents say, with Java's own keytool.
    private static SigningKey key(String name, String algorithm, String size) throws IOException, InterruptedException {
        Path store = keystore(name, algorithm, size);
        return SigningKey.read(store, null, PASSPHRASE::toCharArray);
    }

    private static Path keystore(String name, String algorithm, String size) throws IOException, InterruptedException {
        Path store = folder.resolve(name + ".p12");
        Path keytool = Path.of(System.getProperty("java.home"), "bin", "keytool");
        Process process = new ProcessBuilder(
                        keytool.toString(),
                        "-genkeypair",
                        "-alias",
                        name,
                        "-keyalg",
                        algorithm,
                        algorithm.equals("EC") ? "-groupname" : "-keysize",
                        size,
                        "-dname",
                        "CN=" + name,
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSPHRASE)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return store;
    }

    private static byte[] message() {
        return CapWriter.write(Warnings.own("w-1", "FR", List.of("energy")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"EC", "RSA"})
    void signsSoThatTwoVerifiersAgree(String kind) throws Exception {
        SigningKey key = kind.equals("EC") ? ours : theirs;

        byte[] signed = Signer.sign(message(), key);

        SignatureVerdict verdict = Signatures.check(CapReader.read(signed));
        assertThat(verdict).isInstanceOf(Verified.class);
        assertThat(((Verified) verdict).key()).isEqualTo(key.certificate().getPublicKey());
        assertThat(((Verified) verdict).signed())
                .isEqualTo(CapReader.read(message()).alert());
        assertThat(CapReader.read(signed).accepted()).isTrue();
        assertThat(bySantuario(signed, key)).isTrue();
    }

    private static boolean bySantuario(byte[] signed, SigningKey key) throws Exception {
        Init.init();
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        Document document = factory.newDocumentBuilder().parse(new ByteArrayInputStream(signed));
        Element signature =
                (Element) document.getElementsByTagNameNS(XMLDSIG, "Signature").item(0);
        return new XMLSignature(signature, "", true)
                .checkSignatureValue(key.certificate().getPublicKey());
    }

    private static final String XMLDSIG = "http://www.w3.org/2000/09/xmldsig#";

    @Test
    void leavesTheMessagesBytesAsTheyAre() {
        String message = new String(message(), StandardCharsets.UTF_8);
        String signed = new String(Signer.sign(message(), ours), StandardCharsets.UTF_8);

        int start = signed.indexOf("<Signature");
        int end = signed.indexOf("</Signature>") + "</Signature>".length();

        assertThat(signed.substring(0, start) + signed.substring(end)).isEqualTo(message);
    }

    /// `-Dwaywarden.changes=1000` makes as many changes as wanted.
    @Test
    void neverVerifiesAMessageThatSaysSomethingElse() {
        byte[] signed = Signer.sign(message(), ours);
        Alert said = CapReader.read(signed).alert();
        Random random = new Random(11);
        int verified = 0;
        int wanted = Integer.getInteger("waywarden.changes", 100);
        for (int i = 0; i < wanted; i++) {
            byte[] changed = signed.clone();
            int at = random.nextInt(changed.length);
            changed[at] = (byte) (changed[at] ^ (1 << random.nextInt(8)));
            CapReading reading = CapReader.read(changed);
            if (Signatures.check(reading) instanceof Verified(var key, var certificate, Alert shown, byte[] bytes)) {
                // Only what means nothing may differ, such as a blank within a tag.
                assertThat(shown).isEqualTo(said);
                assertThat(reading.alert()).isEqualTo(said);
                assertThat(key).isEqualTo(ours.certificate().getPublicKey());
                verified++;
            }
        }
        System.out.println("Changed bytes that still verify, each meaning the same: " + verified + " of " + wanted);
    }

    @Test
    void refusesEveryFormOfWrapping() {
        byte[] signed = Signer.sign(message(), ours);
        forms(new String(signed, StandardCharsets.UTF_8)).forEach((name, document) -> {
            CapReading reading = CapReader.read(Warnings.bytes(document));
            assertThat(Signatures.check(reading)).as(name).isNotInstanceOf(Verified.class);
        });
    }

    /// Ways to keep a true signature and show something false.
    private static Map<String, String> forms(String signed) {
        int start = signed.indexOf("<Signature");
        int end = signed.indexOf("</Signature>") + "</Signature>".length();
        String signature = signed.substring(start, end);
        String body = signed.substring(signed.indexOf("<alert"));
        String inner = signed.substring(signed.indexOf("<identifier"), signed.lastIndexOf("</alert>"));
        String open = "<alert xmlns=\"urn:oasis:names:tc:emergency:cap:1.2\">";
        String forged = inner.replace("w-1", "w-2").replace("France", "Nowhere").replace(signature, "");
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("the signed message inside a forged one", open + forged + body + "</alert>");
        forms.put(
                "the forged message inside the signed one",
                signed.replace(signature, open + forged + "</alert>" + signature));
        forms.put(
                "the signed message in an Object",
                open + forged + signature.replace("</Signature>", "<Object>" + body + "</Object></Signature>")
                        + "</alert>");
        forms.put(
                "the signature moved into an info",
                signed.replace(signature, "").replaceFirst("</info>", signature + "</info>"));
        forms.put("the signature twice", signed.replace(signature, signature + signature));
        forms.put(
                "a reference to a part",
                signed.replace("URI=\"\"", "URI=\"#part\"").replaceFirst("<info>", "<info Id=\"part\">"));
        forms.put(
                "a second info beside the signed one",
                signed.replaceFirst(
                        "<info>",
                        "<info><language>fr</language><category>Security</category><event>x</event><urgency>Past</urgency><severity>Minor</severity><certainty>Unlikely</certainty></info><info>"));
        forms.put(
                "a transform that leaves the forged part out",
                signed.replace(
                        "<Transform Algorithm=\"http://www.w3.org/2000/09/xmldsig#enveloped-signature\"/>",
                        "<Transform Algorithm=\"http://www.w3.org/TR/1999/REC-xpath-19991116\"><XPath>false()</XPath></Transform>"));
        forms.put("no reference at all", signed.replaceAll("(?s)<Reference.*</Reference>", ""));
        forms.put(
                "a comment within a word",
                signed.replace("Suspected", "Sus<!-- -->pected").replace("w-1", "w-<!---->2"));
        return forms;
    }

    @Test
    void callsAnUnknownMethodNotVerifiableNeverUnsignedOrVerified() {
        String signed = new String(Signer.sign(message(), theirs), StandardCharsets.UTF_8);
        for (String method : List.of(
                "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                "http://example.org/rot13",
                "http://www.w3.org/2000/09/xmldsig#hmac-sha1")) {
            String other = signed.replace("http://www.w3.org/2001/04/xmldsig-more#rsa-sha256", method);
            assertThat(Signatures.check(CapReader.read(Warnings.bytes(other))))
                    .isEqualTo(new NotVerifiable(Reason.ALGORITHM));
        }
    }

    /// As Canada's system signs: what it adds to a signature stands in no namespace, which the JDK cannot
    /// read. The message can be read all the same; whether that suffices, the reader's issuers say.
    @Test
    void readsAMessageWhoseSignatureItCannotReadAndLeavesItToTheIssuersPinned() {
        String signed = new String(Signer.sign(message(), ours), StandardCharsets.UTF_8);
        String other = signed.replace(
                "</Signature>",
                "<Object xmlns=\"\"><SignatureProperties><SignatureProperty Id=\"x\" Target=\"https://a.example\"/>"
                        + "</SignatureProperties></Object></Signature>");
        CapReading reading = CapReader.read(Warnings.bytes(other));
        Issuers pinned = new Issuers(List.of(issuer(ours, "desk@example.org", Set.of(), Set.of())));

        CheckedWarning openly = CheckedWarning.of(reading, null, Issuers.NONE);
        CheckedWarning strictly = CheckedWarning.of(reading, null, pinned);

        assertThat(openly.signature()).isEqualTo(new NotVerifiable(Reason.UNREADABLE));
        assertThat(openly.accepted()).isTrue();
        assertThat(openly.shown()).contains(CapReader.read(message()).alert());
        assertThat(strictly.accepted()).isFalse();
        assertThat(strictly.findings()).extracting(Finding::rule).contains(Rule.ISSUER_UNSIGNED);
    }

    @Test
    void tellsAFileLaidOutAnewFromOneThatWasChanged() {
        String message = new String(message(), StandardCharsets.UTF_8).replaceAll(">\\s+<", "><");
        String signed = new String(Signer.sign(Warnings.bytes(message), ours), StandardCharsets.UTF_8);

        String relaid = signed.replaceFirst("<info>", "\n  <info>");
        String changed = relaid.replace(">FR<", ">DE<");

        assertThat(Signatures.check(CapReader.read(Warnings.bytes(relaid))))
                .isEqualTo(new NotVerifiable(Reason.LAID_OUT_ANEW));
        assertThat(Signatures.check(CapReader.read(Warnings.bytes(changed)))).isEqualTo(new Bad(Fault.CHANGED));
    }

    @Test
    void noticesBitsThatDecodersPassOver() {
        String signed = new String(Signer.sign(message(), ours), StandardCharsets.UTF_8);
        int digest = signed.indexOf("</DigestValue>");
        char last = signed.charAt(digest - 2);
        String changed = signed.substring(0, digest - 2) + (char) (last + 1) + signed.substring(digest - 1);

        assertThat(Signatures.check(CapReader.read(Warnings.bytes(changed))))
                .isEqualTo(new Bad(Fault.NOT_STRICT_BASE64));
    }

    @Test
    void signsOnlyWhatIsAcceptedAndUnsigned() {
        byte[] signed = Signer.sign(message(), ours);
        assertThatThrownBy(() -> Signer.sign(signed, ours)).hasMessageContaining("SIGNED_ALREADY");
        assertThatThrownBy(() -> Signer.sign(Warnings.bytes("<alert/>"), ours)).hasMessageContaining("NOT_ACCEPTED");
        byte[] latin = new String(message(), StandardCharsets.UTF_8)
                .replace("UTF-8", "ISO-8859-1")
                .replaceAll("[^\\x00-\\xff]", "\u00e9")
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> Signer.sign(latin, ours)).hasMessageContaining("NOT_UTF_8");
    }

    @Test
    void saysWhyAKeyCannotBeUsed() throws Exception {
        Path store = folder.resolve("ours.p12");
        assertThat(fault(store, null, "wrong")).isEqualTo(SigningKey.Fault.PASSPHRASE);
        assertThat(fault(store, "nobody", PASSPHRASE)).isEqualTo(SigningKey.Fault.NO_SUCH_ALIAS);
        assertThat(fault(folder.resolve("none.p12"), null, "")).isEqualTo(SigningKey.Fault.NO_FILE);
        Path junk = Files.writeString(folder.resolve("junk"), "no key at all");
        assertThat(fault(junk, null, "")).isEqualTo(SigningKey.Fault.NOT_A_KEY);
        Path weak = keystore("weak", "RSA", "1024");
        assertThat(fault(weak, null, PASSPHRASE)).isEqualTo(SigningKey.Fault.KIND);
    }

    private static SigningKey.Fault fault(Path file, @org.jspecify.annotations.Nullable String alias, String passphrase)
            throws IOException {
        try {
            SigningKey.read(file, alias, passphrase::toCharArray);
            throw new AssertionError("read a key that is none");
        } catch (SigningKey.UnusableKey e) {
            return e.fault();
        }
    }

    @Test
    void readsPemAndRefusesOneThatOthersCanRead() throws Exception {
        String pem = pem("PRIVATE KEY", ours.key().getEncoded())
                + pem("CERTIFICATE", ours.certificate().getEncoded());
        Path file = Files.writeString(folder.resolve("key.pem"), pem);
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
        assertThat(SigningKey.read(file, null, () -> null).certificate()).isEqualTo(ours.certificate());
        Files.setPosixFilePermissions(file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(fault(file, null, "")).isEqualTo(SigningKey.Fault.OPEN_TO_OTHERS);
    }

    @Test
    void readsAnEncryptedPem() throws Exception {
        char[] secret = PASSPHRASE.toCharArray();
        String scheme = "PBEWithHmacSHA256AndAES_256";
        var cipher = javax.crypto.Cipher.getInstance(scheme);
        cipher.init(
                javax.crypto.Cipher.ENCRYPT_MODE,
                javax.crypto.SecretKeyFactory.getInstance(scheme)
                        .generateSecret(new javax.crypto.spec.PBEKeySpec(secret)),
                new javax.crypto.spec.PBEParameterSpec(new byte[16], 10_000));
        var parameters = cipher.getParameters();
        var pbes2 = java.security.AlgorithmParameters.getInstance("PBES2");
        pbes2.init(parameters.getEncoded());
        byte[] encrypted = new javax.crypto.EncryptedPrivateKeyInfo(
                        pbes2, cipher.doFinal(ours.key().getEncoded()))
                .getEncoded();
        Path file = Files.writeString(
                folder.resolve("encrypted.pem"),
                pem("ENCRYPTED PRIVATE KEY", encrypted)
                        + pem("CERTIFICATE", ours.certificate().getEncoded()));

        assertThat(SigningKey.read(file, null, PASSPHRASE::toCharArray).key()).isEqualTo(ours.key());
        assertThat(fault(file, null, "wrong")).isEqualTo(SigningKey.Fault.PASSPHRASE);
    }

    private static String pem(String label, byte[] bytes) {
        String text = java.util.Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n";
    }

    @Test
    void trustsOnlyPinnedIssuersWithinTheirAuthority() {
        Issuers trusted = new Issuers(List.of(issuer(ours, "desk@example.org", Set.of("FR"), Set.of("energy"))));
        Alert alert = Warnings.own("w-1", "FR", List.of("energy"));

        assertThat(judged(trusted, alert, ours)).isEmpty();
        assertThat(judged(trusted, alert, theirs)).containsExactly(Rule.ISSUER_UNKNOWN);
        assertThat(judged(Issuers.NONE, alert, ours)).containsExactly(Rule.KEY_NOT_PINNED);
        assertThat(judged(trusted, Warnings.own("w-2", "DE", List.of("energy")), ours))
                .containsExactly(Rule.ISSUER_BEYOND_AUTHORITY);
        assertThat(judged(trusted, Warnings.own("w-3", "FR", List.of()), ours))
                .containsExactly(Rule.ISSUER_BEYOND_AUTHORITY);
        Issuers other = new Issuers(List.of(issuer(ours, "embassy@example.org", Set.of(), Set.of())));
        assertThat(judged(other, alert, ours)).containsExactly(Rule.ISSUER_NOT_SENDER);
        assertThat(trusted.judge(new Unsigned(), alert))
                .extracting(Finding::rule)
                .containsExactly(Rule.UNSIGNED, Rule.ISSUER_UNSIGNED);
        assertThat(trusted.judge(new NotVerifiable(Reason.ALGORITHM), alert))
                .extracting(Finding::rule)
                .containsExactly(Rule.SIGNATURE_NOT_VERIFIABLE, Rule.ISSUER_UNSIGNED);
    }

    private static Issuer issuer(SigningKey key, String sender, Set<String> countries, Set<String> sectors) {
        String fingerprint = Fingerprint.of(key.certificate().getPublicKey());
        return new Issuer("Example desk", Set.of(sender), Set.of(fingerprint), countries, sectors);
    }

    private static List<Rule> judged(Issuers issuers, Alert alert, SigningKey key) {
        CapReading reading = CapReader.read(Signer.sign(CapWriter.write(alert), key));
        return CheckedWarning.of(reading, null, issuers).findings().stream()
                .map(Finding::rule)
                .toList();
    }

    @Test
    void readsIssuersAndComplainsOfEverythingAtOnce() throws IOException {
        String key = Fingerprint.of(ours.certificate().getPublicKey());
        Path good = Files.writeString(
                folder.resolve("good.yaml"),
                "issuers:\n  - {name: Desk, senders: [desk@example.org], keys: [" + key + "], countries: [FR]}\n");
        assertThat(Issuers.read(good).all()).hasSize(1);
        Path bad = Files.writeString(
                folder.resolve("bad.yaml"), "issuers:\n  - {name: Desk, keys: [abc], colour: red}\n  - {}\n");
        assertThatThrownBy(() -> Issuers.read(bad))
                .isInstanceOf(Issuers.UnusableIssuers.class)
                .hasMessageContaining("issuers[0].senders")
                .hasMessageContaining("issuers[0].keys")
                .hasMessageContaining("issuers[0].colour")
                .hasMessageContaining("issuers[1].name");
    }
}
