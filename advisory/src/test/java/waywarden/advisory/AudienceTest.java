package waywarden.advisory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import waywarden.advisory.area.Cell;
import waywarden.advisory.audience.Audience;
import waywarden.advisory.audience.Headcount;
import waywarden.advisory.audience.PeopleFile;
import waywarden.advisory.audience.Person;
import waywarden.advisory.audience.Reach;
import waywarden.advisory.audience.Reach.Kind;
import waywarden.advisory.audience.Reach.Passed;
import waywarden.advisory.audience.Reach.Reached;
import waywarden.advisory.audience.Stay;
import waywarden.advisory.audience.Targets;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Named;
import waywarden.advisory.template.Templates;

class AudienceTest {

    private static final Instant NOW = Instant.parse("2026-05-10T00:00:00Z");

    private static Person in(String country) {
        return person(new Stay(country, null, null, null, null), Set.of());
    }

    private static Person person(Stay stay, Set<String> sectors) {
        return new Person(List.of(stay), sectors, Set.of(), Set.of(), List.of("zh"), false);
    }

    private static Alert warning(List<Area> areas, List<String> sectors) {
        return Warnings.draft("w-1", Warnings.SENT, areas, sectors, null)
                .from(Templates.find("dream-job").orElseThrow());
    }

    private static Area area(List<String> polygons, Named... codes) {
        return new Area("x", polygons, List.of(), List.of(codes), null, null);
    }

    private static Kind kind(Alert alert, Person person) {
        return kind(alert, person, NOW);
    }

    private static Kind kind(Alert alert, Person person, Instant now) {
        return switch (Audience.of(alert).reach(person, now)) {
            case Reached got -> got.reasons().getFirst().kind();
            case Passed(Reach.Reason reason) -> reason.kind();
        };
    }

    @Test
    void reachesByCountryPartAndShape() {
        Alert country = Warnings.own("w-1", "FR", List.of());
        assertThat(kind(country, in("FR"))).isEqualTo(Kind.COUNTRY);
        assertThat(kind(country, in("DE"))).isEqualTo(Kind.ELSEWHERE);

        Alert part = warning(List.of(area(List.of(), new Named(Targets.SUBDIVISION, "FR-75"))), List.of());
        assertThat(kind(part, in("FR"))).isEqualTo(Kind.COUNTRY_ROUGHLY);
        assertThat(kind(part, person(new Stay("FR", "FR-75", null, null, null), Set.of())))
                .isEqualTo(Kind.SUBDIVISION);
        assertThat(kind(part, person(new Stay("FR", "FR-13", null, null, null), Set.of())))
                .isEqualTo(Kind.ELSEWHERE);

        List<String> paris = List.of("48,2 49,2 49,3 48,3 48,2");
        Alert shape = warning(List.of(area(paris, new Named(Targets.COUNTRY, "FR"))), List.of());
        Cell near = Cell.around(48.8, 2.3);
        Cell far = Cell.around(43.3, 5.4);
        assertThat(kind(shape, person(new Stay("FR", null, near, null, null), Set.of())))
                .isEqualTo(Kind.SHAPE);
        assertThat(kind(shape, person(new Stay("FR", null, far, null, null), Set.of())))
                .isEqualTo(Kind.ELSEWHERE);
        assertThat(kind(shape, in("FR"))).isEqualTo(Kind.SHAPE_ROUGHLY);

        Alert alone = warning(List.of(area(paris)), List.of());
        assertThat(kind(alone, in("FR"))).isEqualTo(Kind.UNDECIDED);

        Alert world = warning(List.of(area(List.of(), new Named(Targets.REGION, Targets.WORLD))), List.of());
        assertThat(kind(world, new Person(List.of(), Set.of(), Set.of(), Set.of(), List.of(), false)))
                .isEqualTo(Kind.EVERYWHERE);
    }

