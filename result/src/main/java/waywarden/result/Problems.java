package waywarden.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import waywarden.intake.Problem;
import waywarden.intake.Problem.Severity;
import waywarden.screening.Screening.NotScreened;

/// Says what was not read, a sentence each; where one reason holds for many lines of a file, the first few and how many
/// more.
public final class Problems {

    private static final int LINES_IN_FULL = 3;

    private Problems() {}

    private record Kind(String file, String reason) {}

    public static List<String> sentences(Texts texts, List<Problem> problems, Severity severity) {
        Map<Kind, List<Problem>> byKind = new LinkedHashMap<>();
        for (Problem problem : problems) {
            if (problem.severity() != severity) continue;
            Kind kind = new Kind(problem.file(), problem.reason().key());
            byKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(problem);
        }
        List<String> sentences = new ArrayList<>();
        byKind.forEach((kind, alike) -> {
            alike.stream().limit(LINES_IN_FULL).forEach(problem -> sentences.add(sentence(texts, problem)));
            int more = alike.size() - LINES_IN_FULL;
            if (more > 0) sentences.add(texts.say("problem.more", more, Quote.clean(kind.file())));
        });
        return sentences;
    }

    public static String sentence(Texts texts, NotScreened notScreened) {
        return texts.say(
                "problem.screening",
                Quote.clean(notScreened.conversation().source()),
                Quote.clean(notScreened.conversation().id()),
                notScreened.reason().in(texts.locale()));
    }

    private static String sentence(Texts texts, Problem problem) {
        String key = "problem." + Wording.word(problem.severity()) + (problem.line() > 0 ? ".line" : "");
        String file = Quote.clean(problem.file());
        // Reasons may carry a field's name or a file's, which come from outside.
        String reason = Quote.clean(problem.reason().in(texts.locale()));
        return problem.line() > 0
                ? texts.say(key, file, String.valueOf(problem.line()), reason)
                : texts.say(key, file, reason);
    }
}
