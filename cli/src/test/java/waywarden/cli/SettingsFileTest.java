package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.cli.SettingsFile.UnusableSettings;
import waywarden.result.Settings;
import waywarden.result.Settings.Desk;

class SettingsFileTest {

    @TempDir
    Path folder;

    @Test
    void readsWhomToTell() throws IOException {
        Settings settings = read("""
                lang: zh
                tell:
                  - name: Security desk
                    phone: +00 555 0100
                  - name: Embassy
                    email: help@example.org
                    note: office hours
                """);

        assertThat(settings.language()).isEqualTo("zh");
        assertThat(settings.tell())
                .isEqualTo(List.of(
                        new Desk("Security desk", "+00 555 0100", null, null),
                        new Desk("Embassy", null, "help@example.org", "office hours")));
    }

    @Test
    void namesEveryFaultByItsKey() {
        assertThatThrownBy(() -> read("lang: fr\ntel: []\ntell:\n  - phone: 1\n  - name: [x]\n    fax: 2\n"))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining("`lang`")
                .hasMessageContaining("`tel`")
                .hasMessageContaining("`tell[0].name`")
                .hasMessageContaining("`tell[1].name`")
                .hasMessageContaining("`tell[1].fax`");
    }

    @Test
    void saysWhereTheFileIsBroken() {
        assertThatThrownBy(() -> read("tell:\n  - name: \"open\n"))
                .isInstanceOf(UnusableSettings.class)
                .hasMessageContaining("line ");
        assertThatThrownBy(() -> SettingsFile.find(folder.resolve("none.yaml"), Map.of()))
                .isInstanceOf(UnusableSettings.class);
    }

    @Test
    void doesWithoutAFile() {
        Settings settings = SettingsFile.find(null, Map.of("HOME", folder.toString()));

        assertThat(settings.tell()).isEmpty();
        assertThat(settings.file()).isEqualTo("~/.config/waywarden/waywarden.yaml");
    }

    @Test
    void findsTheUsualPlaceAndTheVariable() throws IOException {
        Path usual = folder.resolve(".config/waywarden/waywarden.yaml");
        Files.createDirectories(usual.getParent());
        Files.writeString(usual, "lang: en\n");
        Path other = Files.writeString(folder.resolve("other.yaml"), "lang: zh\n");
        String home = folder.toString();

        assertThat(SettingsFile.find(null, Map.of("HOME", home)).language()).isEqualTo("en");
        assertThat(SettingsFile.find(null, Map.of("HOME", home, "WAYWARDEN_SETTINGS", other.toString()))
                        .language())
                .isEqualTo("zh");
    }

    private Settings read(String yaml) throws IOException {
        return SettingsFile.find(Files.writeString(folder.resolve("waywarden.yaml"), yaml), Map.of());
    }
}
