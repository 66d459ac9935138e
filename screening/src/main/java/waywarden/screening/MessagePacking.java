package waywarden.screening;

import java.util.ArrayList;
import java.util.List;
import waywarden.conversation.Speaker;
import waywarden.indicator.Indicator.ReadBy;
import waywarden.packed.PackReader;
import waywarden.packed.PackWriter;
import waywarden.packed.Packing;
import waywarden.phase.Phase;
import waywarden.phase.PhaseBelief;
import waywarden.screening.Screening.ScreenedMessage;

/// What was found in messages as bytes; none of their words.
enum MessagePacking implements Packing<ScreenedMessage> {
    WHOLE;

    @Override
    public void write(ScreenedMessage message, PackWriter out) {
        out.number(message.from().ordinal());
        out.number(message.phase().ordinal());
        out.number(message.concern().ordinal());
        PhaseBelief belief = message.belief();
        out.real(belief.none());
        out.real(belief.contact());
        out.real(belief.trust());
        out.real(belief.exploitation());
        out.number(message.findings().size());
        for (Finding finding : message.findings()) {
            out.text(finding.indicator());
            out.number(finding.start());
            out.number(finding.end());
            out.real(finding.strength());
            out.number(finding.readBy().ordinal());
        }
    }

    @Override
    public ScreenedMessage read(PackReader in) {
        Speaker from = Speaker.values()[(int) in.number()];
        Phase phase = Phase.values()[(int) in.number()];
        Concern concern = Concern.values()[(int) in.number()];
        PhaseBelief belief = new PhaseBelief(in.real(), in.real(), in.real(), in.real());
        List<Finding> findings = new ArrayList<>();
        for (long left = in.number(); left > 0; left--) {
            findings.add(new Finding(
                    in.text(), (int) in.number(), (int) in.number(), in.real(), ReadBy.values()[(int) in.number()]));
        }
        return new ScreenedMessage(from, phase, belief, concern, findings);
    }
}
