package waywarden.intake;

import waywarden.packed.PackReader;
import waywarden.packed.PackWriter;
import waywarden.packed.Packing;

/// Utterances as bytes.
public enum UtterancePacking implements Packing<Utterance> {
    WHOLE;

    @Override
    public void write(Utterance utterance, PackWriter out) {
        out.maybeTime(utterance.at());
        out.text(utterance.sender());
        out.text(utterance.text());
        out.maybeText(utterance.place());
    }

    @Override
    public Utterance read(PackReader in) {
        return new Utterance(in.maybeTime(), in.text(), in.text(), in.maybeText());
    }
}
