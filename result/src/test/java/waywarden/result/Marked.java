package waywarden.result;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.indicator.Indicator;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.indicator.IndicatorCatalog;
import waywarden.indicator.IndicatorFiles;
import waywarden.phase.Phase;
import waywarden.phase.PhaseBelief;
import waywarden.screening.Concern;
import waywarden.screening.Finding;
import waywarden.screening.Screening.Screened;
import waywarden.screening.Screening.ScreenedMessage;

/// Writes screenings by hand: `[[P2-07|the evidence]]` in a message is a finding, `[[P2-07*|…]]` one read by the model.
public final class Marked {

    private static final Pattern MARK = Pattern.compile("\\[\\[([A-Z]\\d?-\\d\\d)(\\*?)\\|(.+?)]]", Pattern.DOTALL);

    private final String contact;
    private final String channel;
    private final List<Message> messages = new ArrayList<>();
    private final List<ScreenedMessage> screened = new ArrayList<>();
    private PhaseBelief belief = new PhaseBelief(0.97, 0.03, 0, 0);
    private Concern concern = Concern.NONE;

    private Marked(String contact, String channel) {
        this.contact = contact;
        this.channel = channel;
    }

    public static Marked conversation(String contact, String channel) {
        return new Marked(contact, channel);
    }

    /// The belief and concern after the messages that follow.
    public Marked believing(double contactPhase, double trust, double exploitation, Concern then) {
        belief = new PhaseBelief(1 - contactPhase - trust - exploitation, contactPhase, trust, exploitation);
        concern = then;
        return this;
    }

    public Marked contact(@Nullable String at, String marked) {
        return says(Speaker.CONTACT, at, marked);
    }

    public Marked worker(@Nullable String at, String marked) {
        return says(Speaker.WORKER, at, marked);
    }

    private Marked says(Speaker from, @Nullable String at, String marked) {
        StringBuilder text = new StringBuilder();
        List<Finding> findings = new ArrayList<>();
        Matcher matcher = MARK.matcher(marked);
        int end = 0;
        while (matcher.find()) {
            text.append(marked, end, matcher.start());
            int start = text.length();
            text.append(matcher.group(3));
            String id = matcher.group(1);
            ReadBy readBy = matcher.group(2).isEmpty() ? ReadBy.WORDS : ReadBy.MODEL;
            double strength =
                    catalog().find(id).map(Indicator::strength).orElseThrow().value();
            findings.add(new Finding(id, start, text.length(), strength, readBy));
            end = matcher.end();
        }
        text.append(marked.substring(end));
        messages.add(new Message(at == null ? null : OffsetDateTime.parse(at + ":00Z"), from, text.toString()));
        screened.add(new ScreenedMessage(from, Phase.NONE, belief, concern, findings));
        return this;
    }

    public Screened screened() {
        Concern gravest = Concern.NONE;
        Integer alarmAt = null;
        double highest = 0;
        Phase phase = Phase.NONE;
        for (int i = 0; i < screened.size(); i++) {
            ScreenedMessage message = screened.get(i);
            if (message.concern().compareTo(gravest) > 0) gravest = message.concern();
            if (alarmAt == null && message.concern().compareTo(Concern.VERIFY) >= 0) alarmAt = i;
            highest = Math.max(highest, message.belief().approach());
            for (Phase possible : Phase.values()) {
                if (message.belief().of(possible) > 0.5 && possible.compareTo(phase) > 0) phase = possible;
            }
        }
        Conversation conversation = new Conversation("chat-1", "chat.txt", contact, channel, null, messages);
        return new Screened(conversation, gravest, phase, highest, alarmAt, screened);
    }

    public Summary summary() {
        return Summary.of(screened(), catalog());
    }