    @Test
    void reachesByTheDatesOfATrip() {
        Alert alert = Warnings.own("w-1", "FR", List.of());
        assertThat(kind(alert, trip("2026-06-01", "2026-06-10"))).isEqualTo(Kind.COUNTRY);
        assertThat(kind(alert, trip("2026-09-01", null))).isEqualTo(Kind.OTHER_TIME);
        assertThat(kind(alert, trip("2026-04-01", "2026-05-05"))).isEqualTo(Kind.OTHER_TIME);
        assertThat(kind(alert, trip("2026-04-01", "2026-05-12"))).isEqualTo(Kind.COUNTRY);
        assertThat(kind(alert, in("FR"), Instant.parse("2026-08-01T10:00:00Z"))).isEqualTo(Kind.EXPIRED);
    }

    private static Person trip(String from, @Nullable String until) {
        return person(
                new Stay("FR", null, null, LocalDate.parse(from), until == null ? null : LocalDate.parse(until)),
                Set.of());
    }

    @Test
    void reachesBySectorAndRole() {
        Alert alert = Warnings.own("w-1", "FR", List.of("energy", "space"));
        Stay stay = new Stay("FR", null, null, null, null);
        assertThat(kind(alert, person(stay, Set.of("energy")))).isEqualTo(Kind.COUNTRY);
        assertThat(kind(alert, person(stay, Set.of("law")))).isEqualTo(Kind.OTHER_SECTOR);
        Reach unsaid = Audience.of(alert).reach(person(stay, Set.of()), NOW);
        assertThat(((Reached) unsaid).reasons()).extracting(Reach.Reason::kind).contains(Kind.SECTOR_UNSAID);
    }

    @Test
    void keepsExercisesDraftsAndWithdrawalsFromPeople() {
        Alert alert = Warnings.own("w-1", "FR", List.of());
        assertThat(kind(with(alert, Alert.Status.EXERCISE), in("FR"))).isEqualTo(Kind.EXERCISE);
        assertThat(kind(with(alert, Alert.Status.DRAFT), in("FR"))).isEqualTo(Kind.NOT_A_WARNING);
        Person enrolled = new Person(
                List.of(new Stay("FR", null, null, null, null)), Set.of(), Set.of(), Set.of(), List.of(), true);
        assertThat(kind(with(alert, Alert.Status.EXERCISE), enrolled)).isEqualTo(Kind.COUNTRY);
        Alert cancel = waywarden.advisory.template.Draft.cancel(alert, "w-2", Warnings.SENT.plusDays(1), null);
        assertThat(kind(cancel, in("FR"))).isEqualTo(Kind.NOT_A_WARNING);
    }

    private static Alert with(Alert alert, Alert.Status status) {
        return copy(alert, status, alert.scope(), alert.addresses());
    }

    private static Alert copy(Alert alert, Alert.Status status, Alert.Scope scope, List<String> addresses) {
        return new Alert(
                alert.version(),
                alert.identifier(),
                alert.sender(),
                alert.sent(),
                status,
                alert.messageType(),
                alert.source(),
                scope,
                alert.restriction(),
                addresses,
                alert.codes(),
                alert.note(),
                alert.references(),
                alert.incidents(),
                alert.infos());
    }

    @Test
    void keepsRestrictedAndPrivateMessagesToThoseMeant() {
        Alert sector = Warnings.own("w-1", "FR", List.of("energy"));
        Alert restricted = copy(sector, Alert.Status.ACTUAL, Alert.Scope.RESTRICTED, List.of());
        assertThat(kind(restricted, in("FR"))).isEqualTo(Kind.NOT_ADDRESSED);
        Alert addressed = copy(sector, Alert.Status.ACTUAL, Alert.Scope.PRIVATE, List.of("group-7"));
        Stay stay = new Stay("FR", null, null, null, null);
        Person member = new Person(List.of(stay), Set.of("energy"), Set.of(), Set.of("group-7"), List.of(), false);
        assertThat(kind(addressed, member)).isEqualTo(Kind.COUNTRY);
        assertThat(kind(addressed, in("FR"))).isEqualTo(Kind.NOT_ADDRESSED);
    }

