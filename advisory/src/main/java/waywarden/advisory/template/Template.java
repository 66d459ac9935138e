package waywarden.advisory.template;

import java.util.List;
import java.util.Map;
import waywarden.advisory.cap.Alert.Certainty;
import waywarden.advisory.cap.Alert.Severity;
import waywarden.advisory.cap.Alert.Urgency;

/// A warning ready to be filled in: one pattern of approach, with what to ask oneself, do, not do,
/// and whom to tell.
///
/// @param id         of the pattern: `paid-consultancy`
/// @param indicators of the catalogue that show it
/// @param words      by language (BCP 47), English and Chinese always among them
public record Template(
        String id,
        Urgency urgency,
        Severity severity,
        Certainty certainty,
        List<String> indicators,
        Map<String, Words> words) {

    public Template {
        indicators = List.copyOf(indicators);
        words = Map.copyOf(words);
    }

    /// What is said in one language.
    ///
    /// @param event    names the pattern
    /// @param headline one line, short enough for a lock screen
    /// @param happens  what such an approach looks like
    /// @param ask      questions to oneself
    /// @param tell     whom to tell
    public record Words(
            String event,
            String headline,
            String happens,
            List<String> ask,
            List<String> does,
            List<String> doNot,
            String tell) {

        public Words {
            ask = List.copyOf(ask);
            does = List.copyOf(does);
            doNot = List.copyOf(doNot);
        }
    }
}
