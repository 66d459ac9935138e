package waywarden.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReplyTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "On Mon, 6 May 2024 at 09:00, Anna Berg <anna@b.example> wrote:\n> old",
                "On Mon, 6 May 2024 at 09:00, Anna Berg\n<anna@b.example> wrote:\n\n> old\n> older",
                "Am 06.05.2024 um 09:00 schrieb Anna Berg <anna@b.example>:\n> old",
                "Le 6 mai 2024 à 09:00, Anna Berg a écrit :\n\n> old",
                "El lun, 6 may 2024 a las 9:00, Anna escribió:\n> old",
                "6 мая 2024 г., в 09:00, Анна написала:\n> old",
                "在 2024年5月6日，09:00，Anna <anna@b.example> 写道：\n> old",
                "在 2024-05-06 09:00:00，\"Anna\" <anna@b.example> 写道：\nold without a mark",
                "-----Original Message-----\nFrom: Anna\nSent: Monday\nTo: me\n\nold",
                "------------------ 原始邮件 ------------------\n发件人: Anna\n\nold",
                "From: Anna <anna@b.example>\nSent: Monday, 6 May 2024 09:00\nTo: me\nSubject: Plan\n\nold",
                "发件人： Anna\n发送时间： 2024年5月6日\n收件人： me\n主题： 计划\n\nold",
                "Von: Anna\nGesendet: Montag, 6. Mai 2024 09:00\nAn: ich\nBetreff: Plan\n\nold",
                "________________________________\nDe : Anna\nEnvoyé : lundi 6 mai 2024\nÀ : moi\nObjet : Plan\n\nold",
                "-- \nMe\n+1 555 0100",
                "--\nMe\nEngineer",
                "Sent from my iPhone",
                "发自我的 iPhone",
                "Von meinem iPhone gesendet",
                "> old",
            })
    void leavesWhatStandsAboveTheQuote(String quoted) {
        assertThat(ReplyText.of("Yes, Friday suits me.\n\n" + quoted, false)).isEqualTo("Yes, Friday suits me.");
    }

    @Test
    void keepsAnswersBetweenTheQuotes() {
        String text = "On 6 May 2024 Anna wrote:\n> When?\nOn Friday.\n> Where?\nAt the bar.\n-- \nMe";
        assertThat(ReplyText.of(text, false)).isEqualTo("On Friday.\nAt the bar.");
    }

    @Test
    void keepsAnswersBelowQuotesWithAnotherMark() {
        String text = "Anna wrote on 6 May 2024, she wrote:\n| When?\n| Where?\n\nOn Friday.";
        assertThat(ReplyText.of(text, false)).isEqualTo("On Friday.");
    }

    @Test
    void keepsWhatStandsBelowWhereNothingWouldBeLeft() {
        String text = "On 6 May 2024 my boss wrote:\nthis is what he said to me.";
        assertThat(ReplyText.of(text, false)).isEqualTo("this is what he said to me.");
    }

    @Test
    void keepsAForwardedMail() {
        String text = "See below.\n\nFrom: Anna\nSent: Monday\nTo: me\nSubject: Offer\n\nWe pay 400.";
        assertThat(ReplyText.of(text, true)).contains("We pay 400.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "I wrote: come at 8.",
                "From: here it is only a word.\nTo the point.",
                "On Friday I go home.",
                "What she wrote on 3 May was kind.\nReally.",
                "-- no signature, a dash"
            })
    void leavesOrdinarySentencesAlone(String text) {
        assertThat(ReplyText.of(text, false)).isEqualTo(text);
    }

    @Test
    void saysNothingOfAMailThatOnlyQuotes() {
        assertThat(ReplyText.of("> one\n> two\n", false)).isEmpty();
    }
}