    @Test
    void showsTheLanguageThatSuitsBest() {
        Alert alert = Warnings.own("w-1", "FR", List.of());
        assertThat(language(alert, List.of("zh-TW", "en"))).isEqualTo("zh");
        assertThat(language(alert, List.of("fr", "zh"))).isEqualTo("zh");
        assertThat(language(alert, List.of("fr"))).isEqualTo("en");
        assertThat(language(alert, List.of())).isEqualTo("en");
    }

    private static String language(Alert alert, List<String> languages) {
        Person person = new Person(
                List.of(new Stay("FR", null, null, null, null)), Set.of(), Set.of(), Set.of(), languages, false);
        return Objects.requireNonNull(
                ((Reached) Audience.of(alert).reach(person, NOW)).info().language());
    }

    @Test
    void explainsEachReasonInBothLanguages() {
        Reach reach = Audience.of(Warnings.own("w-1", "FR", List.of("energy"))).reach(in("FR"), NOW);
        assertThat(((Reached) reach).reasons()).allSatisfy(reason -> {
            assertThat(reason.says(Locale.ENGLISH)).endsWith(".").doesNotContain("{");
            assertThat(reason.says(Locale.CHINESE)).endsWith("。").doesNotContain("{");
        });
    }

    /// What is counted before sending is what is sent, for any people; and many are counted quickly.
    @Test
    void countsWhoWouldGetItAsItIsSent() {
        Random random = new Random(13);
        List<String> countries = List.of("FR", "DE", "JP", "FJ", "US");
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < 100_000; i++) {
            Cell cell = random.nextBoolean()
                    ? Cell.around(random.nextDouble() * 180 - 90, random.nextDouble() * 360 - 180)
                    : null;
            String country = countries.get(random.nextInt(countries.size()));
            LocalDate from = random.nextInt(3) == 0 ? LocalDate.of(2026, 1 + random.nextInt(12), 1) : null;
            people.add(person(
                    new Stay(country, null, cell, from, null),
                    random.nextBoolean() ? Set.of("energy") : Set.of("law")));
        }
        Alert alert = warning(
                List.of(area(
                        List.of("-15,177 -15,-178 -20,-178 -20,177 -15,177", "40,-5 52,-5 52,9 40,9 40,-5"),
                        new Named(Targets.COUNTRY, "FR"))),
                List.of("energy"));
        Audience audience = Audience.of(alert);
        long start = System.nanoTime();

        Headcount count = Headcount.of(audience, people, NOW);

        long nanos = System.nanoTime() - start;
        long sent = people.stream()
                .filter(person -> audience.reach(person, NOW) instanceof Reached)
                .count();
        System.out.printf("R15 targeting: 100000 people and one warning in %d ms%n", nanos / 1_000_000);
        assertThat(count.reached()).isEqualTo((int) sent).isPositive();
        assertThat(count.passed().values().stream().mapToInt(n -> n).sum()).isEqualTo(100_000 - count.reached());
        assertThat(nanos).isLessThan(5_000_000_000L);
    }

    @Test
    void tellsNoNumberThatPointsAtSomebody() {
        assertThat(Headcount.isTold(0)).isTrue();
        assertThat(Headcount.isTold(4)).isFalse();
        assertThat(Headcount.isTold(5)).isTrue();
    }

    @Test
    void readsAPersonAndForgetsTheExactPlace() {
        Person person = new PeopleFile().read("""
                stays:
                  - {country: FR, part: FR-75, near: "48.8566,2.3522", from: 2026-03-01, until: 2027-02-28}
                sectors: [energy]
                languages: [zh, en]
                """, "me.yaml");

        assertThat(person.stays().getFirst().cell()).isEqualTo(new Cell(48.5, 2));
        assertThat(person.toString()).doesNotContain("FR").doesNotContain("48");
        assertThatThrownBy(
                        () -> new PeopleFile().read("stays: [{country: XX}]\nname: Mira\nsectors: [poetry]", "me.yaml"))
                .isInstanceOf(PeopleFile.UnusablePerson.class)
                .hasMessageContaining("stays[0]")
                .hasMessageContaining("`name`")
                .hasMessageContaining("`sectors`");
    }
}