    /// A few indicators of the tests' own, so that what is shown does not change with the shipped ones.
    public static IndicatorCatalog catalog() {
        IndicatorFiles files = new IndicatorFiles();
        indicator(files, "selection/P0-07-isolation", "medium", "Asks or points out how alone you are", "打听或点出你孤身一人");
        indicator(files, "contact/P1-04-flattery", "weak", "Praises you beyond what they can know", "夸得超出其可能了解的程度");
        indicator(files, "trust/P2-02-hospitality", "medium", "Pays for you again and again", "总是由对方付账");
        indicator(
                files,
                "trust/P2-07-paid-small-report",
                "strong",
                "Offers money for a small report from open sources, by someone you cannot verify",
                "无法核实身份的人出钱请你写一份公开资料的小报告");
        indicator(files, "trust/P2-11-discretion", "strong", "Asks you to tell no one", "要求你不要告诉别人");
        indicator(
                files,
                "exploitation/P3-01-protected-matter",
                "strong",
                "Asks for something that your employer has not published",
                "索要雇主没有公开的内容");
        indicator(files, "counter/C-01-open-to-employer", "medium", "Is glad to write to your employer", "愿意直接联系你的雇主");
        indicator(files, "worker/W-01-declines", "medium", "You declined", "你拒绝了");
        return files.catalog();
    }

    private static void indicator(
            IndicatorFiles files, String path, String strength, String says, String saysInChinese) {
        files.add(path + ".yaml", """
                says: { en: "%s", zh: "%s" }
                strength: %s
                lever: [liking]
                read-by: [words]
                look-alike: { en: "An honest reason of the usual kind.", zh: "通常的正当理由。" }
                check: { en: "Ask for something that only an honest person can show (%s).", zh: "请对方出示只有正当的人才拿得出的东西（%s）。" }
                advice: { en: "Wait until you have checked.", zh: "核实之前先等一等。" }
                """.formatted(
                        says, saysInChinese, strength, says.toLowerCase(java.util.Locale.ROOT), saysInChinese));
    }

    /// An approach in four steps, from flattery to a request for what is not public.
    public static Marked consultant() {
        return conversation("Daniel Foster", "whatsapp")
                .contact(
                        "2026-03-14T18:42",
                        "Hello Mira. [[P1-04|Your talk was the only one all day that I would pay to hear twice]].")
                .worker("2026-03-14T19:05", "Hi Daniel, thank you, that is kind.")
                .contact("2026-03-14T19:11", "How long are you staying over here?")
                .believing(0.12, 0.03, 0, Concern.NONE)
                .contact(
                        "2026-03-21T17:30",
                        "[[P0-07*|You must be lonely with no family here]]. Dinner at the harbour, [[P2-02|my treat]]?")
                .worker("2026-03-21T18:02", "Thursday works, thanks!")
                .believing(0.25, 0.22, 0.01, Concern.NOTICE)
                .contact("2026-03-27T09:14", "What a lovely evening. [[P2-02|My treat]] again next week.")
                .believing(0.1, 0.68, 0.04, Concern.VERIFY)
                .contact(
                        "2026-04-02T20:15",
                        "A small thing, you would be perfect: my client would like a [[P2-07|short report on the European test labs, three pages, open sources only. We pay 600 EUR]].")
                .worker("2026-04-02T20:48", "Sounds easy enough. Who is the client?")
                .believing(0.03, 0.82, 0.08, Concern.VERIFY)
                .contact("2026-04-02T21:03", "A fund. [[P2-11|Better keep this between us]], people get jealous.")
                .believing(0.01, 0.12, 0.85, Concern.STOP)
                .contact(
                        "2026-04-18T21:37",
                        "They need [[P3-01|the cycle test results of your new cells]], just the table. They pay 3,000 for it.")
                .worker("2026-04-18T22:10", "Those are internal, [[W-01|I cannot send them]].");
    }

    /// A conversation in which nothing is found.
    public static Marked quiet(String name) {
        return conversation(name, "email")
                .contact("2026-03-16T10:02", "Abstracts are due on Friday.")
                .worker("2026-03-16T12:30", "Sent, thank you.");
    }
}
