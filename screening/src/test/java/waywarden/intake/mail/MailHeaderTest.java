package waywarden.intake.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailHeaderTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Mon, 6 May 2024 09:08:07 +0200 | 2024-05-06T09:08:07+02:00",
                "6 May 2024 09:08 GMT | 2024-05-06T09:08:00Z",
                "Wed, 11 Feb 98 11:51 CST | 1998-02-11T11:51:00-06:00",
                "Mon, 06 May 2024 09:08:60 -0500 (EST) | 2024-05-06T09:08:59-05:00",
                "From a@b.example Tue Mar  4 03:33:20 2003 | 2003-03-04T03:33:20Z",
                "Tue Mar 04 03:33:20 +0000 2003 | 2003-03-04T03:33:20Z",
                "Mon, 6 May 2024 09:08:07 +9900 | 2024-05-06T09:08:07Z"
            })
    void readsDates(String written, OffsetDateTime at) {
        assertThat(MailHeader.date(written)).isEqualTo(at);
    }

    @ParameterizedTest
    @CsvSource({"some day", "'31 Feb 2024 10:00:00 +0000'", "'1 May 2024 25:00:00 +0000'", "''"})
    void readsNoDateThatIsNone(String written) {
        assertThat(MailHeader.date(written)).isNull();
    }

    @Test
    void findsAddressesAmongNamesCommentsAndGroups() {
        assertThat(MailHeader.addresses(
                        "\"Voss, M. <x@y.example>\" <Marlene@Voss.example>, pia@lund.example (Pia, at home);"
                                + " Friends: a@b.example, Bea <b@b.example>;"))
                .containsExactly("marlene@voss.example", "pia@lund.example", "a@b.example", "b@b.example");
    }

    @Test
    void stripsEveryKindOfPrefixFromASubject() {
        assertThat(MailThreads.withoutPrefixes("Re: AW: 回复：转发: Fwd[2]: RE(3): 答复: The plan: next"))
                .isEqualTo("The plan: next");
    }
}
