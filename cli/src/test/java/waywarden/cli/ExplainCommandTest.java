package waywarden.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ExplainCommandTest {

    @Test
    void showsAnIndicatorHoweverItsIdIsWritten() {
        Stage stage = new Stage();

        assertThat(stage.run("explain", "p2-7")).isZero();
        assertThat(stage.out())
                .contains("P2-07")
                .contains("Phase 2: building trust")
                .contains("Often innocent");
    }

    @Test
    void showsItInChinese() {
        Stage stage = new Stage();

        assertThat(stage.run("explain", "P2-07", "--lang", "zh")).isZero();
        assertThat(stage.out()).contains("第二阶段").contains("怎么做");
    }

    @Test
    void namesTheNearestForAnIdThatIsNone() {
        Stage stage = new Stage();

        assertThat(stage.run("explain", "P2-99")).isEqualTo(2);
        assertThat(stage.err()).contains("P2-07");
    }

    @Test
    void listsThemByPart() {
        Stage trust = new Stage();
        Stage none = new Stage();

        assertThat(trust.run("indicators", "--phase", "2")).isZero();
        assertThat(trust.out()).contains("P2-07").doesNotContain("P0-01");
        assertThat(none.run("indicators", "--phase", "9")).isEqualTo(2);
    }

    @Test
    void showsHelpInBothLanguages() {
        Stage english = new Stage();
        Stage chinese = new Stage();

        assertThat(english.run("--help")).isZero();
        assertThat(english.out()).contains("screen").contains("Exit codes");
        assertThat(chinese.run("screen", "--help", "--lang", "zh")).isZero();
        assertThat(chinese.out()).contains("用法");
    }
}
