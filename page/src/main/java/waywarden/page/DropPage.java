package waywarden.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.json.JsonMapper;
import waywarden.page.Drop.Refusal;
import waywarden.page.Drop.Stage;
import waywarden.page.Drop.State;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.result.Texts;
import waywarden.result.Wording;

/// Takes exports in: file by file from the script, or a text pasted into a form.
final class DropPage implements Site.Part {

    private static final JsonMapper JSON = new JsonMapper();

    /// Who she is in the made-up conversations.
    private static final List<String> WORKER_OF_SAMPLES = List.of("Mira Solberg", "林悦", "Мира Сольберг", "ميرا سولبرغ");

    private final Drop drop;

    DropPage(Drop drop) {
        this.drop = drop;
    }

    @Override
    public Reply reply(Visit visit) throws IOException {
        boolean fromScript = !visit.part(0).equals("text") && !visit.part(0).equals("sample");
        try {
            return answered(visit);
        } catch (Refusal refusal) {
            String said = visit.texts().say(refusal.key());
            if (fromScript && visit.request().method().equals("GET")) return visit.to("");
            return fromScript ? Reply.json(JSON.writeValueAsString(Map.of("refused", said))) : visit.to("", said);
        }
    }

    private Reply answered(Visit visit) throws IOException {
        String what = visit.part(0);
        boolean reading = visit.request().method().equals("GET");
        if (reading) return what.equals("state") ? state(visit) : visit.missing();
        return switch (what) {
            case "begin" -> {
                drop.begin(number(visit.request().form().get("bytes")));
                yield Reply.json("{}");
            }
            case "file" -> {
                drop.receive(visit.request().query("name"), visit.request().body());
                yield Reply.json("{}");
            }
            case "read" -> {
                drop.read(List.of());
                yield Reply.json("{}");
            }
            case "me" -> {
                drop.iAm(visit.request().form().get("name"));
                yield visit.to("");
            }
            case "text" -> text(visit, visit.request().form());
            case "sample" -> sample(visit);
            case "seen" -> {
                drop.clear();
                yield visit.to("");
            }
            default -> visit.missing();
        };
    }

    private static long number(String written) {
        return written.matches("\\d{1,18}") ? Long.parseLong(written) : 0;
    }

    private Reply state(Visit visit) {
        Texts texts = visit.texts();
        State state = drop.state();
        boolean over = state.stage() == Stage.DONE || state.stage() == Stage.WHO || state.stage() == Stage.FAILED;
        return Reply.json(JSON.writeValueAsString(Map.of(
                "over",
                over,
                "idle",
                visit.book().progressed().of() == 0,
                "done",
                state.done(),
                "of",
                state.of(),
                "said",
                texts.say("drop.stage." + Wording.word(state.stage())))));
    }

    private Reply text(Visit visit, Form form) throws IOException {
        String text = form.get("text");
        if (text.isBlank()) return visit.to("", visit.texts().say("drop.text.empty"));
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String name = visit.texts().say("drop.text.name");
        take(name + ".txt", new ByteArrayInputStream(bytes), bytes.length, List.of());
        return visit.to("");
    }

    private Reply sample(Visit visit) throws IOException {
        String language = visit.texts().language();
        String name = language.equals("en") ? "consultant.txt" : "consultant-" + language + ".txt";
        try (InputStream in = Objects.requireNonNull(DropPage.class.getResourceAsStream("samples/" + name))) {
            visit.book().change(null, Notebook::afterTour);
            byte[] sample = in.readAllBytes();
            take(
                    visit.texts().say("drop.sample.name") + ".txt",
                    new ByteArrayInputStream(sample),
                    sample.length,
                    WORKER_OF_SAMPLES);
        }
        return visit.to("");
    }

    private void take(String name, InputStream in, long bytes, List<String> names) throws IOException {
        drop.begin(bytes);
        drop.receive(name, in);
        drop.read(names);
    }
}
