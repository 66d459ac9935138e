package waywarden.register;

import static org.assertj.core.api.Assertions.assertThat;
import static waywarden.register.Desk.DAY;
import static waywarden.register.Desk.DOCUMENT;
import static waywarden.register.Desk.PROCESS;
import static waywarden.register.Desk.PROJECT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.register.RegisterReading.Refused;
import waywarden.register.RegisterReading.Why;

/// What somebody with a register file, with or without its key, and somebody who writes to the worker can and cannot
/// do.
class RegisterAttacksTest {

    @TempDir
    Path folder;

    private final Desk desk = new Desk();

    @Test
    void noByteCanBeAltered() throws IOException {
        desk.builder.document(PROCESS, DOCUMENT);
        desk.builder.term(PROJECT, "Project Blue Heron", List.of());
        byte[] whole = Files.readAllBytes(desk.write(folder.resolve("whole")));
        Path altered = folder.resolve("altered");
        for (int at = 0; at < whole.length; at++) {
            byte[] bytes = whole.clone();
            bytes[at] ^= 1;
            Files.write(altered, bytes);
            assertThat(Register.open(altered, desk.key)).as("byte " + at).isInstanceOf(Refused.class);
        }
    }

    @Test
    void nothingCanBeCutOffOrAdded() throws IOException {
        desk.builder.document(PROCESS, DOCUMENT);
        byte[] whole = Files.readAllBytes(desk.write(folder.resolve("whole")));
        Path altered = folder.resolve("altered");
        for (int length = 0; length < whole.length; length += 7) {
            Files.write(altered, Arrays.copyOf(whole, length));
            assertThat(Register.open(altered, desk.key)).as("length " + length).isInstanceOf(Refused.class);
        }
        Files.write(altered, Arrays.copyOf(whole, whole.length + 1));
        assertThat(Register.open(altered, desk.key)).isEqualTo(new Refused(Why.ALTERED));
    }

    @Test
    void aRegisterThatAnotherDeskSignedIsRefused() {
        desk.builder.document(PROCESS, DOCUMENT);
        Path file = desk.write(folder.resolve("register.wwr"));
        RegisterKey sameSecret =
                new RegisterKey(desk.key.secret(), Desk.signer().getPublic());
        assertThat(Register.open(file, sameSecret)).isEqualTo(new Refused(Why.ALTERED));
        RegisterKey sameSigner = RegisterKey.generate(desk.signer.getPublic(), new SecureRandom());
        assertThat(Register.open(file, sameSigner)).isEqualTo(new Refused(Why.OTHER_KEY));
        assertThat(Register.open(folder.resolve("none"), desk.key)).isEqualTo(new Refused(Why.MISSING));
    }

    /// Without the key a dictionary is of no use: hashing it with any other key finds nothing, and
    /// the file holds neither labels nor terms nor anything that compresses.
    @Test
    void withoutTheKeyTheFileIsNoise() throws IOException {
        desk.builder.document(PROCESS, DOCUMENT);
        desk.builder.term(PROJECT, "Project Blue Heron", List.of());
        Path file = desk.write(folder.resolve("register.wwr"));
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (String plain : List.of("coating", "Lind", "heron", "Heron", "secret", "separator", "label")) {
            assertThat(bytes).doesNotContain(plain);
        }
        Desk guesser = new Desk();
        guesser.builder.term(PROJECT, "Project Blue Heron", List.of());
        byte[] guessed = Files.readAllBytes(guesser.write(folder.resolve("guess")));
        assertThat(rowsInCommon(Files.readAllBytes(file), guessed)).isLessThan(3);
    }

    private static long rowsInCommon(byte[] one, byte[] other) {
        String all = new String(one, StandardCharsets.ISO_8859_1);
        long common = 0;
        for (int at = other.length - 64 - 600; at + 6 <= other.length - 64; at++) {
            String row = new String(other, at, 6, StandardCharsets.ISO_8859_1);
            if (row.chars().anyMatch(c -> c != 0) && row.chars().distinct().count() > 4 && all.contains(row)) common++;
        }
        return common;
    }

