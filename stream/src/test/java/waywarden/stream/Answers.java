package waywarden.stream;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.screening.Concern;
import waywarden.screening.Screener;
import waywarden.screening.Screener.Standing;
import waywarden.screening.Screener.Step;

/// What the library says of each message of each conversation, as the job would write it.
final class Answers {

    private Answers() {}

    static Map<String, String> ofLibrary(List<Conversation> conversations) {
        Screener screener = ScreenerSource.BUNDLED.screener();
        Map<String, String> answers = new HashMap<>();
        for (Conversation conversation : conversations) {
            Standing standing = screener.start();
            Concern before = Concern.NONE;
            int number = 0;
            for (Message message : conversation.messages()) {
                Step step = screener.step(standing, message);
                String json = OutcomeJson.message(
                        conversation.id(),
                        number,
                        message.at() == null ? null : message.at().toInstant(),
                        step.message(),
                        before,
                        false);
                answers.put(conversation.id() + " " + number++, json);
                standing = step.standing();
                before = step.message().concern();
            }
        }
        return answers;
    }
}
