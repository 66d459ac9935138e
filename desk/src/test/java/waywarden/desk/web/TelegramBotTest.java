package waywarden.desk.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Subscriptions;
import waywarden.delivery.testkit.Arrivals;
import waywarden.delivery.testkit.FakeTelegram;
import waywarden.desk.DeskStage;
import waywarden.desk.Role;

/// The bot that the desk starts from its settings, from the first word in a chat to a call for help.
class TelegramBotTest {

    @TempDir
    Path folder;

    @Test
    void somebodyEnrolsIsWarnedAndAnswersInTheChat() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("desk"));
        Files.writeString(folder.resolve("desk/bot-token"), "12345678:fake\n");
        try (FakeTelegram fake = new FakeTelegram(new Arrivals(), 1_000, 1_000);
                DeskStage desk = DeskStage.on(
                                folder,
                                DatabaseSettings.embedded(folder.resolve("desk.db")),
                                "sender: desk@example.org\nname: Example desk\nchannels:\n  telegram: {token-file: bot-token,"
                                        + " api: \"" + fake.url() + "\"}")
                        .with("mira", Role.ISSUER)
                        .with("wen", Role.APPROVER)) {
            fake.writes(5, "zh-hans", "/start");
            fake.writes(5, "zh-hans", "/place FR");
            fake.writes(5, "zh-hans", "/language en");
            await(() -> fake.said().size() == 3);
            assertThat(fake.said().getLast().path("text").asString("")).startsWith("Noted");
            assertThat(desk.part(Subscriptions.class).count()).isEqualTo(1);
            assertThat(desk.signedIn("wen")
                            .get("/health", "Accept", "text/html")
                            .body())
                    .contains("The Telegram bot listens.");

            AnswersMapTest.issue(desk, java.util.Set.of("FR"));
            await(() -> fake.said().size() == 4);
            JsonNode buttons = fake.said()
                    .getLast()
                    .path("reply_markup")
                    .path("inline_keyboard")
                    .get(0);
            List<String> words = buttons.valueStream()
                    .map(button -> button.path("text").asString(""))
                    .toList();
            assertThat(words).hasSize(3);
            Acknowledgements answers = desk.part(Acknowledgements.class);
            fake.presses(5, buttons.get(2).path("callback_data").asString(""));
            await(() -> answers.openHelp().size() == 1);
            assertThat(desk.signedIn("wen").get("/help").body()).doesNotContain("Nobody is waiting for help");
        }
    }

    private static void await(BooleanSupplier done) throws InterruptedException {
        long until = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!done.getAsBoolean() && System.nanoTime() < until) Thread.sleep(50);
        assertThat(done.getAsBoolean()).isTrue();
    }
}
