package waywarden.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TextsTest {

    private static final Pattern KEY = Pattern.compile("\"((?:option|me|nothing|kafka|job)\\.[a-z-]+)\"");
    private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

    @Test
    void saysTheSameThingsInBothLanguagesAndNothingElse() throws IOException {
        ResourceBundle english = ResourceBundle.getBundle("waywarden.stream.messages", Locale.ROOT);
        ResourceBundle chinese = ResourceBundle.getBundle("waywarden.stream.messages", Locale.CHINESE);
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Corpus.ROOT.resolve("stream/src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Matcher key = KEY.matcher(Files.readString(file));
                while (key.find()) used.add(key.group(1));
            }
        }
        assertThat(used).isEqualTo(new TreeSet<>(english.keySet())).isEqualTo(new TreeSet<>(chinese.keySet()));
        for (String key : used) {
            assertThat(arguments(chinese.getString(key))).isEqualTo(arguments(english.getString(key)));
            assertThat(chinese.getString(key)).isNotEqualTo(english.getString(key));
        }
    }

    private static Set<String> arguments(String text) {
        Set<String> arguments = new TreeSet<>();
        Matcher argument = ARGUMENT.matcher(text);
        while (argument.find()) arguments.add(argument.group());
        return arguments;
    }
}
