package waywarden.stream;

import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.WaywardenException;

/// What `waywarden stream` was asked for.
///
/// @param from       files and folders to replay; empty with Kafka
/// @param me         names of the worker in them
/// @param kafka      topics; null without
/// @param settings   of the job
/// @param checkpoints folder or address for checkpoints; null for none that outlives the job
/// @param every      time between two checkpoints
/// @param parallelism tasks; 0 for what the cluster or the machine has
record StreamOptions(
        List<Path> from,
        List<String> me,
        @Nullable Kafka kafka,
        StreamSettings settings,
        @Nullable String checkpoints,
        Duration every,
        int parallelism,
        Locale locale) {

    /// @param servers `host:port`, with commas between several
    /// @param faults  topic for what could not be screened
    /// @param group   name of this job: of its consumer group and, at its beginning, of its transactions
    /// @param more    file with further settings of the clients, secrets among them; null for none
    record Kafka(
            String servers,
            String in,
            String out,
            String faults,
            String group,
            @Nullable Path more) {}

    private static final Set<String> FLAGS = Set.of("--every-message");
    private static final Set<String> VALUES = Set.of(
            "--from",
            "--me",
            "--kafka",
            "--in",
            "--out",
            "--faults",
            "--group",
            "--kafka-settings",
            "--lateness",
            "--idle",
            "--checkpoints",
            "--checkpoint-every",
            "--parallelism",
            "--lang");

    /// @throws WaywardenException with a sentence where they cannot be obeyed
    static StreamOptions of(String... args) {
        Map<String, List<String>> given = new LinkedHashMap<>();
        Locale locale = locale(args);
        for (int i = 0; i < args.length; i++) {
            int equals = args[i].startsWith("--") ? args[i].indexOf('=') : -1;
            String name = equals < 0 ? args[i] : args[i].substring(0, equals);
            List<String> values = given.computeIfAbsent(name, n -> new ArrayList<>());
            if (FLAGS.contains(name)) continue;
            if (!VALUES.contains(name)) throw fault(locale, "option.unknown", name);
            if (equals >= 0) values.add(args[i].substring(equals + 1));
            else if (i + 1 < args.length) values.add(args[++i]);
            else throw fault(locale, "option.value", name);
        }
        return new Parsed(given, locale).options();
    }

    private static Locale locale(String... args) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals("--lang")) return Locale.forLanguageTag(args[i + 1]);
        }
        return Locale.getDefault();
    }

    private static WaywardenException fault(Locale locale, String key, Object... values) {
        return new WaywardenException(StreamTexts.say(locale, key, values));
    }

    private record Parsed(Map<String, List<String>> given, Locale locale) {

        StreamOptions options() {
            List<Path> from = given.getOrDefault("--from", List.of()).stream()
                    .map(Path::of)
                    .toList();
            String servers = value("--kafka");
            if (from.isEmpty() == (servers == null)) throw fault(locale, "option.one-source");
            return new StreamOptions(
                    from,
                    given.getOrDefault("--me", List.of()),
                    servers == null ? null : kafka(servers),
                    settings(from.isEmpty()),
                    value("--checkpoints"),
                    duration("--checkpoint-every", Duration.ofSeconds(10)),
                    number("--parallelism"),
                    locale);
        }

        private Kafka kafka(String servers) {
            String more = value("--kafka-settings");
            return new Kafka(
                    servers,
                    or("--in", "waywarden-messages"),
                    or("--out", "waywarden-outcomes"),
                    or("--faults", "waywarden-faults"),
                    or("--group", "waywarden"),
                    more == null ? null : Path.of(more));
        }

        /// Messages of a folder come in order; there is nothing to wait for.
        private StreamSettings settings(boolean live) {
            Duration lateness = duration("--lateness", live ? StreamSettings.DEFAULT.lateness() : Duration.ZERO);
            Duration idle = duration("--idle", StreamSettings.DEFAULT.idle());
            if (lateness.isNegative() || idle.compareTo(lateness) <= 0) throw fault(locale, "option.idle");
            return new StreamSettings(lateness, idle, given.containsKey("--every-message"));
        }

        private Duration duration(String name, Duration usual) {
            String written = value(name);
            if (written == null) return usual;
            try {
                return Duration.parse(written);
            } catch (DateTimeParseException e) {
                throw fault(locale, "option.duration", name, written);
            }
        }

        private int number(String name) {
            String written = value(name);
            if (written == null) return 0;
            if (!written.matches("[1-9]\\d{0,3}")) throw fault(locale, "option.number", name, written);
            return Integer.parseInt(written);
        }

        private String or(String name, String usual) {
            String value = value(name);
            return value == null ? usual : value;
        }

        private @Nullable String value(String name) {
            List<String> values = given.getOrDefault(name, List.of());
            return values.isEmpty() ? null : values.getLast();
        }
    }
}
