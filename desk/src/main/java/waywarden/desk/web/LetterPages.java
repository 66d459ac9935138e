package waywarden.desk.web;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import waywarden.advisory.audience.Headcount;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Info;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.Acknowledgements.Counts;
import waywarden.delivery.Alarms;
import waywarden.delivery.Alarms.Alarm;
import waywarden.delivery.Answer;
import waywarden.delivery.DeliveryLog;
import waywarden.delivery.DeliveryWorker;
import waywarden.delivery.State;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Letter.Answers;
import waywarden.delivery.channel.Preview;
import waywarden.desk.Warning;
import waywarden.desk.Warning.Issue;
import waywarden.desk.issuing.Issuing;
import waywarden.desk.issuing.Refused;
import waywarden.desk.server.DeskChannels;
import waywarden.desk.server.Setup;
import waywarden.desk.store.AuditLog;
import waywarden.desk.store.Warnings;
import waywarden.result.Texts;

/// What becomes of what is issued: previews before, the log and the answers after.
@Controller
class LetterPages {

    private static final int MOST = 300;

    /// Lines of one list on a page.
    static final int SHOWN = 100;

    private final Issuing issuing;
    private final Warnings warnings;
    private final DeliveryLog log;
    private final DeliveryWorker worker;
    private final Acknowledgements acknowledgements;
    private final Alarms alarms;
    private final AuditLog audit;
    private final DeskChannels channels;
    private final String address;
    private final TransactionTemplate transactions;
    private final InstantSource clock;

    LetterPages(
            Issuing issuing,
            Warnings warnings,
            DeliveryLog log,
            DeliveryWorker worker,
            Acknowledgements acknowledgements,
            Alarms alarms,
            AuditLog audit,
            DeskChannels channels,
            Setup setup) {
        this.issuing = issuing;
        this.warnings = warnings;
        this.log = log;
        this.worker = worker;
        this.acknowledgements = acknowledgements;
        this.alarms = alarms;
        this.audit = audit;
        this.channels = channels;
        this.address = setup.address();
        this.transactions = setup.database().transactions();
        this.clock = setup.clock();
    }

    /// A letter as it would look.
    record Seen(String channel, String language, Preview preview) {}

    @GetMapping("/warnings/{id}/preview")
    ResponseEntity<String> preview(Visit visit, @PathVariable String id) {
        Warning warning = issuing.find(id);
        Alert out = issuing.issued(warning);
        Alert alert = out == null ? issuing.written(warning).alert() : out;
        List<Info> infos = alert.infos().isEmpty() ? earlier(warning) : alert.infos();
        List<Seen> seen = new ArrayList<>();
        for (Channel channel : channels.all()) {
            for (Info info : infos) {
                Letter letter = letter(alert, info, infos);
                String name = visit.texts().named("channel", channel.name());
                seen.add(new Seen(name, visit.texts().named("language", info.spoken()), channel.preview(letter)));
            }
        }
        return visit.page(
                "preview.jte", "desk", visit.texts().say("preview.title"), Map.of("seen", seen, "warning", warning));
    }

    /// A withdrawal has no words of its own; readers are shown those they know.
    private List<Info> earlier(Warning warning) {
        String replaces = warning.replaces();
        Alert alert = replaces == null ? null : issuing.issued(issuing.find(replaces));
        return alert == null ? List.of() : alert.infos();
    }

    private Letter letter(Alert alert, Info info, List<Info> infos) {
        URI any = URI.create(address + "/a/example");
        Instant expires =
                info.expires() == null ? clock.instant() : info.expires().toInstant();
        return new Letter(alert, info, infos, expires, URI.create(address + "/w/example"), new Answers(any, any, any));
    }

    /// All that was issued, with what has become of it in numbers.
    ///
    /// @param dead   given up
    /// @param alarms that somebody must see to
    record All(List<Line> lines, List<Dead> dead, List<Rung> alarms) {}

    record Line(Warning warning, String headline, String states, String answers) {}

    record Dead(long number, String says, String since, String headline) {}

    record Rung(Alarm alarm, String says, String since) {}

    @GetMapping("/letters")
    ResponseEntity<String> all(Visit visit) {
        Texts texts = visit.texts();
        List<Line> lines = warnings.issued().stream()
                .limit(50)
                .map(warning -> line(visit, warning))
                .toList();
        List<Dead> dead = log.deadLetters(MOST).stream()
                .map(letter -> new Dead(
                        letter.number(),
                        letter.says(texts.locale()),
                        time(visit, letter.since()),
                        headline(visit, letter.advisory())))
                .toList();
        List<Rung> rung = alarms.open().stream()
                .filter(alarm -> alarm.kind() != Alarms.Kind.HELP)
                .map(alarm -> new Rung(
                        alarm,
                        texts.say("alarm." + alarm.kind(), headline(visit, alarm.advisory())),
                        time(visit, alarm.since())))
                .toList();
        return visit.page(
                "letters.jte", "letters", texts.say("nav.letters"), Map.of("page", new All(lines, dead, rung)));
    }

    private Line line(Visit visit, Warning warning) {
        Issue issue = warning.issue();
        int version = issue == null ? 1 : issue.version();
        Map<State, Integer> states = log.states(warning.chain(), version);
        Counts counts = acknowledgements.counts(warning.chain());
        return new Line(
                warning,
                WarningPages.headline(visit, warning.content()),
                states(states, visit.texts()),
                answers(counts, visit.texts()));
    }

