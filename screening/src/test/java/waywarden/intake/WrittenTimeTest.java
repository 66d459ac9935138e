package waywarden.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WrittenTimeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-08-01 02:00:00 UTC | 2026-08-01T02:00:00Z",
                "2026-08-01T02:00:00.123456+08:00 | 2026-08-01T02:00:00+08:00",
                "2026/8/1 2:05 | 2026-08-01T02:05:00Z",
                "2026年8月1日 02:05:06 | 2026-08-01T02:05:06Z",
                "2026-08-01 | 2026-08-01T00:00:00Z",
                "5/15/19, 1:45 PM | 2019-05-15T13:45:00Z",
                "12/1/2019, 12:05 AM | 2019-12-01T00:05:00Z",
                "15/5/2019 13:45 | 2019-05-15T13:45:00Z",
                "1714550400 | 2024-05-01T08:00:00Z",
                "1714550400000 | 2024-05-01T08:00:00Z",
                "1452845865.000008 | 2016-01-15T08:17:45Z"
            })
    void readsTheShapesThatExportsWrite(String written, OffsetDateTime at) {
        assertThat(WrittenTime.of(written)).isEqualTo(at);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "2026-13-01",
                "2026-02-30 10:00",
                "25:00",
                "99999999999999999999",
                "2026-08-01 02:00 +99:00"
            })
    void readsNothingElse(String written) {
        assertThat(WrittenTime.of(written)).isNull();
    }
}
