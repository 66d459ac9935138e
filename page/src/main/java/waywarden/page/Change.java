package waywarden.page;

import waywarden.result.Texts;
import waywarden.result.Wording;

/// How a result changed, in a sentence.
final class Change {

    private Change() {}

    static String sentence(Texts texts, Known before, Known after) {
        String was = verdict(texts, before);
        String is = verdict(texts, after);
        String from = Wording.percent(before.probability());
        String to = Wording.percent(after.probability());
        if (!was.equals(is)) return texts.say("change.concern", was, from, is, to);
        if (!from.equals(to)) return texts.say("change.likelihood", is, from, to);
        return texts.say("change.nothing", is, to);
    }

    private static String verdict(Texts texts, Known known) {
        return texts.say("concern." + Wording.word(known.concern()));
    }
}
