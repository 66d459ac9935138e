package waywarden.intake.whatsapp;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Marks;

/// What the first reading of a chat finds out for the second: which shapes of head are its own, which number of a date
/// is the day, and who speaks. An order of day and month is chosen by what is impossible under the others, else by
/// which lets time run backwards least; failing these it is a guess, by the time spanned and the region of the shape.
final class FirstLook {

    /// Shapes counted; a chat has one, and pasted text adds few.
    private static final int MOST_SHAPES = 64;

    /// Names counted; more senders than this no chat has.
    private static final int MOST_NAMES = 10_000;

    private final Map<Integer, Shape> shapes = new LinkedHashMap<>();
    private final Map<String, Name> names = new HashMap<>();

    /// One shape of head, and how its dates fare under each order.
    static final class Shape {
        private final List<Trial> trials = new ArrayList<>();
        private int count;
        private boolean american;
        private @Nullable DateOrder order;

        private Shape(HeadLine head) {
            DateOrder.possibleFor(head.yearAt()).forEach(order -> trials.add(new Trial(order)));
        }

        private void add(HeadLine head) {
            count++;
            american |= head.looksAmerican();
            trials.forEach(trial -> trial.add(head));
        }

        DateOrder order() {
            if (order == null) order = best().order;
            return order;
        }

        /// Day and month are a guess where the two are as good as each other but for the region and the span of time.
        boolean isGuess() {
            Trial best = best();
            return best.order != DateOrder.YEAR_MONTH_DAY
                    && trials.stream()
                            .filter(trial -> trial != best && trial.order != DateOrder.YEAR_MONTH_DAY)
                            .anyMatch(trial -> trial.compareWith(best) == 0);
        }

        private Trial best() {
            Trial best = trials.getFirst();
            for (Trial trial : trials) {
                if (isBetter(trial, best)) best = trial;
            }
            return best;
        }

        private boolean isBetter(Trial trial, Trial best) {
            if (trial.order == DateOrder.YEAR_MONTH_DAY && trials.size() > 2) {
                // A year of two digits comes first in few places, so a stray date must not make it so.
                return trial.impossible + count / 20 + 1 < best.impossible;
            }
            int comparison = trial.compareWith(best);
            if (comparison != 0) return comparison < 0;
            if (trial.span() * 4 < best.span()) return true;
            return american && trial.order == DateOrder.MONTH_DAY_YEAR && trial.span() < best.span() * 4;
        }
    }

    private static final class Trial {
        private final DateOrder order;
        private long impossible;
        private long backwards;
        private long first = Long.MAX_VALUE;
        private long latest;
        private long last = -1;

        private Trial(DateOrder order) {
            this.order = order;
        }

        private void add(HeadLine head) {
            long minute = order.minuteOf(head);
            if (minute < 0) {
                impossible++;
                return;
            }
            if (minute < last) backwards++;
            last = minute;
            first = Math.min(first, minute);
            latest = Math.max(latest, minute);
        }

        /// People write in bursts: the order under which a chat spans far less time is the likelier.
        private long span() {
            return Math.max(0, latest - first);
        }

        private int compareWith(Trial other) {
            int byImpossible = Long.compare(impossible, other.impossible);
            return byImpossible != 0 ? byImpossible : Long.compare(backwards, other.backwards);
        }
    }

    /// What stands before the first colon of messages, and whether the same words always follow up to a second one.
    private static final class Name {
        private int count;
        private boolean speaks;
        private @Nullable String second;
    }

    static FirstLook at(Export export, IntakeLimits limits) throws IOException {
        FirstLook look = new FirstLook();
        HeadLine head = new HeadLine();
        try (Lines lines = Lines.quietly(export, limits)) {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (head.scan(line)) look.add(head, line);
            }
        }
        look.keepOwnShapes();
        return look;
    }

    private void add(HeadLine head, String line) {
        Shape shape = shapes.get(head.shape());
        if (shape == null) {
            if (shapes.size() >= MOST_SHAPES) return;
            shape = new Shape(head);
            shapes.put(head.shape(), shape);
        }
        shape.add(head);
        addName(line, head.end());
    }

    private void addName(String line, int from) {
        int colon = colonAndSpace(line, from);
        if (colon < 0) return;
        String key = Marks.strip(line.substring(from, colon));
        Name name = names.get(key);
        if (name == null) {
            if (names.size() >= MOST_NAMES) return;
            name = new Name();
            names.put(key, name);
        }
        int next = colonAndSpace(line, colon + 1);
        String second = next < 0 || next - colon > 60 ? "" : line.substring(colon, next);
        name.second = name.count == 0 || second.equals(name.second) ? second : "";
        name.count++;
        name.speaks |= colon + 2 >= line.length() || !Marks.isMark(line.charAt(colon + 2));
    }

    /// Index of the next colon that white space or the line's end follows, or -1.
    static int colonAndSpace(String line, int from) {
        for (int i = line.indexOf(':', from); i >= 0; i = line.indexOf(':', i + 1)) {
            if (i + 1 == line.length()) return i;
            char next = line.charAt(i + 1);
            if (Marks.isSpace(next) || Marks.isMark(next)) return i;
        }
        return -1;
    }

    /// The chat's own shapes are the most frequent one, and any met in a tenth of all heads, as where two exports were
    /// joined; others were pasted into messages.
    private void keepOwnShapes() {
        int most = shapes.values().stream().mapToInt(shape -> shape.count).max().orElse(0);
        shapes.values().removeIf(shape -> shape.count < most && (shape.count < 5 || shape.count * 10L < most));
    }

    /// The shape if it is one of the chat's own.
    @Nullable
    Shape own(int shape) {
        return shapes.get(shape);
    }

    Collection<Shape> shapes() {
        return shapes.values();
    }

    boolean knows(String name) {
        return names.containsKey(name);
    }

    /// Whether the name itself goes on after its first colon: `Dr: Jane: …` every time.
    boolean goesOnAfterColon(String name) {
        Name known = names.get(name);
        return known != null && known.count >= 3 && known.second != null && !known.second.isEmpty();
    }

    /// Whether the name only ever stands before lines of the program's own, as a group's name does.
    boolean neverSpeaks(String name) {
        Name known = names.get(name);
        return known != null && !known.speaks;
    }
}
