package waywarden.evaluation;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Public documents that stand in for protected ones when a register is measured.
///
/// @param documents each with the name of its entry
record StandIns(List<Document> documents) {

    /// @param again the same paragraphs in other words, by hand; empty where there are none
    record Document(String name, String text, List<String> again) {
        Document {
            again = List.copyOf(again);
        }

        List<String> paragraphs() {
            return StandIns.paragraphs(text);
        }

        boolean isChinese() {
            long ideographs =
                    text.chars().filter(c -> c >= 0x4E00 && c <= 0x9FFF).count();
            return ideographs * 3 > text.length();
        }
    }

    private static final List<String> OURS =
            List.of("coating", "blade", "sonar", "bidding", "control", "enzyme", "zh-welding", "zh-radar", "zh-alloy");

    StandIns {
        documents = List.copyOf(documents);
    }

    /// Those that come with the program, with paraphrases by hand.
    static StandIns ours() throws IOException {
        List<Document> documents = new ArrayList<>();
        for (String name : OURS) {
            documents.add(new Document(name, resource(name + ".txt"), paragraphs(resource(name + ".again.txt"))));
        }
        return new StandIns(documents);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = StandIns.class.getResourceAsStream("standins/" + name)) {
            if (in == null) throw new IOException("the stand-in " + name + " is not in the program");
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /// The text files of a folder, without paraphrases.
    static StandIns in(Path folder) throws IOException {
        List<Document> documents = new ArrayList<>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String text = Files.readString(file);
                documents.add(new Document(String.valueOf(file.getFileName()), text, List.of()));
            }
        }
        return new StandIns(documents);
    }

    /// Messages long enough to be documents.
    static StandIns of(List<Labelled> conversations, int leastCharacters, int most) {
        List<Document> documents = new ArrayList<>();
        for (Labelled labelled : conversations) {
            for (var message : labelled.conversation().messages()) {
                if (message.text().length() < leastCharacters || documents.size() >= most) continue;
                documents.add(new Document("message " + documents.size(), message.text(), List.of()));
            }
        }
        return new StandIns(documents);
    }

    private static List<String> paragraphs(String text) {
        List<String> paragraphs = new ArrayList<>();
        for (String part : text.split("\\n\\s*\\n")) if (!part.isBlank()) paragraphs.add(part.strip());
        return paragraphs;
    }
}
