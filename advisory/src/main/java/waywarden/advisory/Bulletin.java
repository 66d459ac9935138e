package waywarden.advisory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import waywarden.advisory.audience.Audience;
import waywarden.advisory.audience.Languages;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.Status;
import waywarden.advisory.chain.Chains;
import waywarden.advisory.chain.Notice;
import waywarden.advisory.chain.SameThing;
import waywarden.advisory.signature.Fingerprint;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.signature.SignatureVerdict;
import waywarden.advisory.signature.SignatureVerdict.Verified;
import waywarden.advisory.text.Sentences;

/// What holds of all warnings that a reader has, once each however many say it: the same for every shell.
///
/// @param items      the newest first
/// @param withdrawn  identifiers of what was withdrawn
/// @param contradicted identifiers that two different messages go by; the first is shown
public record Bulletin(List<Item> items, List<String> withdrawn, List<String> contradicted) {

    public Bulletin {
        items = List.copyOf(items);
        withdrawn = List.copyOf(withdrawn);
        contradicted = List.copyOf(contradicted);
    }

    /// One thing to show.
    ///
    /// @param lead    what is shown
    /// @param sources every message that says it
    public record Item(Alert lead, List<Source> sources) {

        public Item {
            sources = List.copyOf(sources);
        }

        /// Its headline in the first of these languages it is written in.
        public String title(Locale locale, List<String> languages) {
            String mark = lead.status() == Status.ACTUAL ? "" : Sentences.say("show.exercise", locale, List.of()) + " ";
            if (lead.infos().isEmpty()) return mark + lead.identifier();
            Info info = Languages.best(lead.infos(), languages);
            String headline = info.headline();
            return mark + (headline == null ? info.event() : headline);
        }

        /// Whether it concerns somebody, and why.
        public Reach reach(Person person, Instant now) {
            return Audience.of(lead).reach(person, now);
        }

        /// Ids of the pattern it warns of.
        public List<String> indicators() {
            return lead.infos().stream()
                    .flatMap(info -> info.parameter(Targets.INDICATOR).stream())
                    .distinct()
                    .toList();
        }
    }

    /// One message, and what is known of it.
    public record Source(Alert alert, CheckedWarning warning) {

        /// Who signed it, in words.
        public String signature(Locale locale) {
            return switch (warning.signature()) {
                case Verified verified
                when warning.issuer() != null ->
                    say("trusted", locale, warning.issuer().name());
                case Verified verified -> say("verified", locale, Fingerprint.of(verified.key()));
                case SignatureVerdict.Unsigned() -> say("unsigned", locale);
                case SignatureVerdict.NotVerifiable not -> say("notverifiable", locale);
                case SignatureVerdict.Bad bad -> say("bad", locale);
            };
        }

        private static String say(String key, Locale locale, String... args) {
            return Sentences.say("signature." + key, locale, List.of(args));
        }
    }

    /// @param warnings in the order they came; what is not accepted is left out
    /// @param trusted  the issuers that she trusts
    public static Bulletin of(Collection<CheckedWarning> warnings, Issuers trusted, Instant now) {
        Map<Alert, List<CheckedWarning>> byAlert = new HashMap<>();
        List<String> contradicted = new ArrayList<>();
        Chains chains = Chains.empty();
        for (CheckedWarning warning : warnings) {
            if (!warning.accepted()) continue;
            Alert alert = warning.shown().orElseThrow();
            byAlert.computeIfAbsent(alert, a -> new ArrayList<>()).add(warning);
            Chains.Receipt receipt = chains.receive(alert, authority(warning), now);
            if (receipt instanceof Chains.Receipt.Contradicts) contradicted.add(alert.identifier());
            chains = receipt.chains();
        }
        List<String> withdrawn = chains.all().stream()
                .filter(Chains.Chain::withdrawn)
                .map(chain -> chain.last().identifier())
                .toList();
        List<Notice> notices = SameThing.group(
                chains.holding(now), alert -> isTrusted(trusted, byAlert.getOrDefault(alert, List.of())));
        List<Item> items = notices.stream()
                .map(notice -> new Item(notice.lead(), sources(notice, byAlert)))
                .toList();
        return new Bulletin(items, withdrawn, contradicted);
    }

    private static List<Source> sources(Notice notice, Map<Alert, List<CheckedWarning>> byAlert) {
        return notice.all().stream()
                .flatMap(alert -> byAlert.getOrDefault(alert, List.of()).stream()
                        .limit(1)
                        .map(warning -> new Source(alert, warning)))
                .toList();
    }

    private static String authority(CheckedWarning warning) {
        if (warning.issuer() != null) return warning.issuer().name();
        return warning.signature() instanceof Verified verified ? Fingerprint.of(verified.key()) : "";
    }

    private static boolean isTrusted(Issuers trusted, List<CheckedWarning> same) {
        return same.stream()
                .anyMatch(warning ->
                        trusted.all().isEmpty() ? warning.signature() instanceof Verified : warning.issuer() != null);
    }
}
