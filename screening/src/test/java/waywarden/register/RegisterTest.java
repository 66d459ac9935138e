package waywarden.register;

import static org.assertj.core.api.Assertions.assertThat;
import static waywarden.register.Desk.CHINESE;
import static waywarden.register.Desk.DAY;
import static waywarden.register.Desk.DOCUMENT;
import static waywarden.register.Desk.PROCESS;
import static waywarden.register.Desk.PROJECT;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.register.Touch.Kind;

class RegisterTest {

    @TempDir
    Path folder;

    private final Desk desk = new Desk();

    @Test
    void findsACopyAndSaysWhereItStands() {
        desk.builder.document(PROCESS, DOCUMENT);
        String before = "Hi Daniel, as you asked: ";
        String copied = DOCUMENT.substring(0, 180);
        List<Touch> touches = desk.register(folder).check(before + copied + " Best, Mira", DAY);

        assertThat(touches).hasSize(1);
        Touch touch = touches.getFirst();
        assertThat(touch.entry()).isEqualTo(PROCESS);
        assertThat(touch.kind()).isEqualTo(Kind.COPY);
        assertThat(touch.share()).isBetween(0.2, 0.8);
        assertThat(touch.spans().getFirst().start()).isBetween(before.length(), before.length() + 40);
        assertThat(touch.spans().getLast().end()).isLessThanOrEqualTo(before.length() + copied.length());
    }

    @Test
    void findsAWholeCopyWhole() {
        desk.builder.document(PROCESS, DOCUMENT);
        assertThat(desk.register(folder).check(DOCUMENT, DAY).getFirst().share())
                .isEqualTo(1.0);
    }

    @Test
    void findsNumbersInOtherWordsDigitsAndUnits() {
        desk.builder.document(PROCESS, DOCUMENT);
        String other = "the separator film is dried at 85 °C for 350 min under nitrogen and the slurry holds １２５００ ppm "
                + "of the binder described in the 2nd annex";
        assertThat(desk.register(folder).check(other, DAY))
                .extracting(Touch::kind)
                .containsExactly(Kind.COPY);
    }

    @Test
    void findsChineseWithOtherNumerals() {
        desk.builder.document(PROCESS, CHINESE);
        String other = "焊后立即进行消氢处理，保温温度320摄氏度，时间4小时，中间不得中断。随后整体入炉回火";
        assertThat(desk.register(folder).check(other, DAY))
                .extracting(Touch::kind)
                .containsExactly(Kind.COPY);
        assertThat(desk.register(folder).check("焊后休息四小时，晚上一起吃饭吧，随后整体回家", DAY)).isEmpty();
    }

    @Test
    void findsSentencesTurnedRoundByTheirTellingWordsUnderMostKeys() {
        String again =
                "under nitrogen, 350 minutes and 85 degrees for drying separator film; the annex (second) describes "
                        + "binder and slurry with 12500 ppm; a layer tears at its edge above the line speed, eleven metres per "
                        + "minute, slitting station yield under 92 percent";
        int found = 0;
        for (int key = 0; key < 20; key++) {
            Desk other = new Desk(key);
            other.builder.document(PROCESS, DOCUMENT);
            if (!other.opened(other.write(folder.resolve(key + ".wwr")))
                    .check(again, DAY)
                    .isEmpty()) found++;
        }
        assertThat(found).isGreaterThanOrEqualTo(15);
    }

    @Test
    void staysQuietAtOrdinaryTalkOfTheSameThings() {
        desk.builder.document(PROCESS, DOCUMENT);
        assertThat(desk.register(folder)
                        .check(
                                "The film was long, we dried the dishes and drove under 92 on the line to the annex.",
                                DAY))
                .isEmpty();
    }

    @Test
    void aShortTermCountsOnlyBesideItsSecondElement() {
        desk.builder.term(PROCESS, "PX-280", List.of("separator", "coating"));
        Register register = desk.register(folder);
        assertThat(register.check("How thick is the coating of the PX280?", DAY))
                .extracting(Touch::kind)
                .containsExactly(Kind.TERM);
        assertThat(register.check("Did you see the PX-280?", DAY)).isEmpty();
        assertThat(register.check("The coating of my car peels off", DAY)).isEmpty();
        assertThat(register.check("PX-280 " + "and then we talked of other things ".repeat(12) + "coating", DAY))
                .isEmpty();
    }

    @Test
    void aLongTermCountsByItselfButNotWithinAWord() {
        desk.builder.term(PROJECT, "Project Blue Heron", List.of());
        Register register = desk.register(folder);
        assertThat(register.check("about project BLUE-HERON, when?", DAY)).hasSize(1);
        assertThat(register.check("my subproject blue herons", DAY)).isEmpty();
    }

    @Test
    void refusesTermsThatAnyoneWithTheKeyCouldGuess() {
        assertThat(desk.builder.term(PROCESS, "PX-280", List.of())).isEqualTo(RegisterBuilder.Term.NEEDS_COMPANY);
        assertThat(desk.builder.term(PROCESS, "PX-280", List.of("of"))).isEqualTo(RegisterBuilder.Term.NEEDS_COMPANY);
        assertThat(desk.builder.term(PROCESS, "–", List.of())).isEqualTo(RegisterBuilder.Term.EMPTY);
        assertThat(desk.builder.term(PROCESS, "long ".repeat(60), List.of())).isEqualTo(RegisterBuilder.Term.TOO_LONG);
        assertThat(desk.builder.isEmpty()).isTrue();
    }

    @Test
    void anExpiredEntryAndAnAllowedAudienceAreLeftOut() {
        desk.builder.document(PROCESS, DOCUMENT);
        desk.builder.term(PROJECT, "Project Blue Heron", List.of());
        Register register = desk.register(folder);
        assertThat(register.check(DOCUMENT, DAY, "Supplier")).isEmpty();
        assertThat(register.check(DOCUMENT, DAY, "rival")).isNotEmpty();
        assertThat(register.check("project blue heron", LocalDate.of(2026, 12, 31)))
                .isNotEmpty();
        assertThat(register.check("project blue heron", LocalDate.of(2027, 1, 1)))
                .isEmpty();
    }

    @Test
    void whatIsPublicIsLeftOut() {
        String letterhead =
                "Northern Cell Works, all rights reserved, do not pass on without the consent of the owner. ";
        desk.builder.except("Our letterhead: " + letterhead);
        desk.builder.document(PROCESS, letterhead + DOCUMENT);
        Register register = desk.register(folder);
        assertThat(register.check(letterhead, DAY)).isEmpty();
        assertThat(register.check(DOCUMENT, DAY)).isNotEmpty();
    }

    @Test
    void aLongTextIsReadInPartsWithoutLosingWhatLiesAcross() {
        desk.builder.document(PROCESS, DOCUMENT);
        Register register = desk.register(folder);
        for (int at = 32_000; at < 33_000; at += 97) {
            String filler = "x ".repeat(at / 2);
            assertThat(register.check(filler + DOCUMENT + filler, DAY))
                    .as("at " + at)
                    .hasSize(1);
        }
    }

    @Test
    void tellsLabelsOfSeveralEntries() {
        desk.builder.document(PROCESS, DOCUMENT);
        desk.builder.document(PROJECT, CHINESE);
        assertThat(desk.register(folder).check(CHINESE + DOCUMENT, DAY))
                .extracting(Touch::entry)
                .containsExactly(PROJECT, PROCESS);
    }
}
