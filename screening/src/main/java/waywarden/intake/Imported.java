package waywarden.intake;

import java.util.List;

/// What was read from one or more exports, and what was not.
///
/// @param transcripts in the order read
/// @param problems    in the order met
public record Imported(List<Transcript> transcripts, List<Problem> problems) {

    public Imported {
        transcripts = List.copyOf(transcripts);
        problems = List.copyOf(problems);
    }

    /// Whether anything could not be read.
    public boolean hasLosses() {
        return problems.stream().anyMatch(problem -> problem.severity() == Problem.Severity.LOSS);
    }
}
