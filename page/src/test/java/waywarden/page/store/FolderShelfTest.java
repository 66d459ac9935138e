package waywarden.page.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderShelfTest {

    private static final byte[] SECRET = "a dinner at the harbour".getBytes(StandardCharsets.UTF_8);
    private static final char[] PASSPHRASE = "four words of mine".toCharArray();

    @TempDir
    Path folder;

    private FolderShelf shelf() throws IOException {
        return FolderShelf.in(folder).orElseThrow();
    }

    @Test
    void keepsWhatWasWritten() throws IOException {
        try (FolderShelf shelf = shelf()) {
            shelf.write("notebook", SECRET);
        }
        try (FolderShelf shelf = shelf()) {
            assertThat(shelf.names()).containsExactly("notebook");
            assertThat(shelf.read("notebook"))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(SECRET));
            assertThat(shelf.read("chat-0123")).isEmpty();
        }
    }

    @Test
    void encryptsWhatIsThereAndWhatComes() throws IOException {
        try (FolderShelf shelf = shelf()) {
            shelf.write("notebook", SECRET);
            shelf.protect(PASSPHRASE);
            shelf.write("chat-0123", SECRET);
        }
        assertThat(everythingOnDisk()).doesNotContain("dinner").doesNotContain("AGE-SECRET-KEY");
        try (FolderShelf shelf = shelf()) {
            assertThat(shelf.isLocked()).isTrue();
            assertThat(shelf.unlock("four words of yours".toCharArray())).isFalse();
            assertThat(shelf.unlock(PASSPHRASE)).isTrue();
            assertThat(shelf.read("notebook").orElseThrow()).isEqualTo(SECRET);
            assertThat(shelf.read("chat-0123").orElseThrow()).isEqualTo(SECRET);
            shelf.protect(new char[0]);
        }
        try (FolderShelf shelf = shelf()) {
            assertThat(shelf.isLocked()).isFalse();
            assertThat(shelf.read("chat-0123").orElseThrow()).isEqualTo(SECRET);
        }
    }

    @Test
    void noticesAChangedFile() throws IOException {
        try (FolderShelf shelf = shelf()) {
            shelf.protect(PASSPHRASE);
            shelf.write("notebook", SECRET);
            Path file = folder.resolve("notebook.age");
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length - 3] ^= 1;
            Files.write(file, bytes);
            assertThatThrownBy(() -> shelf.read("notebook")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void isForOneProgramAtATime() throws IOException {
        try (FolderShelf first = shelf()) {
            assertThat(first.isLocked()).isFalse();
            assertThat(FolderShelf.in(folder)).isEmpty();
        }
        Optional<FolderShelf> later = FolderShelf.in(folder);
        assertThat(later).isPresent();
        later.orElseThrow().close();
    }

    @Test
    void deletesItsOwnAndNothingElse() throws IOException {
        Path thesis = Files.writeString(folder.resolve("thesis.json"), "years of work");
        try (FolderShelf shelf = shelf()) {
            shelf.write("notebook", SECRET);
            shelf.protect(PASSPHRASE);
            shelf.write("chat-0123", SECRET);
            shelf.deleteEverything();
            assertThat(shelf.names()).isEmpty();
        }
        assertThat(folder.toFile().list()).containsExactlyInAnyOrder("lock", "thesis.json");
        assertThat(thesis).hasContent("years of work");
    }

    @Test
    void sweepsAwayWhatABreakdownLeft() throws IOException {
        Files.createDirectories(folder.resolve("incoming-1/chat"));
        Files.writeString(folder.resolve("incoming-1/chat/a.txt"), "half an export");
        Files.writeString(folder.resolve("notebook.json.half"), "{");
        shelf().close();
        assertThat(folder.toFile().list()).containsExactly("lock");
    }

    @Test
    void takesNoNameThatLeadsElsewhere() throws IOException {
        try (FolderShelf shelf = shelf()) {
            for (String name : new String[] {"../notebook", "a/b", "", "chat-", "chat-xyz"}) {
                assertThatThrownBy(() -> shelf.write(name, SECRET)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void onlyHerEyesMayRead() throws IOException {
        org.junit.jupiter.api.Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"), "no POSIX permissions here");
        try (FolderShelf shelf = shelf()) {
            shelf.write("notebook", SECRET);
            assertThat(Files.getPosixFilePermissions(folder.resolve("notebook.json")))
                    .hasSize(2);
        }
    }

    @Test
    void sealsForWhoeverHoldsTheKey() throws IOException {
        Age.Key desk = Age.Key.generated();
        byte[] sealed = Age.sealed(SECRET, desk.recipient());
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1))
                .startsWith("age-encryption.org/v1\n")
                .doesNotContain("dinner");
        assertThat(Age.opened(sealed, desk.identity())).isEqualTo(SECRET);
        assertThatThrownBy(() -> Age.opened(sealed, Age.Key.generated().identity()))
                .isInstanceOf(IOException.class);
        assertThat(Age.isRecipient(desk.recipient())).isTrue();
        assertThat(Age.isRecipient(desk.recipient().substring(1))).isFalse();
        assertThat(Age.isRecipient(desk.recipient().replace(desk.recipient().charAt(20), 'q')))
                .isFalse();
    }

    private String everythingOnDisk() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList())
                all.append(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
        }
        return all.toString();
    }
}
