package waywarden.advisory.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.area.Cell;
import waywarden.advisory.area.Outline;
import waywarden.advisory.area.Shape;
import waywarden.advisory.audience.Reach.Kind;
import waywarden.advisory.audience.Reach.Passed;
import waywarden.advisory.audience.Reach.Reached;
import waywarden.advisory.audience.Reach.Reason;
import waywarden.advisory.cap.Alert;
import waywarden.advisory.cap.Alert.Area;
import waywarden.advisory.cap.Alert.Info;
import waywarden.advisory.cap.Alert.MessageType;
import waywarden.advisory.cap.Alert.Scope;
import waywarden.advisory.cap.Alert.Status;

/// The people that a warning concerns. The same function answers before sending and at sending, so
/// that what is counted is what is sent.
///  A place is met by the finest thing both sides say: a shape by a person's field; codes by her
/// country or part of it. Where she says less than the warning, and the country is right, she is
/// told: a warning too many does less harm than one too few.
public final class Audience {

    private final Alert alert;
    private final List<Place> places;
    private final Set<String> sectors;
    private final Set<String> roles;
    private final Instant begins;
    private final Instant ends;

    private Audience(Alert alert) {
        this.alert = alert;
        places = alert.infos().stream()
                .flatMap(info -> info.areas().stream())
                .distinct()
                .map(Place::of)
                .toList();
        Targets targets = Targets.of(alert);
        sectors = targets.sectors();
        roles = targets.roles();
        begins = alert.infos().stream()
                .map(info -> info.effective() == null ? alert.sent() : info.effective())
                .map(time -> time.toInstant())
                .min(Instant::compareTo)
                .orElse(alert.sent().toInstant());
        ends = alert.infos().stream()
                .map(info ->
                        info.expires() == null ? Instant.MAX : info.expires().toInstant())
                .max(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    public static Audience of(Alert alert) {
        return new Audience(alert);
    }

    /// An area as it is asked.
    private record Place(
            String named, boolean world, Set<String> countries, Set<String> subdivisions, List<Shape> shapes) {

        static Place of(Area area) {
            List<Shape> shapes = new ArrayList<>();
            Stream.concat(
                            area.polygons().stream().map(Outline::polygon),
                            area.circles().stream().map(Outline::circle))
                    .map(Outline::shape)
                    .forEach(shape -> {
                        if (shape != null) shapes.add(shape);
                    });
            Set<String> countries = new HashSet<>();
            area.geocode(Targets.COUNTRY).forEach(code -> countries.add(code.toUpperCase(Locale.ROOT)));
            return new Place(
                    area.description(),
                    Targets.isWorld(area),
                    countries,
                    new HashSet<>(Targets.subdivisions(area)),
                    List.copyOf(shapes));
        }
    }

    /// @param now what has expired concerns nobody, and a stay that is over does not count
    public Reach reach(Person person, Instant now) {
        Reason barred = barred(person, now);
        if (barred != null) return new Passed(barred);
        List<Reason> reasons = new ArrayList<>();
        Reason where = where(person, now.isAfter(begins) ? now : begins);
        if (!speaksFor(where.kind())) return new Passed(where);
        reasons.add(where);
        Reason sector = match(sectors, person.sectors(), Kind.SECTOR, Kind.SECTOR_UNSAID, Kind.OTHER_SECTOR);
        Reason role = match(roles, person.roles(), Kind.ROLE, Kind.ROLE_UNSAID, Kind.OTHER_ROLE);
        for (Reason reason : new Reason[] {sector, role}) {
            if (reason == null) continue;
            // A restricted message goes only to those who said that they belong.
            boolean unsaid = reason.kind() == Kind.SECTOR_UNSAID || reason.kind() == Kind.ROLE_UNSAID;
            if (unsaid && alert.scope() == Scope.RESTRICTED) return new Passed(Reason.of(Kind.NOT_ADDRESSED));
            if (!speaksFor(reason.kind())) return new Passed(reason);
            reasons.add(reason);
        }
        if (alert.scope() == Scope.PRIVATE) reasons.add(Reason.of(Kind.GROUP));
        Info info = Languages.best(alert.infos(), person.languages());
        boolean suits = Languages.reads(person.languages(), info.spoken());
        reasons.add(Reason.of(suits ? Kind.LANGUAGE : Kind.LANGUAGE_OTHER, info.spoken()));
        return new Reached(reasons, info);
    }

    private static boolean speaksFor(Kind kind) {
        return kind.compareTo(Kind.NOT_A_WARNING) < 0;
    }

    private @Nullable Reason barred(Person person, Instant now) {
        boolean telling = alert.messageType() == MessageType.ALERT || alert.messageType() == MessageType.UPDATE;
        boolean real = alert.status() == Status.ACTUAL;
        boolean exercise = alert.status() == Status.EXERCISE || alert.status() == Status.TEST;
        if (!telling || alert.infos().isEmpty() || !(real || exercise)) return Reason.of(Kind.NOT_A_WARNING);
        if (exercise && !person.exercises()) return Reason.of(Kind.EXERCISE);
        if (!now.isBefore(ends)) return Reason.of(Kind.EXPIRED);
        boolean addressed =
                alert.scope() != Scope.PRIVATE || alert.addresses().stream().anyMatch(person.groups()::contains);
        if (!addressed) return Reason.of(Kind.NOT_ADDRESSED);
        if (places.isEmpty()) return Reason.of(Kind.NO_AREA);
        return person.stays().isEmpty() && places.stream().noneMatch(Place::world) ? Reason.of(Kind.NO_STAY) : null;
    }

    private Reason where(Person person, Instant from) {
        Reason against = Reason.of(Kind.ELSEWHERE);
        for (Place place : places) {
            if (place.world()) return Reason.of(Kind.EVERYWHERE);
            for (Stay stay : person.stays()) {
                Reason reason = where(place, stay);
                if (speaksFor(reason.kind())) {
                    if (stay.falls(from, ends)) return reason;
                    against = Reason.of(Kind.OTHER_TIME, stay.country());
                } else if (reason.kind() == Kind.UNDECIDED && against.kind() == Kind.ELSEWHERE) {
                    if (stay.falls(from, ends)) against = reason;
                }
            }
        }
        return against;
    }

    private static Reason where(Place place, Stay stay) {
        Cell cell = stay.cell();
        if (!place.shapes().isEmpty() && cell != null) {
            boolean meets = place.shapes().stream().anyMatch(shape -> shape.meets(cell));
            return meets ? Reason.of(Kind.SHAPE, place.named()) : Reason.of(Kind.ELSEWHERE);
        }
        String part = stay.subdivision();
        if (part != null && place.subdivisions().contains(part)) return Reason.of(Kind.SUBDIVISION, part);
        if (place.countries().contains(stay.country())) {
            Kind kind = place.shapes().isEmpty() ? Kind.COUNTRY : Kind.SHAPE_ROUGHLY;
            return Reason.of(kind, stay.country());
        }
        boolean within = place.subdivisions().stream().anyMatch(code -> code.startsWith(stay.country() + "-"));
        if (within && part == null) return Reason.of(Kind.COUNTRY_ROUGHLY, stay.country());
        boolean shapeAlone = !place.shapes().isEmpty()
                && place.countries().isEmpty()
                && place.subdivisions().isEmpty();
        return Reason.of(shapeAlone ? Kind.UNDECIDED : Kind.ELSEWHERE);
    }

    private static @Nullable Reason match(Set<String> wanted, Set<String> hers, Kind matches, Kind unsaid, Kind other) {
        if (wanted.isEmpty()) return null;
        TreeSet<String> shared = new TreeSet<>(wanted);
        if (hers.isEmpty()) return Reason.of(unsaid, String.join(", ", shared));
        shared.retainAll(hers);
        return shared.isEmpty() ? Reason.of(other) : Reason.of(matches, String.join(", ", shared));
    }
}