    private static String states(Map<State, Integer> states, Texts texts) {
        Map<String, Integer> words = new TreeMap<>();
        states.forEach((state, number) -> words.merge(texts.say("letters.state." + state), number, Integer::sum));
        return words.isEmpty()
                ? texts.say("letters.nobody")
                : String.join(
                        texts.say("list.comma"),
                        words.entrySet().stream()
                                .map(entry -> entry.getKey() + " " + entry.getValue())
                                .toList());
    }

    private static String answers(Counts counts, Texts texts) {
        if (!Headcount.isTold(counts.sent())) return texts.say("letters.answers.few", Headcount.FLOOR);
        return texts.say(
                "letters.answers",
                counts.of(Answer.READ),
                counts.of(Answer.SAFE),
                counts.of(Answer.HELP),
                counts.silent());
    }

    private String headline(Visit visit, String chain) {
        return warnings.issuedAs(chain, 1)
                .map(warning -> WarningPages.headline(visit, warning.content()))
                .orElse("–");
    }

    private static final class Land {
        static final byte[] SVG = WorldMap.land();
    }

    @GetMapping("/world.svg")
    ResponseEntity<byte[]> land() {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("image/svg+xml"))
                .cacheControl(CacheControl.maxAge(Duration.ofDays(1)).cachePrivate())
                .body(Land.SVG);
    }

    /// What became of one warning.
    ///
    /// @param areas answers by country; where few people are meant, only that they are few
    /// @param more  where the deliveries after these are; empty where there are none
    /// @param older where the attempts before these are; empty where there are none
    record One(
            Warning warning,
            String headline,
            String answers,
            List<Area> areas,
            WorldMap map,
            List<String> standings,
            String more,
            List<String> attempts,
            String older) {

        String bounds() {
            return WorldMap.bounds();
        }
    }

    /// @param told whether the numbers are; too few could point at somebody
    record Area(String country, String name, boolean told, int sent, int read, int safe, int help, int silent) {}

    @GetMapping("/letters/{id}")
    ResponseEntity<String> one(
            Visit visit,
            @PathVariable String id,
            @RequestParam(defaultValue = "0") long after,
            @RequestParam(defaultValue = "0") long before) {
        Warning warning = issuing.find(id);
        long from = Math.max(0, after);
        // One more than is shown tells whether there are more.
        List<DeliveryLog.Standing> standings = log.standings(warning.chain(), from, SHOWN + 1);
        List<DeliveryLog.Attempt> attempts =
                log.ofAdvisory(warning.chain(), before <= 0 ? Long.MAX_VALUE : before, SHOWN + 1);
        String here = "/letters/" + id + "?after=";
        String more = standings.size() > SHOWN ? here + (from + SHOWN) + "&before=" + before : "";
        String older = attempts.size() > SHOWN
                ? here + from + "&before=" + attempts.get(SHOWN - 1).id()
                : "";
        Locale locale = visit.texts().locale();
        String chain = warning.chain();
        List<Area> areas = acknowledgements.byCountry(chain).entrySet().stream()
                .map(entry -> area(entry.getKey(), entry.getValue(), visit))
                .sorted(Comparator.comparing(Area::name))
                .toList();
        One one = new One(
                warning,
                headline(visit, chain),
                answers(acknowledgements.counts(chain), visit.texts()),
                areas,
                WorldMap.of(areas, visit.texts()),
                standings.stream()
                        .limit(SHOWN)
                        .map(standing -> visit.texts()
                                .say(
                                        "letters.standing",
                                        standing.version(),
                                        nickname(standing.subscriber()),
                                        standing.says(locale)))
                        .toList(),
                more,
                attempts.stream()
                        .limit(SHOWN)
                        .map(attempt -> attempt.says(locale))
                        .toList(),
                older);
        return visit.page("letter.jte", "letters", one.headline(), Map.of("page", one));
    }

    private static Area area(String country, Counts counts, Visit visit) {
        String name = country.isEmpty()
                ? visit.texts().say("letters.nowhere")
                : Locale.of("", country).getDisplayCountry(visit.texts().locale());
        return new Area(
                country,
                name,
                Headcount.isTold(counts.sent()),
                counts.sent(),
                counts.of(Answer.READ),
                counts.of(Answer.SAFE),
                counts.of(Answer.HELP),
                counts.silent());
    }

    /// Enough of an id to tell two lines apart.
    private static String nickname(String subscriber) {
        return subscriber.substring(0, Math.min(6, subscriber.length()));
    }

    @PostMapping("/letters/replay")
    ResponseEntity<String> replay(Visit visit, @RequestParam(name = "letter") List<Long> letters) {
        int replayed = 0;
        for (long letter : letters.stream().limit(MOST).toList()) {
            boolean done = Boolean.TRUE.equals(transactions.execute(status -> {
                boolean again = log.replay(letter);
                if (again) {
                    audit.add(visit.signedIn().name(), "replayed", String.valueOf(letter), "", clock.instant());
                }
                return again;
            }));
            if (done) replayed++;
        }
        worker.wake();
        return replayed == 0
                ? visit.refused("/letters", visit.texts().say("letters.replay.none"))
                : visit.to("/letters", visit.texts().say("letters.replay.done", replayed));
    }

    @PostMapping("/letters/alarm/{number}")
    ResponseEntity<String> close(Visit visit, @PathVariable long number) {
        String by = visit.signedIn().name();
        try {
            transactions.executeWithoutResult(status -> {
                alarms.close(number, by);
                audit.add(by, "alarm-closed", String.valueOf(number), "", clock.instant());
            });
        } catch (Alarms.NoSuchAlarm e) {
            throw new Refused(Refused.Kind.CONFLICT, "changed");
        }
        return visit.to("/letters", visit.texts().say("alarm.closed"));
    }

    private static String time(Visit visit, Instant at) {
        return View.time(visit.texts(), at);
    }
}
