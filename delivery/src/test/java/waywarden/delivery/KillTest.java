package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import waywarden.delivery.Tokens.Permit;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.kill.Service;
import waywarden.delivery.testkit.Arrivals;
import waywarden.delivery.testkit.Arrivals.Arrival;
import waywarden.delivery.testkit.Browser;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.FakeMastodon;
import waywarden.delivery.testkit.FakeServer;
import waywarden.delivery.testkit.FakeServer.Asked;
import waywarden.delivery.testkit.FakeServer.Reply;
import waywarden.delivery.testkit.FakeSmtp;
import waywarden.delivery.testkit.FakeTelegram;
import waywarden.delivery.testkit.Rig;

/// The service is killed again and again in the middle of its work, while every channel fails now and
/// then; afterwards what was issued is compared with what the other sides were given. Long form:
/// `-Dwaywarden.kills=200 -Dwaywarden.people=1000 -Dwaywarden.warnings=130 -Dwaywarden.life=6000`;
/// `-Dwaywarden.database=sqlite` or `postgresql` runs one of the two.
class KillTest {

    private static final int KILLS = Integer.getInteger("waywarden.kills", 5);
    private static final int PEOPLE = Integer.getInteger("waywarden.people", 120);
    private static final int WARNINGS = Integer.getInteger("waywarden.warnings", 12);
    /// The longest life, in milliseconds after the start.
    private static final int LIFE = Integer.getInteger("waywarden.life", 1_500);

    /// Answers that the other sides lose after they have acted.
    private static final double LOST = 0.01;

    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    private Path folder;

    private final Random random = new Random(11);
    private final Arrivals arrivals = new Arrivals();
    private final Map<Integer, Browser> browsers = new ConcurrentHashMap<>();
    private final Map<String, Integer> committed = new ConcurrentHashMap<>();
    private final AtomicInteger answersAt = new AtomicInteger();
    private final AtomicLong issuedAll = new AtomicLong();
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<Permit, Answer> asked = new HashMap<>();
    private final Set<Permit> taken = new HashSet<>();

