package waywarden.result;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.indicator.Indicator;
import waywarden.result.Settings.Desk;
import waywarden.result.Summary.Sign;
import waywarden.screening.Concern;
import waywarden.screening.Finding;

/// What the report's templates print: everything decided, nothing yet escaped.
///
/// @param texts    in the reader's language
/// @param made     when, as shown
/// @param contacts with a concern, the gravest first
/// @param quiet    without
/// @param losses   what was not read or screened, a sentence each
/// @param notes    what the person should know of how it was read, a sentence each
/// @param desks    whom to tell
/// @param settings where to say whom to tell
public record Page(
        Texts texts,
        String made,
        List<Contact> contacts,
        List<Contact> quiet,
        List<String> losses,
        List<String> notes,
        List<Desk> desks,
        String settings) {

    /// Where a message is found: an address, or a place on the page itself.
    public interface Places {
        String of(int message);
    }

    /// One contact.
    ///
    /// @param number from 1, in the order of the page
    /// @param places of its messages
    public record Contact(int number, Summary summary, Texts texts, Places places) {

        /// With the whole conversation on the same page.
        public Contact(int number, Summary summary, Texts texts) {
            this(number, summary, texts, message -> "#c" + number + "-m" + message);
        }

        public String place(int message) {
            return places.of(message);
        }

        /// How many messages before and after a finding are shown with it.
        private static final int AROUND = 2;

        /// A conversation up to this length is shown whole.
        private static final int SHOWN_WHOLE = 40;

        /// Runs of messages shorter than this are not worth folding.
        private static final int WORTH_FOLDING = 4;

        public String anchor() {
            return "c" + number;
        }

        public String name() {
            return Wording.name(texts, summary.conversation());
        }

        public String facts() {
            return Wording.facts(texts, summary.conversation(), " · ");
        }

        public Concern concern() {
            return summary.screened().concern();
        }

        public String concernClass() {
            return Wording.word(concern());
        }

        public String verdict() {
            return texts.say("concern." + concernClass());
        }

        public String phase() {
            return Wording.phase(texts, summary.screened().phase());
        }

        public String likelihood() {
            return Wording.percent(summary.screened().probability());
        }

        public List<String> steps() {
            return Wording.steps(texts, concern());
        }

        public List<String> checks() {
            return summary.signs().stream()
                    .map(sign -> texts.of(sign.indicator().check()))
                    .filter(check -> !check.isBlank())
                    .distinct()
                    .limit(6)
                    .toList();
        }

        /// The sign's clearest sighting, with the whole message where it is short.
        public List<Segment> quote(Sign sign) {
            String text = summary.conversation().messages().get(sign.message()).text();
            Quote quote = Quote.of(text, sign.finding().start(), sign.finding().end(), 220);
            return List.of(
                    new Segment(quote.before(), "", List.of()),
                    new Segment(quote.evidence(), markClass(sign.indicator()), List.of()),
                    new Segment(quote.after(), "", List.of()));
        }

        public String where(int message) {
            return Wording.where(texts, summary.conversation(), message);
        }

        public Plot plot() {
            return Plot.of(this);
        }

        /// The conversation in passages, those far from any finding folded away.
        public List<Passage> passages() {
            int messages = summary.conversation().messages().size();
            if (messages <= SHOWN_WHOLE) return List.of(new Passage(0, messages, false));
            boolean[] shown = shown(messages);
            List<Passage> passages = new ArrayList<>();
            for (int from = 0; from < messages; ) {
                int to = from;
                while (to < messages && shown[to] == shown[from]) to++;
                boolean folded = !shown[from] && to - from >= WORTH_FOLDING;
                passages.add(new Passage(from, to, folded));
                from = to;
            }
            return passages;
        }

        private boolean[] shown(int messages) {
            boolean[] shown = new boolean[messages];
            for (int i = 0; i < messages; i++) {
                boolean edge = i < AROUND || i >= messages - AROUND;
                if (!edge && summary.screened().messages().get(i).findings().isEmpty()) continue;
                for (int j = Math.max(0, i - AROUND); j <= Math.min(messages - 1, i + AROUND); j++) {
                    shown[j] |= !edge || j == i;
                }
            }
            return shown;
        }

        /// The messages of a passage, one after the other, so that a long conversation need not be held twice.
        public Iterable<Line> lines(Passage passage) {
            return () -> lineIterator(passage);
        }

        private Iterator<Line> lineIterator(Passage passage) {
            return IntStream.range(passage.from(), passage.to())
                    .mapToObj(this::line)
                    .iterator();
        }

        private Line line(int index) {
            Conversation conversation = summary.conversation();
            Message message = conversation.messages().get(index);
            boolean worker = message.from() == Speaker.WORKER;
            String when = message.at() == null ? "" : Wording.dateTime(texts, message.at());
            List<Finding> findings = summary.screened().messages().get(index).findings();
            Integer alarmAt = summary.screened().alarmAt();
            return new Line(
                    index,
                    worker,
                    worker ? texts.say("html.you") : name(),
                    when,
                    message.place(),
                    alarmAt != null && alarmAt == index,
                    segments(message.text(), findings));
        }

        /// The text cut wherever evidence begins or ends; overlapping evidence shares a piece.
        private List<Segment> segments(String text, List<Finding> findings) {
            int[] cuts = IntStream.concat(
                            IntStream.of(0, text.length()),
                            findings.stream().flatMapToInt(finding -> IntStream.of(finding.start(), finding.end())))
                    .sorted()
                    .distinct()
                    .toArray();
            List<Segment> segments = new ArrayList<>();
            for (int i = 0; i + 1 < cuts.length; i++) {
                segments.add(segment(text, cuts[i], cuts[i + 1], findings));
            }
            return segments;
        }

        private Segment segment(String text, int from, int to, List<Finding> findings) {
            String mark = "";
            List<String> ending = new ArrayList<>();
            for (Finding finding : findings) {
                if (finding.start() < to && finding.end() > from)
                    mark = markClass(summary.indicator(finding.indicator()));
                if (finding.end() == to && !ending.contains(finding.indicator())) ending.add(finding.indicator());
            }
            return new Segment(text.substring(from, to), mark, List.copyOf(ending));
        }

        /// What an indicator says, for a mark's tooltip.
        public String says(String id) {
            return texts.of(summary.indicator(id).says());
        }

        public List<String> marks(Sign sign, boolean strength) {
            List<String> marks = new ArrayList<>();
            if (strength) {
                marks.add(texts.say("strength." + Wording.word(sign.indicator().strength())));
            }
            if (sign.count() > 1) marks.add(texts.say("sign.count", sign.count()));
            if (sign.readByModel()) marks.add(texts.say("sign.model"));
            return marks;
        }
    }

    /// The colour of an indicator's marks.
    public static String markClass(Indicator indicator) {
        return switch (indicator.kind()) {
            case SELECTION, PERSONA -> "m0";
            case CONTACT -> "m1";
            case TRUST -> "m2";
            case EXPLOITATION -> "m3";
            case COUNTER -> "mc";
            case WORKER -> "mw";
        };
    }

    /// Messages next to each other.
    ///
    /// @param from   first, 0-based
    /// @param to     after the last
    /// @param folded whether they are shown only when asked for
    public record Passage(int from, int to, boolean folded) {
        public int size() {
            return to - from;
        }
    }

    /// One message.
    public record Line(
            int index,
            boolean worker,
            String who,
            String when,
            @Nullable String place,
            boolean alarm,
            List<Segment> segments) {}

    /// A piece of a message.
    ///
    /// @param mark   the class of its mark; empty where it is no evidence
    /// @param ending indicators whose evidence ends here
    public record Segment(String text, String mark, List<String> ending) {}
}
