package waywarden.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.phase.PhaseBelief;
import waywarden.screening.Finding;
import waywarden.screening.Screening.Screened;

/// The belief over a conversation as a picture: areas stacked by phase, findings as marks beneath, the alarm as a line.
/// Positions across are percentages, so that the picture fits any width without its words being squeezed.
///
/// @param steps        how many steps there are
/// @param contact      outline of all phases together, in a square of `steps` by 100
/// @param trust        outline of the second and third phase
/// @param exploitation outline of the third phase
/// @param spots        one for each step: where to point at, and what it says
/// @param marks        findings
/// @param ticks        dates, or numbers of messages where there are no dates
/// @param alarm        where the alarm is; null where there was none
public record Plot(
        int steps,
        String contact,
        String trust,
        String exploitation,
        List<Spot> spots,
        List<Mark> marks,
        List<Tick> ticks,
        @Nullable Mark alarm) {

    /// Finer than the widest page shows.
    private static final int MOST_STEPS = 240;

    private static final int TICKS = 5;

    /// One step to point at.
    public record Spot(String left, String width, int message, String title) {}

    /// A place across, in percent.
    public record Mark(String left, String style, String title) {}

    /// A word beneath the plot.
    ///
    /// @param anchor `start`, `middle` or `end`
    /// @param minor  left out where there is little room
    public record Tick(String left, String anchor, boolean minor, String label) {}

    public static Plot of(Page.Contact contact) {
        Screened screened = contact.summary().screened();
        Timeline timeline = Timeline.of(screened, MOST_STEPS);
        List<PhaseBelief> beliefs =
                timeline.steps().stream().map(Timeline.Step::belief).toList();
        Integer alarm = screened.alarmAt();
        return new Plot(
                beliefs.size(),
                outline(beliefs.stream().map(PhaseBelief::approach).toList()),
                outline(beliefs.stream().map(b -> b.trust() + b.exploitation()).toList()),
                outline(beliefs.stream().map(PhaseBelief::exploitation).toList()),
                spots(contact, timeline),
                marks(contact),
                ticks(contact.texts(), screened.conversation()),
                alarm == null
                        ? null
                        : new Mark(percent(alarm, screened.messages().size()), "", contact.where(alarm)));
    }

    private static String outline(List<Double> heights) {
        StringBuilder path = new StringBuilder("M0 100");
        for (int i = 0; i < heights.size(); i++) {
            path.append(String.format(Locale.ROOT, "V%.1fH%d", 100 - 100 * heights.get(i), i + 1));
        }
        return path.append("V100Z").toString();
    }

    private static List<Spot> spots(Page.Contact contact, Timeline timeline) {
        int messages = contact.summary().screened().messages().size();
        List<Spot> spots = new ArrayList<>();
        for (Timeline.Step step : timeline.steps()) {
            String title = contact.where(step.from())
                    + contact.texts().say("list.colon")
                    + Wording.percent(step.belief().approach());
            spots.add(new Spot(
                    percent(step.from(), messages), percent(step.to() - step.from(), messages), step.from(), title));
        }
        return spots;
    }

    /// One mark for each message with a sign of an approach, in the colour of the latest phase among them.
    private static List<Mark> marks(Page.Contact contact) {
        Screened screened = contact.summary().screened();
        List<Mark> marks = new ArrayList<>();
        for (int i = 0; i < screened.messages().size(); i++) {
            List<String> ids = new ArrayList<>();
            String style = "";
            for (Finding finding : screened.messages().get(i).findings()) {
                String mark = Page.markClass(contact.summary().indicator(finding.indicator()));
                if (mark.equals("mc") || mark.equals("mw")) continue;
                if (!ids.contains(finding.indicator())) ids.add(finding.indicator());
                if (mark.compareTo(style) > 0) style = mark;
            }
            if (ids.isEmpty()) continue;
            String title = contact.where(i) + contact.texts().say("list.colon") + String.join(", ", ids);
            marks.add(new Mark(percent(i + 0.5, screened.messages().size()), style, title));
        }
        return marks;
    }

    private static List<Tick> ticks(Texts texts, Conversation conversation) {
        List<Message> messages = conversation.messages();
        int count = Math.min(TICKS, messages.size());
        List<Tick> ticks = new ArrayList<>();
        String before = "";
        for (int i = 0; i < count; i++) {
            int message = count == 1 ? 0 : i * (messages.size() - 1) / (count - 1);
            var at = messages.get(message).at();
            String label = at == null ? String.valueOf(message + 1) : Wording.date(texts, at);
            boolean last = i == count - 1;
            String anchor = i == 0 ? "start" : last ? "end" : "middle";
            String left = i == 0 ? "0%" : last ? "100%" : percent(message + 0.5, messages.size());
            boolean minor = i % 2 == 1;
            if (!label.equals(before)) ticks.add(new Tick(left, anchor, minor, label));
            before = label;
        }
        return ticks;
    }

    private static String percent(double part, int whole) {
        return String.format(Locale.ROOT, "%.2f%%", 100 * part / whole);
    }
}
