package waywarden.head;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Speaker;
import waywarden.indicator.NormalText;

class HeadsTest {

    private static List<Integer> grams(String text) {
        List<Integer> grams = new ArrayList<>();
        Grams.of(NormalText.of(text), (hash, start, end) -> grams.add(hash));
        return grams;
    }

    /// A head that knows the grams of one text only, each with weight 1.
    private static Heads knowing(String text) {
        int[] keys = grams(text).stream().distinct().mapToInt(hash -> hash).toArray();
        float[][] weights = new float[keys.length][];
        for (int i = 0; i < keys.length; i++) weights[i] = new float[] {1, -0.5f};
        List<Heads.Head> heads =
                List.of(new Heads.Head("P1-01", Speaker.CONTACT, 0), new Heads.Head("W-1", Speaker.WORKER, 0));
        return new Heads(heads, new float[] {-1, 2}, keys, weights);
    }

    @Test
    void readsTheActItKnows() {
        Heads heads = knowing("quarterly drawings");
        double known = heads.read(Speaker.CONTACT, NormalText.of("quarterly drawings"), Recent.NOTHING)
                .logOdds()[0];
        double unknown = heads.read(Speaker.CONTACT, NormalText.of("hum bog"), Recent.NOTHING)
                .logOdds()[0];
        assertThat(known).isGreaterThan(0);
        assertThat(unknown).isEqualTo(-1);
    }

    @Test
    void aHeadOfTheOtherSpeakerSaysNothing() {
        Heads.Reading reading = knowing("x").read(Speaker.CONTACT, NormalText.of("x"), Recent.NOTHING);
        assertThat(reading.logOdds()[1]).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void evidenceIsTheRunOfWordsThatMovedIt() {
        String message = "It rained all week. Please send the quarterly drawings. See you on Monday!";
        int[] span = knowing("quarterly drawings").evidence(0, NormalText.of(message));
        assertThat(message.substring(span[0], span[1])).isEqualTo("quarterly drawings");
    }

    @Test
    void readsWhatItWrote() throws IOException {
        Heads heads = knowing("quarterly drawings, 每季度的图纸");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        heads.write(out);
        Heads read = Heads.read(new ByteArrayInputStream(out.toByteArray()));
        NormalText text = NormalText.of("the 图纸 and the drawings");
        assertThat(read.heads()).isEqualTo(heads.heads());
        assertThat(read.read(Speaker.CONTACT, text, Recent.NOTHING).logOdds())
                .isEqualTo(heads.read(Speaker.CONTACT, text, Recent.NOTHING).logOdds());
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        read.write(again);
        assertThat(again.toByteArray()).isEqualTo(out.toByteArray());
    }

    @Test
    void figuresKeepOnlyTheirLength() {
        assertThat(grams("we pay 400 now")).isEqualTo(grams("we pay 900 now"));
        assertThat(grams("we pay 400 now")).isNotEqualTo(grams("we pay 4000 now"));
    }

    @Test
    void traditionalAndSimplifiedCharactersAreTheSame() {
        assertThat(grams("請發圖紙")).isEqualTo(grams("请发图纸"));
    }
}
