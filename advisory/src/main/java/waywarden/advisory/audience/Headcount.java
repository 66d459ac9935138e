package waywarden.advisory.audience;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import waywarden.advisory.audience.Reach.Kind;
import waywarden.advisory.audience.Reach.Passed;
import waywarden.advisory.audience.Reach.Reached;
import waywarden.advisory.audience.Reach.Reason;

/// Who would get a warning, in numbers only.
///
/// @param reached   how many would
/// @param places    how many of them for each kind of place
/// @param languages how many of them in each language
/// @param passed    how many would not, by the reason
public record Headcount(
        int reached, Map<Kind, Integer> places, Map<String, Integer> languages, Map<Kind, Integer> passed) {

    /// Fewer than this could point at somebody, so it is only said that they are few.
    public static final int FLOOR = 5;

    public Headcount {
        places = Map.copyOf(places);
        languages = Map.copyOf(languages);
        passed = Map.copyOf(passed);
    }

    public static Headcount of(Audience audience, Iterable<Person> people, Instant now) {
        int reached = 0;
        Map<Kind, Integer> places = new EnumMap<>(Kind.class);
        Map<String, Integer> languages = new TreeMap<>();
        Map<Kind, Integer> passed = new EnumMap<>(Kind.class);
        for (Person person : people) {
            switch (audience.reach(person, now)) {
                case Reached got -> {
                    reached++;
                    places.merge(got.reasons().getFirst().kind(), 1, Integer::sum);
                    languages.merge(got.info().spoken(), 1, Integer::sum);
                }
                case Passed(Reason reason) -> passed.merge(reason.kind(), 1, Integer::sum);
            }
        }
        return new Headcount(reached, places, languages, passed);
    }

    /// Whether a number may be told as it is.
    public static boolean isTold(int number) {
        return number == 0 || number >= FLOOR;
    }
}
