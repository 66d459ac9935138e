package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Every test that the list of others' faults names is there.
class FaultsTest {

    private static final Path ROOT = Path.of(System.getProperty("waywarden.root", ".."));
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)#(\\w+)`");
    private static final int FAULTS = 12;

    @Test
    void everyTestThatTheListNamesExists() throws IOException {
        List<String> rows = Files.readAllLines(ROOT.resolve("docs/faults.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| | fault"))
                .toList();
        Map<String, String> tests = tests();
        for (String row : rows) {
            List<MatchResult> named = NAMED.matcher(row).results().toList();
            assertThat(named).as(row).isNotEmpty();
            for (MatchResult test : named) {
                assertThat(tests.getOrDefault(test.group(1), ""))
                        .as(test.group())
                        .contains("    void " + test.group(2) + "(");
            }
        }
        for (int fault = 1; fault <= FAULTS; fault++) {
            String number = "| " + fault + " |";
            assertThat(rows).as(number).anyMatch(row -> row.startsWith(number));
        }
    }

    /// Sources of tests by the name of their class.
    private static Map<String, String> tests() throws IOException {
        Map<String, String> tests = new HashMap<>();
        try (Stream<Path> modules = Files.list(ROOT)) {
            for (Path module : modules.toList()) {
                Path sources = module.resolve("src/test/java");
                if (!Files.isDirectory(sources)) continue;
                try (Stream<Path> files = Files.walk(sources)) {
                    for (Path file : files.filter(path -> path.toString().endsWith("Test.java"))
                            .toList()) {
                        String name = file.getFileName().toString().replace(".java", "");
                        tests.merge(name, Files.readString(file), String::concat);
                    }
                }
            }
        }
        return tests;
    }
}
