package waywarden.cli;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waywarden.indicator.Indicator;
import waywarden.indicator.Indicator.Kind;
import waywarden.indicator.IndicatorCatalog;
import waywarden.result.TextWidth;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Lists the indicators: id, how telling it is alone, what it says.
@picocli.CommandLine.Command(name = "indicators")
final class IndicatorsCommand extends Command {

    private static final Map<String, Kind> BY_NUMBER =
            Map.of("0", Kind.SELECTION, "1", Kind.CONTACT, "2", Kind.TRUST, "3", Kind.EXPLOITATION);

    @Option(names = "--phase", paramLabel = "PART", descriptionKey = "phase")
    @Nullable
    String phase;

    IndicatorsCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() {
        Texts texts = texts();
        Ink ink = Ink.on(surroundings);
        Set<Kind> kinds = phase == null ? Set.of(Kind.values()) : Set.of(kind(texts, phase));
        List<Indicator> indicators = IndicatorCatalog.bundled().all();
        try (Lines lines = new Lines()) {
            for (Kind kind :
                    Stream.of(Kind.values()).sorted().filter(kinds::contains).toList()) {
                list(lines, texts, ink, kind, indicators);
            }
            if (indicators.stream().noneMatch(indicator -> kinds.contains(indicator.kind()))) {
                lines.print(texts.say("indicators.none"));
            }
            lines.print(ink.dim(texts.say("indicators.hint")));
        }
        return ALL_READ;
    }

    private static void list(Lines lines, Texts texts, Ink ink, Kind kind, List<Indicator> indicators) {
        List<Indicator> ofKind = indicators.stream()
                .filter(indicator -> indicator.kind() == kind)
                .sorted(Comparator.comparing(Indicator::id))
                .toList();
        if (ofKind.isEmpty()) return;
        lines.print(ink.bold(texts.say("kind." + Wording.word(kind))));
        for (Indicator indicator : ofKind) {
            String strength = texts.say("strength." + Wording.word(indicator.strength()));
            lines.beside(
                    "  " + TextWidth.pad(indicator.id(), 7) + TextWidth.pad(strength, 15) + " ",
                    25,
                    texts.of(indicator.says()));
        }
        lines.print("");
    }

    private static Kind kind(Texts texts, String word) {
        String asked = word.toLowerCase(Locale.ROOT).strip();
        Kind numbered = BY_NUMBER.get(asked);
        if (numbered != null) return numbered;
        List<String> known =
                Stream.of(Kind.values()).map(Wording::word).sorted().toList();
        if (known.contains(asked)) return Kind.valueOf(asked.toUpperCase(Locale.ROOT));
        throw new UsageFault(texts.say("usage.choice", "--phase", word, "0, 1, 2, 3, " + String.join(", ", known)));
    }
}
