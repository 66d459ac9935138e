package waywarden.advisory.signature;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.cap.Rule;
import waywarden.advisory.signature.SignatureVerdict.Bad;
import waywarden.advisory.signature.SignatureVerdict.NotVerifiable;
import waywarden.advisory.signature.SignatureVerdict.Unsigned;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.conversation.WaywardenException;

/// The issuers a reader trusts, and what that makes of a signature.
///
/// @param all empty where the reader has named none: then a signature shows only that nothing was
///            changed
public record Issuers(List<Issuer> all) {

    public static final Issuers NONE = new Issuers(List.of());

    private static final String PLACE = "/alert/Signature";
    private static final int LARGEST_FILE = 1 << 20;

    public Issuers {
        all = List.copyOf(all);
    }

    /// The issuer whose key made the signature.
    public Optional<Issuer> of(SignatureVerdict verdict) {
        if (!(verdict instanceof Verified verified)) return Optional.empty();
        String fingerprint = Fingerprint.of(verified.key());
        return all.stream()
                .filter(issuer -> issuer.keys().contains(fingerprint))
                .findFirst();
    }

    /// What a signature, or the want of one, means to this reader.
    public List<Finding> judge(SignatureVerdict verdict, Alert alert) {
        return switch (verdict) {
            case Bad(SignatureVerdict.Fault fault) ->
                List.of(Finding.of(Rule.SIGNATURE_BAD, PLACE, 0, "@fault." + fault));
            case NotVerifiable(SignatureVerdict.Reason reason) ->
                unproved(Finding.of(Rule.SIGNATURE_NOT_VERIFIABLE, PLACE, 0, "@reason." + reason));
            case Unsigned() -> unproved(Finding.of(Rule.UNSIGNED, PLACE, 0));
            case Verified verified -> judge(verified, alert);
        };
    }

    private List<Finding> unproved(Finding finding) {
        return all.isEmpty() ? List.of(finding) : List.of(finding, Finding.of(Rule.ISSUER_UNSIGNED, PLACE, 0));
    }

    private List<Finding> judge(Verified verified, Alert alert) {
        if (all.isEmpty()) return List.of(Finding.of(Rule.KEY_NOT_PINNED, PLACE, 0));
        Optional<Issuer> found = of(verified);
        if (found.isEmpty()) return List.of(Finding.of(Rule.ISSUER_UNKNOWN, PLACE, 0));
        Issuer issuer = found.get();
        if (!issuer.senders().contains(alert.sender())) {
            return List.of(Finding.of(Rule.ISSUER_NOT_SENDER, "/alert/sender", 0, issuer.name(), alert.sender()));
        }
        List<String> beyond = issuer.beyond(alert);
        return beyond.isEmpty()
                ? List.of()
                : List.of(Finding.of(
                        Rule.ISSUER_BEYOND_AUTHORITY, "/alert", 0, issuer.name(), String.join(", ", beyond)));
    }

    /// Reads `issuers.yaml`, checks it in full and complains of everything at once.
    ///
    /// @throws UnusableIssuers if it has faults
    public static Issuers read(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST_FILE) {
            throw new UnusableIssuers(file + ": no such file of issuers");
        }
        List<String> complaints = new ArrayList<>();
        List<Issuer> issuers = new ArrayList<>();
        try {
            JsonNode root = new YAMLMapper().readTree(Files.readAllBytes(file)).path("issuers");
            if (!root.isArray() || root.isEmpty()) complaints.add("`issuers` is not a list");
            for (int i = 0; i < root.size(); i++) {
                Issuer issuer = issuer(root.get(i), "issuers[" + i + "]", complaints);
                if (issuer != null) issuers.add(issuer);
            }
        } catch (JacksonException e) {
            complaints.add("line " + e.getLocation().getLineNr() + " is not well-formed YAML");
        }
        if (!complaints.isEmpty()) throw new UnusableIssuers(file + ": " + String.join("; ", complaints));
        return new Issuers(issuers);
    }

    private static @Nullable Issuer issuer(JsonNode node, String at, List<String> complaints) {
        Set<String> known = Set.of("name", "senders", "keys", "countries", "sectors");
        node.properties().forEach(entry -> {
            if (!known.contains(entry.getKey()))
                complaints.add("`" + at + "." + entry.getKey() + "` is not a key here");
        });
        String name = node.path("name").asString("");
        Set<String> keys = texts(node, "keys");
        Set<String> senders = texts(node, "senders");
        if (name.isBlank()) complaints.add("`" + at + ".name` is missing");
        if (senders.isEmpty()) complaints.add("`" + at + ".senders` is missing");
        boolean fingerprints = keys.stream()
                .allMatch(key -> key.replace(":", "").toLowerCase(Locale.ROOT).matches("[0-9a-f]{64}"));
        if (keys.isEmpty() || !fingerprints) {
            complaints.add("`" + at + ".keys` needs fingerprints of 64 hexadecimal digits; `waywarden warn show` prints"
                    + " that of a signed warning");
            return null;
        }
        return new Issuer(name, senders, keys, texts(node, "countries"), texts(node, "sectors"));
    }

    private static Set<String> texts(JsonNode node, String key) {
        Set<String> texts = new HashSet<>();
        for (JsonNode item : node.path(key)) texts.add(item.asString(""));
        return texts;
    }

    /// The file of issuers has faults; the sentence names each with its key.
    public static final class UnusableIssuers extends WaywardenException {
        private static final long serialVersionUID = 1L;

        UnusableIssuers(String sentence) {
            super(sentence);
        }
    }
}
