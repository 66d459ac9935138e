package waywarden.indicator;

import java.util.List;
import java.util.Map;
import waywarden.conversation.Speaker;

/// One observable sign, as its file describes it. Texts are by language (BCP 47), English always among
/// them.
///
/// @param id        never changes: `P2-07`
/// @param kind      which part of the catalogue it belongs to
/// @param says      what was observed, one sentence
/// @param strength  how telling it is alone
/// @param levers    what it works with: money, liking, authority …
/// @param readBy    what finds it
/// @param from      whose messages show it
/// @param when      its conditions by language; any of them suffices
/// @param hits      examples that show it by language, exact evidence in double brackets
/// @param misses    near misses by language
/// @param lookAlike the innocent explanation
/// @param check     what to check next, and what would lower the concern
/// @param advice    what to do
/// @param sources   keys of the source list
public record Indicator(
        String id,
        Kind kind,
        Map<String, String> says,
        Strength strength,
        List<String> levers,
        List<ReadBy> readBy,
        Speaker from,
        Map<String, List<Condition>> when,
        Map<String, List<Example>> hits,
        Map<String, List<Example>> misses,
        Map<String, String> lookAlike,
        Map<String, String> check,
        Map<String, String> advice,
        List<String> sources) {

    /// The parts of the catalogue, by the folder an indicator's file lies in.
    public enum Kind {
        /// Who is chosen and what they can reach: phase 0 of the catalogue's ids.
        SELECTION,
        /// Cordial contact: phase 1.
        CONTACT,
        /// Trust: phase 2.
        TRUST,
        /// Exploitation: phase 3.
        EXPLOITATION,
        /// Marks of a persona or campaign, in any phase.
        PERSONA,
        /// Facts that lower concern.
        COUNTER,
        /// What the worker does: declines, refers, gives.
        WORKER
    }

    /// What finds an indicator in a message.
    public enum ReadBy {
        /// The conditions of its file.
        WORDS,
        /// A trained model that reads the message in its context.
        MODEL,
        /// The register of protected matters, where the worker has one.
        REGISTER
    }

    /// One example: the turns that lead up to it and the message itself, evidence in double brackets in
    /// the last turn.
    ///
    /// @param turns at least one, as `contact: …` or `worker: …`
    public record Example(List<Turn> turns) {
        public Example {
            turns = List.copyOf(turns);
        }
    }

    /// One turn of an example.
    public record Turn(Speaker from, String text) {}

    /// The text in the given language, else in English.
    public static String in(Map<String, String> texts, String language) {
        return texts.getOrDefault(language, texts.getOrDefault("en", ""));
    }
}
