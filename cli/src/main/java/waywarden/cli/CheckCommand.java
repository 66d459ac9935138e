package waywarden.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.intake.TextEncoding;
import waywarden.register.Register;
import waywarden.register.Touch;
import waywarden.result.Texts;

/// Says whether a draft touches a protected matter, before it is sent.
@picocli.CommandLine.Command(name = "check")
final class CheckCommand extends Command {

    /// What a script sees where a draft touches something.
    static final int TOUCHES = 3;

    private static final String STDIN = "-";

    /// Most bytes of one draft.
    private static final int MOST_BYTES = 64 << 20;

    @Parameters(arity = "0..*", paramLabel = "FILE", descriptionKey = "check.files")
    List<String> files = List.of();

    @Option(names = "--text", paramLabel = "WORDS", descriptionKey = "check.text")
    @Nullable
    String words;

    @Option(names = "--to", paramLabel = "AUDIENCE", descriptionKey = "check.to")
    @Nullable
    String audience;

    @Option(names = "--json", descriptionKey = "check.json")
    boolean json;

    @Mixin
    RegisterOptions protection = new RegisterOptions();

    CheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /// A draft that was read.
    private record Draft(String name, String text) {
        /// Says nothing of the words, so that they cannot reach a log.
        @Override
        public String toString() {
            return "Draft[" + text.length() + " characters]";
        }
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = RegisterOptions.said(texts());
        Register register = protection.open(surroundings, texts);
        List<String> unread = new ArrayList<>();
        boolean touches = false;
        PrintWriter out = surroundings.printer();
        for (String source : sources()) {
            Draft draft = read(source, texts, unread);
            if (draft == null) continue;
            List<Touch> found = register.check(draft.text(), LocalDate.now(surroundings.clock()), audience);
            touches |= !found.isEmpty();
            if (json) TouchReport.json(out, draft.name(), draft.text(), found);
            else TouchReport.text(out, texts, surroundings.width(), draft.name(), draft.text(), found);
        }
        out.flush();
        PrintWriter err = surroundings.errorPrinter();
        unread.forEach(err::println);
        return touches ? TOUCHES : unread.isEmpty() ? ALL_READ : NOT_ALL_READ;
    }

    /// Where drafts come from; null text stands for words on the command line.
    private List<String> sources() {
        List<String> sources = new ArrayList<>(files);
        if (sources.isEmpty() || words != null) sources.addFirst(words == null ? STDIN : "");
        return sources;
    }

    private @Nullable Draft read(String source, Texts texts, List<String> unread) throws IOException {
        if (source.isEmpty() && words != null) return new Draft(texts.say("check.words"), words);
        if (source.equals(STDIN)) return standardInput(texts, unread);
        StringBuilder text = new StringBuilder();
        String problem = DocumentTexts.read(Path.of(source), texts, text::append);
        if (problem != null) {
            unread.add(problem);
            return null;
        }
        return new Draft(source, text.toString());
    }

    private @Nullable Draft standardInput(Texts texts, List<String> unread) throws IOException {
        byte[] bytes = surroundings.in().readNBytes(MOST_BYTES + 1);
        String name = texts.say("check.stdin");
        if (bytes.length > MOST_BYTES) {
            unread.add(texts.say("document.large", name, MOST_BYTES >> 20));
            return null;
        }
        return new Draft(name, TextEncoding.decode(bytes));
    }
}
