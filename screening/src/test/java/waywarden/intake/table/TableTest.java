package waywarden.intake.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.TranscriptSink;
import waywarden.testkit.Reading;

class TableTest {

    private final List<String> rows = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A,b\n1,2\n3,4\n",
                "b,A\r\n2,1\r\n4,3\r\n",
                "A;x;b\n1;;2\n3;;4",
                "b\tA\n2\t1\n4\t3\n",
                "\"A\",\"b\"\n\"1\",\"2\"\n\n3,4\n",
                "A title above\n\nA,b\n1,2\n3,4"
            })
    void findsColumnsByName(String table) {
        read(table);
        assertThat(rows).extracting(row -> row.substring(2)).containsExactly("1|2", "3|4");
    }

    @Test
    void keepsLineNumbersAcrossQuotedLineEnds() {
        read("a,b\n\"1\n1\r\n1\",2\n3,4\n");
        assertThat(rows).containsExactly("2 1\n1\r\n1|2", "5 3|4");
    }

    @Test
    void losesOnlyTheRowWhoseQuoteIsNotClosed() {
        Reading reading = read("a,b\n1,2\n\"3,4\n5,6\n7,8\n");
        assertThat(rows).containsExactly("2 1|2", "4 5|6", "5 7|8");
        assertThat(reading.told()).containsExactly("3 table-row-damaged");
    }

    @Test
    void saysThatThereIsNoHeader() {
        assertThat(read("x,y\n1,2\n").told()).containsExactly("0 table-no-header");
        assertThat(read("").told()).containsExactly("0 table-no-header");
    }

    @Test
    void givesUpOnWhatIsNoTable() {
        Reading reading = read("a,b\n" + "\"x\n".repeat(1_001));
        assertThat(reading.told()).last().asString().endsWith("table-damaged-here-on");
    }

    private Reading read(String table) {
        ConversationReader reader = new ConversationReader() {
            @Override
            public String name() {
                return "table";
            }

            @Override
            public boolean recognises(Opening opening) {
                return true;
            }

            @Override
            public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
                Table.read(
                        export,
                        limits,
                        sink,
                        Set.of("a", "b"),
                        row -> rows.add(row.line() + " " + row.cell("a") + "|" + row.cell("b")));
            }
        };
        byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
        return Reading.of(reader, Export.of("table", bytes), IntakeLimits.STRICT);
    }
}