    static Stream<Dialect> databases() {
        String only = System.getProperty("waywarden.database", "");
        return Databases.running().stream()
                .filter(dialect -> only.isEmpty() || dialect.name().equalsIgnoreCase(only));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void losesNothingAndDoublesNothingHoweverOftenItIsKilled(Dialect dialect) throws IOException, InterruptedException {
        DatabaseSettings settings = Databases.fresh(dialect, folder);
        try (FakeServer web = new FakeServer(this::answer);
                FakeSmtp smtp = new FakeSmtp(this::deed);
                FakeTelegram telegram = new FakeTelegram(arrivals, 100_000, 1_000);
                FakeMastodon mastodon = new FakeMastodon(arrivals, 1_000_000);
                Database database = Database.open(settings)) {
            telegram.losesAnswers(LOST);
            mastodon.losesAnswers(LOST);
            enrol(database, web.url(), mastodon.url(), smtp.port(), telegram.url());
            Path messages = messages();
            List<String> command = command(settings, messages, web, smtp, telegram);
            long begun = System.nanoTime();
            for (int i = 0; i < KILLS; i++) live(command, database, 200 + random.nextInt(LIFE));
            finish(command, database);
            Duration took = Duration.ofNanos(System.nanoTime() - begun);
            judge(database, dialect, took, mastodon);
        }
    }

    // --- the other sides ---

    private Reply answer(Asked ask) {
        int number = Integer.parseInt(ask.path().substring(ask.path().lastIndexOf('/') + 1));
        if (FakeServer.chance(0.005)) return Reply.of(503);
        if (FakeServer.chance(0.002)) return new Reply(429, Map.of("Retry-After", "1"), "");
        if (ask.path().startsWith("/hook/")) {
            JsonNode body = JSON.readTree(ask.body());
            arrivals.add("webhook", number, body.path("data").path("title").asString(""), ask.header("Webhook-id"));
        } else {
            String text = JSON.readTree(
                            Objects.requireNonNull(browsers.get(number)).decrypted(ask.body()))
                    .path("title")
                    .asString("");
            arrivals.add("webpush", number, text, ask.header("Topic") + text);
        }
        return FakeServer.chance(LOST) ? Reply.DROPPED : Reply.of(201);
    }

    private FakeSmtp.Deed deed(FakeSmtp.Mail mail) {
        if (FakeServer.chance(0.005)) return FakeSmtp.Deed.GREYLIST;
        arrivals.add(
                "mail", Integer.parseInt(mail.to().substring(1, mail.to().indexOf('@'))), mail.subject(), mail.id());
        return FakeServer.chance(LOST) ? FakeSmtp.Deed.TAKE_AND_DROP : FakeSmtp.Deed.TAKE;
    }

    private void enrol(Database database, String web, String mastodon, int smtp, String telegram) {
        List<Channel> channels = Service.channels(smtp, telegram);
        Subscriptions subscriptions = new Subscriptions(database, Rig.secrets(), channels, Timekeeper.system());
        database.transactions().executeWithoutResult(status -> {
            for (int i = 1; i <= PEOPLE; i++) {
                subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), List.of(address(i, web)));
            }
            subscriptions.enrol(
                    Subscriber.Kind.OUTLET, Rig.in("FR"), List.of(new Address("mastodon", mastodon + " token")));
        });
        channels.forEach(Channel::close);
    }

    private Address address(int number, String web) {
        int twentieth = number % 20;
        if (twentieth < 11)
            return new Address("webhook", web + "hook/" + number + " whsec_" + "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0");
        if (twentieth < 14) {
            Browser browser = new Browser();
            browsers.put(number, browser);
            return new Address("webpush", browser.subscription(web + "push/" + number));
        }
        if (twentieth < 17) return new Address("mail", "p" + number + "@example.org");
        return new Address("telegram", String.valueOf(number));
    }

    /// Most are only issued; some are updated a little later, and some of these withdrawn.
    private Path messages() throws IOException {
        Path messages = Files.createDirectory(folder.resolve("messages"));
        Instant begin = Instant.now().minusSeconds(7_200);
        for (int i = 1; i <= WARNINGS; i++) {
            Caps first = Caps.alert("w-" + i + "-1", begin.plusSeconds(i)).saying(Arrivals.headline(i, 1), "Words.");
            write(messages, 10 * i, i, 1, first);
            if (i % 20 >= 8) continue;
            Caps second = first.updated("w-" + i + "-2", begin.plusSeconds(WARNINGS + i))
                    .saying(Arrivals.headline(i, 2), "More.");
            write(messages, 10 * i + 31, i, 2, second);
            if (i % 20 >= 3) continue;
            write(
                    messages,
                    10 * i + 62,
                    i,
                    3,
                    second.cancelled("w-" + i + "-3", begin.plusSeconds(2L * WARNINGS + i))
                            .saying(Arrivals.headline(i, 3), "Over."));
        }
        return messages;
    }

    private static void write(Path folder, int order, int warning, int version, Caps message) throws IOException {
        Files.write(folder.resolve("%06d_%d-%d.xml".formatted(order, warning, version)), message.signed());
    }

    // --- lives ---

    private static List<String> command(
            DatabaseSettings settings, Path messages, FakeServer web, FakeSmtp smtp, FakeTelegram telegram) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Service.class.getName(),
                settings.url(),
                messages.toString(),
                web.url(),
                String.valueOf(smtp.port()),
                telegram.url());
    }

    private Process begin(List<String> command) throws IOException, InterruptedException {
        answersAt.set(0);
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        Thread.ofVirtual().start(() -> listen(process));
        Instant patience = Instant.now().plusSeconds(60);
        while (answersAt.get() == 0 && process.isAlive() && Instant.now().isBefore(patience)) Thread.sleep(20);
        assertThat(answersAt.get()).as("the service has started").isPositive();
        return process;
    }

    private void listen(Process process) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ", 4);
                if (line.startsWith("answers at")) answersAt.set(Integer.parseInt(words[2]));
                else if (line.equals("issued all")) issuedAll.incrementAndGet();
                else committed.put(words[1] + "-" + words[2], Integer.parseInt(words[3]));
            }
        } catch (IOException e) {
            // Killed in the middle of a line, which then was not said.
            return;
        }
    }

    private void live(List<String> command, Database database, int millis) throws IOException, InterruptedException {
        Process process = begin(command);
        long end = System.nanoTime() + Duration.ofMillis(millis).toNanos();
        choose(database);
        Thread answers = Thread.ofPlatform().start(this::post);
        TimeUnit.NANOSECONDS.sleep(Math.max(0, end - System.nanoTime()));
        process.destroyForcibly().waitFor();
        answers.join();
    }

    private void finish(List<String> command, Database database) throws IOException, InterruptedException {
        issuedAll.set(0);
        Process process = begin(command);
        // Enough for 25 rows a second.
        Instant patience = Instant.now().plusSeconds(300).plusMillis(40L * PEOPLE * WARNINGS);
        while (Instant.now().isBefore(patience)) {
            boolean working =
                    issuedAll.get() == 0 || count(database, "state in ('PLANNED', 'RETRY', 'UNSURE', 'LEASED')") > 0;
            if (!working) break;
            Thread.sleep(200);
        }
        post();
        process.destroyForcibly().waitFor();
    }

    /// Somebody answers; while she is not told that it was taken, she tries again.
    private void choose(Database database) {
        database.client()
                .sql("select advisory, version, subscriber from delivery where state = 'SENT' and channel <> 'mastodon'"
                        + " order by random() limit 5")
                .query(row -> {
                    Answer answer = Answer.values()[random.nextInt(3)];
                    Permit permit = new Permit(
                            row.getLong(1),
                            row.getInt(2),
                            row.getLong(3),
                            Instant.now().plusSeconds(86_400),
                            answer);
                    boolean other = asked.keySet().stream()
                            .anyMatch(known ->
                                    known.advisory() == permit.advisory() && known.subscriber() == permit.subscriber());
                    if (!other) asked.put(permit, answer);
                });
    }

    private void post() {
        Tokens tokens = new Tokens(Rig.secrets());
        for (Permit permit : List.copyOf(asked.keySet())) {
            if (taken.contains(permit)) continue;
            URI page = URI.create("http://127.0.0.1:" + answersAt.get() + "/a/" + tokens.write(permit));
            try {
                // A link that is opened does nothing.
                assertThat(ask(HttpRequest.newBuilder(page).GET())).isEqualTo(400);
                if (ask(HttpRequest.newBuilder(page).POST(HttpRequest.BodyPublishers.noBody())) == 204)
                    taken.add(permit);
            } catch (IOException | InterruptedException e) {
                return;
            }
        }
    }

    private int ask(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.timeout(Duration.ofSeconds(5)).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    // --- what came of it ---

    private static int count(Database database, String where) {
        return database.client()
                .sql("select count(*) from delivery where " + where)
                .query(Integer.class)
                .single();
    }

    /// One row of the outbox, by the names that the other sides know.
    private record Row(
            String channel, int warning, int version, String state, String reference, long subscriber, int unsure) {}

    private void judge(Database database, Dialect dialect, Duration took, FakeMastodon mastodon) {
        List<Row> rows = database.client()
                .sql("select d.channel, a.id, d.version, d.state, coalesce(d.reference, ''), d.subscriber,"
                        + " (select count(*) from attempt t where t.delivery = d.id and t.outcome in ('UNSURE', 'LOST'))"
                        + " from delivery d join advisory a on a.number = d.advisory")
                .query((row, i) -> new Row(
                        row.getString(1),
                        Integer.parseInt(row.getString(2)),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getLong(6),
                        row.getInt(7)))
                .list();
        Map<String, Integer> states = new TreeMap<>();
        rows.forEach(row -> states.merge(row.state(), 1, Integer::sum));
        committed.forEach((name, count) -> assertThat(rows.stream()
                        .filter(row -> name.equals(row.warning() + "-" + row.version()))
                        .count())
                .as("rows of what was said to be issued")
                .isEqualTo((long) count));
        assertThat(states.keySet()).isSubsetOf("SENT", "SUPERSEDED", "WITHDRAWN", "STOPPED");

        Map<String, List<Arrival>> came = new HashMap<>();
        for (Arrival arrival : arrivals.all()) {
            came.computeIfAbsent(
                            name(arrival.channel(), arrival.address(), arrival.warning(), arrival.version()),
                            k -> new ArrayList<>())
                    .add(arrival);
        }
        int lost = 0;
        int twice = 0;
        int copies = 0;
        int unsure = 0;
        for (Row row : rows) {
            // People were enrolled in the order of their numbers; the outlet is the last.
            int address = row.channel().equals("mastodon") ? 0 : (int) row.subscriber();
            List<Arrival> own =
                    came.getOrDefault(name(row.channel(), address, row.warning(), row.version()), List.of());
            if (row.state().equals("SENT") && own.isEmpty()) lost++;
            boolean keyed = row.channel().equals("webhook") || row.channel().equals("webpush");
            long effects = keyed ? own.stream().map(Arrival::key).distinct().count() : own.size();
            if (keyed || row.channel().equals("mastodon")) twice += Math.max(0, (int) effects - 1);
            else {
                copies += Math.max(0, (int) effects - 1);
                unsure += row.unsure();
                assertThat((int) effects - 1).as("copies of " + row).isLessThanOrEqualTo(row.unsure());
            }
        }
        List<String> inversions = inversions(database);
        Answered answered = answered(database);
        System.out.println(
                "KILLS %d on %s in %d s: %d rows issued %s, %d arrivals; lost %d; doubled on channels with a key %d;"
                                .formatted(
                                        KILLS,
                                        dialect,
                                        took.toSeconds(),
                                        rows.size(),
                                        states,
                                        arrivals.size(),
                                        lost,
                                        twice)
                        + " extra copies elsewhere %d after %d uncertain outcomes; out of order %d; answers taken %d, lost %d, doubled %d"
                                .formatted(
                                        copies,
                                        unsure,
                                        inversions.size(),
                                        taken.size(),
                                        answered.lost(),
                                        answered.doubled()));
        assertThat(lost).isZero();
        assertThat(twice).isZero();
        assertThat(inversions).as("out of order").isEmpty();
        assertThat(answered).isEqualTo(new Answered(0, 0));
        assertThat(mastodon.posts().stream()
                        .map(FakeMastodon.Post::text)
                        .distinct()
                        .count())
                .isEqualTo(mastodon.posts().size());
        assertThat(rows).hasSizeGreaterThanOrEqualTo(PEOPLE * WARNINGS);
    }

    private static String name(String channel, int address, int warning, int version) {
        return channel + "/" + address + "/" + warning + "/" + version;
    }

    /// Nobody is given an earlier version after a later one; each that was, with what the outbox wrote down.
    private List<String> inversions(Database database) {
        Map<String, Arrival> latest = new HashMap<>();
        List<String> inversions = new ArrayList<>();
        for (Arrival arrival : arrivals.all()) {
            String thread = arrival.channel() + "/" + arrival.address() + "/" + arrival.warning();
            Arrival before = latest.get(thread);
            if (before != null && arrival.version() < before.version()) {
                inversions.add("%s: version %d came %d ms after version %d; %s"
                        .formatted(
                                thread,
                                arrival.version(),
                                (arrival.nanos() - before.nanos()) / 1_000_000,
                                before.version(),
                                attempts(database, arrival)));
            } else latest.put(thread, arrival);
        }
        return inversions;
    }

    private static List<String> attempts(Database database, Arrival arrival) {
        return database.client()
                .sql("select d.version, t.outcome, t.reason, t.at from attempt t join delivery d on d.id = t.delivery"
                        + " join advisory a on a.number = d.advisory where a.id = ? and d.channel = ?"
                        + " and (d.channel = 'mastodon' or d.subscriber = ?) order by t.at")
                .params(String.valueOf(arrival.warning()), arrival.channel(), arrival.address())
                .query((row, i) ->
                        row.getInt(1) + " " + row.getString(2) + " " + row.getString(3) + " at " + row.getLong(4))
                .list();
    }

    private record Answered(int lost, int doubled) {}

    private Answered answered(Database database) {
        int lost = 0;
        int doubled = 0;
        for (Permit permit : taken) {
            List<Answer> kept = database.client()
                    .sql("select answer from answer where advisory = ? and subscriber = ?")
                    .params(permit.advisory(), permit.subscriber())
                    .query((row, i) -> Answer.valueOf(row.getString(1)))
                    .list();
            if (!kept.contains(permit.answer())) lost++;
            if (kept.size() > 1) doubled++;
        }
        return new Answered(lost, doubled);
    }
}