    /// With the key a guess is answered, as docs/register.md says: that is the limit of the method.
    /// A single short element is not: only the pair is.
    @Test
    void withTheKeyAWholeTermCanBeGuessedButNotHalfAPair() {
        desk.builder.term(PROJECT, "Project Blue Heron", List.of());
        desk.builder.term(PROCESS, "PX-280", List.of("separator"));
        Register register = desk.register(folder);
        int found = 0;
        for (String bird : List.of("Heron", "Stork", "Crane", "Egret")) {
            for (String colour : List.of("Grey", "Blue", "White")) {
                found += register.check("project " + colour + " " + bird, DAY).size();
            }
        }
        assertThat(found).as("the guess that is right").isEqualTo(1);
        for (int number = 0; number < 1_000; number++) {
            assertThat(register.check("PX-" + number, DAY)).as("half a pair").isEmpty();
        }
    }

    @Test
    void decoysHideHowLittleThereIs() {
        desk.builder.term(PROJECT, "Project Blue Heron", List.of());
        assertThat(desk.register(folder).rows()).isGreaterThan(150);
    }

    @Test
    void twoRegistersOfTheSameAreNotTheSame() throws IOException {
        desk.builder.document(PROCESS, DOCUMENT);
        byte[] one = Files.readAllBytes(desk.write(folder.resolve("one")));
        Desk other = new Desk(2);
        other.builder.document(PROCESS, DOCUMENT);
        byte[] two = Files.readAllBytes(other.write(folder.resolve("two")));
        assertThat(rowsInCommon(one, two)).isLessThan(3);
    }

    @Test
    void noTextCanSlowACheckDown() {
        desk.builder.document(PROCESS, DOCUMENT);
        desk.builder.document(PROJECT, "a".repeat(5_000));
        for (String word : List.of("alpha", "beta", "gamma", "delta", "px", "qq7")) {
            desk.builder.term(PROCESS, word, List.of("omega " + word));
        }
        Register register = desk.register(folder);
        Random random = new Random(1);
        StringBuilder noise = new StringBuilder();
        while (noise.length() < 200_000) noise.appendCodePoint(random.nextInt(0xD000));
        List<String> texts = List.of(
                "a".repeat(200_000),
                "alpha beta gamma delta px qq7 omega ".repeat(6_000),
                DOCUMENT.repeat(500),
                "\u0301".repeat(200_000),
                "百分之".repeat(65_000),
                "one hundred and ".repeat(12_000),
                "1,".repeat(100_000),
                "九".repeat(200_000),
                "\u200b".repeat(200_000),
                noise.toString());
        for (String text : texts) {
            Assertions.assertTimeout(
                    Duration.ofSeconds(4), () -> register.check(text, DAY), "text " + texts.indexOf(text));
        }
    }

    @Test
    void aWriteThatFailsLeavesWhatWasThere() throws IOException {
        Path file = Files.writeString(folder.resolve("register.wwr"), "before");
        desk.builder.document(PROCESS, DOCUMENT);
        assertThat(Assertions.assertThrows(
                        IllegalArgumentException.class,
                        () -> desk.builder.write(
                                file,
                                java.security.KeyPairGenerator.getInstance("EC")
                                        .generateKeyPair()
                                        .getPrivate(),
                                Instant.EPOCH)))
                .hasMessageContaining("Ed25519");
        assertThat(file).hasContent("before");
        try (var left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
    }

    @Test
    void secretsAndWordsAreInNoToString() {
        desk.builder.document(PROCESS, DOCUMENT);
        Register register = desk.register(folder);
        String said = desk.key + " " + register + " " + RegisterLetters.of(DOCUMENT) + " "
                + Passage.of(DOCUMENT).iterator().next() + " " + register.check(DOCUMENT, DAY);
        assertThat(said).doesNotContain("nitrogen").doesNotContain("separator");
        for (byte[] part : List.of(desk.key.secret())) assertThat(said).doesNotContain(Arrays.toString(part));
    }
}
