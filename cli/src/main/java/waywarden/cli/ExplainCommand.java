package waywarden.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import picocli.CommandLine.Parameters;
import waywarden.conversation.Speaker;
import waywarden.indicator.Indicator;
import waywarden.indicator.Indicator.Example;
import waywarden.indicator.Indicator.Turn;
import waywarden.indicator.IndicatorCatalog;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Shows an indicator in full: what it says, examples, what it is often mistaken for, what to check and do.
@picocli.CommandLine.Command(name = "explain")
final class ExplainCommand extends Command {

    private static final int EXAMPLES = 4;

    @Parameters(arity = "1..*", paramLabel = "ID", descriptionKey = "explain.id")
    List<String> ids = List.of();

    ExplainCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Texts texts = texts();
        IndicatorCatalog catalog = IndicatorCatalog.bundled();
        List<Indicator> indicators = ids.stream()
                .map(id -> catalog.find(canonical(id)).orElseThrow(() -> unknown(texts, catalog, id)))
                .toList();
        Ink ink = Ink.on(surroundings);
        try (Lines lines = new Lines()) {
            for (Indicator indicator : indicators) show(lines, texts, ink, indicator);
        }
        return ALL_READ;
    }

    /// `p2-7` is meant as `P2-07`.
    private static String canonical(String id) {
        String upper = id.strip().toUpperCase(Locale.ROOT);
        return upper.matches("[A-Z]\\d?-\\d") ? upper.replace("-", "-0") : upper;
    }

    private static UsageFault unknown(Texts texts, IndicatorCatalog catalog, String id) {
        String wanted = canonical(id);
        String part = wanted.contains("-") ? wanted.substring(0, wanted.indexOf('-') + 1) : wanted;
        List<String> near = catalog.all().stream()
                .map(Indicator::id)
                .filter(known -> known.startsWith(part))
                .toList();
        return new UsageFault(
                near.isEmpty()
                        ? texts.say("explain.unknown", id)
                        : texts.say("explain.nearest", id, String.join(", ", near)));
    }

    private static void show(Lines lines, Texts texts, Ink ink, Indicator indicator) {
        lines.beside(ink.bold(indicator.id()) + "  ", indicator.id().length() + 2, texts.of(indicator.says()));
        lines.print("");
        fact(lines, texts, "explain.phase", texts.say("kind." + Wording.word(indicator.kind())));
        fact(lines, texts, "explain.strength", texts.say("strength." + Wording.word(indicator.strength())));
        if (!indicator.levers().isEmpty()) {
            fact(lines, texts, "explain.lever", String.join(", ", indicator.levers()));
        }
        List<String> readBy = indicator.readBy().stream()
                .map(reader -> texts.say("readby." + Wording.word(reader)))
                .toList();
        if (!readBy.isEmpty()) fact(lines, texts, "explain.readby", String.join(texts.say("list.comma"), readBy));
        TreeSet<String> languages = new TreeSet<>(indicator.when().keySet());
        if (!languages.isEmpty()) fact(lines, texts, "explain.languages", String.join(", ", languages));
        if (!indicator.sources().isEmpty()) {
            fact(lines, texts, "explain.sources", String.join(", ", indicator.sources()));
        }
        examples(lines, texts, ink, "explain.hits", indicator.hits());
        examples(lines, texts, ink, "explain.misses", indicator.misses());
        section(lines, texts, ink, "explain.lookalike", texts.of(indicator.lookAlike()));
        section(lines, texts, ink, "explain.check", texts.of(indicator.check()));
        section(lines, texts, ink, "explain.advice", texts.of(indicator.advice()));
        lines.print("");
    }

    private static void fact(Lines lines, Texts texts, String key, String value) {
        lines.beside("  " + texts.say(key) + "  ", 16, value);
    }

    private static void section(Lines lines, Texts texts, Ink ink, String key, String text) {
        if (text.isBlank()) return;
        lines.print("");
        lines.print(ink.bold(texts.say(key)));
        lines.beside("  ", 2, text);
    }

    private static void examples(Lines lines, Texts texts, Ink ink, String key, Map<String, List<Example>> byLanguage) {
        List<Example> examples = byLanguage.getOrDefault(texts.language(), byLanguage.getOrDefault("en", List.of()));
        if (examples.isEmpty()) return;
        lines.print("");
        lines.print(ink.bold(texts.say(key)));
        for (Example example : examples.stream().limit(EXAMPLES).toList()) {
            boolean dialogue = example.turns().size() > 1;
            String bullet = ink.bullet();
            for (Turn turn : example.turns()) {
                String who = texts.say(turn.from() == Speaker.WORKER ? "explain.you" : "explain.other");
                String said = (dialogue ? who + texts.say("list.colon") : "") + turn.text();
                lines.beside("  " + bullet + " ", 4, said.replace("[[", "«").replace("]]", "»"));
                bullet = " ";
            }
        }
    }
}
