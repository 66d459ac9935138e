package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Reads the exports that other projects test their readers with, where they are at hand.
class ForeignExportsTest {

    private static final Path EXPORTS = Path.of(System.getProperty("waywarden.root", ".."), "../shared/data/exports");

    @ParameterizedTest
    @CsvSource({
        "whatsapp/chatistics__chat.txt, 20, Alice Placeholder, 2018-01-04T11:53:57Z, Alice Placeholder",
        "whatsapp/chatistics__chat_2.txt, 4, Peter Doe, 2019-09-17T16:37:47Z, John Doe",
        "whatsapp/chatistics__chat_4.txt, 3, John Doe, 2019-09-17T08:30:52Z, John Doe",
        "whatsapp/chatminer_test_[mmddyy]_24hrs.txt, 7, John Doe, 2019-01-01T11:25Z, John Doe",
        "whatsapp/chatminer_test_ddmmyy_24hrs.txt, 7, John Doe, 2019-01-01T11:25Z, John Doe",
        "whatsapp/chatminer_test_mmddyy_24hrs.txt, 7, John Doe, 2019-01-01T11:25Z, John Doe",
        "whatsapp/chatminer_test_yyyymmdd_24hrs.txt, 7, John Doe, 2019-01-01T11:25Z, John Doe",
        "whatsapp/lorem-merge-part1.txt, 300, John, 2019-10-20T10:16Z, Giuseppe",
        "whatsapp/lorem-merge-part2.txt, 300, John, 2020-06-20T10:16Z, Giuseppe",
        "whatsapp/lorem.txt, 500, Mary, 2020-01-15T02:22:56Z, Mary",
        "signal/test_export.txt, 2, Jane Doe, 2019-12-24T12:23Z, John Doe",
        "telegram/test_single_export.json, 2, Author 1, 2018-12-05T10:39:10Z, Author 2",
    })
    void readsEveryMessage(String file, int messages, String first, String at, String last) {
        Path export = EXPORTS.resolve(file);
        assumeTrue(Files.exists(export), "The exports of other projects are not at hand, so they are not read here.");
        Imported imported = Intake.read(List.of(export), IntakeLimits.DEFAULT, Progress.NONE);
        assertThat(imported.hasLosses()).isFalse();
        assertThat(imported.transcripts()).singleElement().satisfies(transcript -> {
            assertThat(transcript.header().channel()).isEqualTo(file.substring(0, file.indexOf('/')));
            assertThat(transcript.utterances()).hasSize(messages);
            assertThat(transcript.utterances().getFirst().sender()).isEqualTo(first);
            assertThat(transcript.utterances().getFirst().at()).asString().isEqualTo(at);
            assertThat(transcript.utterances().getLast().sender()).isEqualTo(last);
        });
    }
}
