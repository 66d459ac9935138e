package waywarden.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;
import waywarden.evaluation.Labelled;

class OrdinaryTest {

    private static List<Labelled> file(String name, int count, boolean approach) {
        List<Labelled> file = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Conversation conversation = new Conversation(
                    name + i, name, null, null, "en", List.of(new Message(null, Speaker.CONTACT, "hello " + i)));
            file.add(new Labelled(
                    conversation,
                    name,
                    approach,
                    null,
                    0,
                    null,
                    null,
                    List.of(0),
                    List.of("none"),
                    null,
                    null,
                    Set.of()));
        }
        return file;
    }

    @Test
    void drawsMoreOfLargeFilesAndNoneTwice() {
        List<Labelled> all = new ArrayList<>(file("large", 2000, false));
        all.addAll(file("small", 100, false));
        all.addAll(file("approaches", 50, true));
        Ordinary drawn = Ordinary.drawn(all);
        assertThat(drawn.beside())
                .filteredOn(each -> each.file().equals("large"))
                .hasSize(286);
        assertThat(drawn.beside())
                .filteredOn(each -> each.file().equals("small"))
                .hasSize(50);
        assertThat(drawn.quiet())
                .filteredOn(each -> each.file().equals("large"))
                .hasSize(857);
        assertThat(drawn.quiet())
                .filteredOn(each -> each.file().equals("small"))
                .hasSize(25);
        assertThat(new HashSet<>(drawn.all())).hasSize(drawn.all().size()).noneMatch(Labelled::approach);
    }

    @Test
    void isSpreadOverTheFile() {
        List<Labelled> beside = Ordinary.drawn(file("large", 2000, false)).beside();
        assertThat(beside.getFirst().conversation().id()).isEqualTo("large0");
        assertThat(beside.getLast().conversation().id()).isEqualTo("large1995");
    }
}
