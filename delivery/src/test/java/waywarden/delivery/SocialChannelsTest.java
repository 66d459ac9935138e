package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import waywarden.advisory.audience.Person;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Preview;
import waywarden.delivery.channel.mastodon.MastodonChannel;
import waywarden.delivery.channel.telegram.TelegramApi;
import waywarden.delivery.channel.telegram.TelegramChannel;
import waywarden.delivery.channel.telegram.TelegramInbox;
import waywarden.delivery.testkit.Arrivals;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.FakeMastodon;
import waywarden.delivery.testkit.FakeTelegram;
import waywarden.delivery.testkit.Letters;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.VirtualTime;

/// Mastodon and Telegram against fakes that keep the limits of the real ones.
class SocialChannelsTest {

    private static final Limits PACED =
            new Limits(29.5, 0.8, 1, 32, Duration.ofMillis(200), Duration.ofSeconds(2), Duration.ofHours(1), true);
    private static final Limits FAST =
            new Limits(1_000, 1_000, 100, 4, Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofHours(1), false);

    @TempDir
    private Path folder;

    private final Arrivals arrivals = new Arrivals();
    private final Caps first = Caps.alert("w", VirtualTime.BEGIN).saying("Warning 1 version 1", "Words. ".repeat(300));

    private static Http http() {
        return new Http(Duration.ofSeconds(2), Http.Reach.ANYWHERE);
    }

    private static MastodonChannel mastodon() {
        return new MastodonChannel(http(), InstantSource.system(), 500, FAST);
    }

    private Dispatch post(Caps caps, FakeMastodon fake, String key, int version, String earlier, boolean uncertain) {
        return Letters.dispatch(
                caps,
                "en",
                fake.url() + " token",
                key,
                version,
                earlier.isEmpty() ? null : earlier,
                uncertain ? VirtualTime.BEGIN : null);
    }

    @Test
    void postsEditsAndRepliesOnMastodonWithinItsLength() throws InterruptedException {
        try (FakeMastodon fake = new FakeMastodon(arrivals, 300);
                MastodonChannel channel = mastodon()) {
            Outcome posted = channel.send(post(first, fake, "key-one-abc", 1, "", false));
            assertThat(posted).isEqualTo(new Outcome.Sent("100"));
            Caps update =
                    first.updated("u", VirtualTime.BEGIN.plusSeconds(5)).saying("Warning 1 version 2", "New words.");
            assertThat(channel.send(post(update, fake, "key-two-abc", 2, "100", false)))
                    .isEqualTo(new Outcome.Sent("100"));
            Caps cancel =
                    update.cancelled("c", VirtualTime.BEGIN.plusSeconds(9)).saying("Warning 1 version 3", "Over.");
            assertThat(channel.send(post(cancel, fake, "key-three-a", 3, "100", false)))
                    .isEqualTo(new Outcome.Sent("101"));
            assertThat(fake.posts()).hasSize(2);
            assertThat(fake.posts().getFirst().edits()).isEqualTo(1);
            assertThat(fake.posts().getFirst().text()).startsWith("UPDATED · Warning 1 version 2");
            assertThat(fake.posts().getLast().inReplyTo()).isEqualTo("100");
            assertThat(fake.posts().getLast().text()).startsWith("WITHDRAWN");
            Preview preview = channel.preview(Letters.letter(first, "en"));
            assertThat(preview.length()).isLessThanOrEqualTo(preview.limit());
            assertThat(preview.shortened()).isTrue();
            assertThat(channel.send(post(first.scoped("Restricted"), fake, "key-four-ab", 1, "", false)))
                    .isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void neverPostsTwiceOnMastodonAlsoAfterItsKeysAreForgotten() throws InterruptedException {
        try (FakeMastodon fake = new FakeMastodon(arrivals, 300);
                MastodonChannel channel = mastodon()) {
            fake.losesAnswers(1);
            assertThat(channel.send(post(first, fake, "key-one-abc", 1, "", false)))
                    .isInstanceOf(Outcome.Unsure.class);
            fake.losesAnswers(0);
            assertThat(channel.send(post(first, fake, "key-one-abc", 1, "", true)))
                    .isEqualTo(new Outcome.Sent("100"));
            fake.forgetsKeys();
            assertThat(channel.send(post(first, fake, "key-one-abc", 1, "", true)))
                    .isEqualTo(new Outcome.Sent("100"));
            assertThat(fake.posts()).hasSize(1);
        }
    }

    @Test
    void keepsTelegramsPace() throws InterruptedException {
        // A tenth above what it says: a machine busy with other tests lets requests bunch on their way.
        try (FakeTelegram fake = new FakeTelegram(arrivals, 33, 1)) {
            deliver(fake, 60);
            assertThat(fake.over()).isZero();
            assertThat(fake.insideWait()).isZero();
        }
    }

    @Test
    void sendsNothingWhileTelegramAsksToWait() throws InterruptedException {
        // Stricter than it says, so that it has to ask.
        try (FakeTelegram fake = new FakeTelegram(arrivals, 12, 1)) {
            deliver(fake, 30);
            assertThat(fake.over()).isPositive();
            assertThat(fake.insideWait()).isZero();
        }
    }

    /// Two warnings to so many chats.
    private void deliver(FakeTelegram fake, int chats) throws InterruptedException {
        TelegramApi api = new TelegramApi(http(), URI.create(fake.url()), "12345678:fake");
        try (TelegramChannel channel = new TelegramChannel(api, PACED);
                Database database = Database.open(Databases.fresh(Dialect.SQLITE, folder))) {
            Timekeeper time = Timekeeper.system();
            Subscriptions subscriptions = new Subscriptions(database, Rig.secrets(), List.of(channel), time);
            database.transactions().executeWithoutResult(status -> {
                for (int chat = 1; chat <= chats; chat++) {
                    Address address = new Address("telegram", String.valueOf(chat));
                    subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), List.of(address));
                }
            });
            Deliveries deliveries = new Deliveries(database, time);
            WorkerSettings settings = WorkerSettings.at(URI.create("https://desk.example/"));
            try (DeliveryWorker worker =
                    DeliveryWorker.start(database, Rig.secrets(), List.of(channel), settings, time, alarm -> {})) {
                for (int warning = 1; warning <= 2; warning++) {
                    Caps caps = Caps.alert("w" + warning, time.now()).saying(Arrivals.headline(warning, 1), "Words.");
                    deliveries.issue("a" + warning, 1, caps.signed());
                }
                worker.wake();
                long patience = System.nanoTime() + Duration.ofMinutes(1).toNanos();
                while (arrivals.size() < 2 * chats && System.nanoTime() < patience) Thread.sleep(50);
            }
            assertThat(arrivals.size()).isEqualTo(2 * chats);
        }
    }

    @Test
    void editsInPlaceOnTelegramAndOnlyAnnouncesWhatIsNotForEverybody() throws InterruptedException {
        try (FakeTelegram fake = new FakeTelegram(arrivals, 1_000, 1_000);
                TelegramChannel channel =
                        new TelegramChannel(new TelegramApi(http(), URI.create(fake.url()), "12345678:fake"), PACED)) {
            assertThat(channel.send(chat(first, 1, null))).isEqualTo(new Outcome.Sent("1"));
            Caps cancel = first.cancelled("c", VirtualTime.BEGIN.plusSeconds(9));
            assertThat(channel.send(chat(cancel, 2, "1"))).isEqualTo(new Outcome.Sent("1"));
            assertThat(channel.send(chat(cancel, 2, "1"))).isEqualTo(new Outcome.Sent("1"));
            assertThat(fake.shownIn(5)).isEqualTo(1);
            assertThat(fake.said().getLast().path("text").asString("")).startsWith("WITHDRAWN");
            // She has deleted it.
            assertThat(channel.send(chat(cancel, 2, "77"))).isEqualTo(new Outcome.Sent("2"));
            channel.send(chat(first.scoped("Restricted").exercise(), 1, null));
            String bell = fake.said().getLast().path("text").asString("");
            assertThat(bell).startsWith("EXERCISE").doesNotContain("Warning").doesNotContain("Words");
        }
    }

    private static Dispatch chat(Caps caps, int version, @org.jspecify.annotations.Nullable String earlier) {
        return Letters.dispatch(caps, "en", "5", "key", version, earlier, null);
    }

    @Test
    void enrolsAsksForThePlaceAndTakesAnswersInTheChat() throws InterruptedException {
        VirtualTime time = new VirtualTime();
        try (FakeTelegram fake = new FakeTelegram(arrivals, 1_000, 1_000);
                TelegramApi api = new TelegramApi(http(), URI.create(fake.url()), "12345678:fake");
                TelegramChannel channel = new TelegramChannel(api, FAST);
                Stage stage = new Stage(Databases.fresh(Dialect.SQLITE, folder), time, channel)) {
            TelegramBot bot = new TelegramBot(
                    stage.subscriptions,
                    stage.acknowledgements,
                    new TelegramInbox(api, 0),
                    (chat, saying) -> saying.send());
            fake.writes(5, "zh-hans", "/place FR");
            fake.writes(5, "zh-hans", "/start");
            fake.writes(5, "zh-hans", "/place XX");
            fake.writes(5, "zh-hans", "/place fr-75");
            fake.writes(5, "zh-hans", "/language en");
            assertThat(bot.turn()).isEqualTo(5);
            assertThat(bot.turn()).isZero();
            List<String> said = fake.said().stream()
                    .map(one -> one.path("text").asString(""))
                    .toList();
            assertThat(said.get(0)).contains("/start");
            assertThat(said.get(1)).contains("你在哪里");
            assertThat(said.get(2)).contains("不认识");
            assertThat(said.get(3)).contains("法国").contains("FR-75");
            assertThat(said.get(4)).startsWith("Noted");
            Person person = stage.subscriptions
                    .find(stage.subscriptions.idOf(new Address("telegram", "5")).orElseThrow())
                    .orElseThrow()
                    .person();
            assertThat(person.stays().getFirst().subdivision()).isEqualTo("FR-75");
            stage.deliveries.issue("a", 1, first.signed());
            stage.work(Duration.ofSeconds(5), Duration.ofSeconds(1));
            JsonNode buttons = fake.said()
                    .getLast()
                    .path("reply_markup")
                    .path("inline_keyboard")
                    .get(0);
            String help = buttons.get(2).path("callback_data").asString("");
            // Somebody else who got hold of it can do nothing with it.
            fake.presses(6, help);
            bot.turn();
            assertThat(stage.acknowledgements.openHelp()).isEmpty();
            fake.presses(5, help);
            bot.turn();
            assertThat(stage.acknowledgements.openHelp()).hasSize(1);
            fake.writes(5, "zh-hans", "/leave");
            bot.turn();
            assertThat(stage.subscriptions.count()).isZero();
        }
    }

    @Test
    void repliesKeepTheLimitsTogetherWithTheWarnings() throws InterruptedException {
        try (FakeTelegram fake = new FakeTelegram(arrivals);
                TelegramApi api = new TelegramApi(http(), URI.create(fake.url()), "12345678:fake");
                TelegramChannel channel = new TelegramChannel(api);
                Database database = Database.open(Databases.fresh(Dialect.SQLITE, folder))) {
            Timekeeper time = Timekeeper.system();
            Subscriptions subscriptions = new Subscriptions(database, Rig.secrets(), List.of(channel), time);
            for (int chat = 1; chat <= 60; chat++) {
                Address address = new Address("telegram", String.valueOf(chat));
                subscriptions.enrol(Subscriber.Kind.PERSON, Rig.in("FR"), List.of(address));
            }
            Acknowledgements answers = new Acknowledgements(database, Rig.secrets(), time);
            for (int chat = 1; chat <= 20; chat++) fake.writes(chat, "en", "/help");
            for (int again = 0; again < 3; again++) fake.writes(1, "en", "/help");
            try (DeliveryWorker worker = DeliveryWorker.start(
                            database,
                            Rig.secrets(),
                            List.of(channel),
                            WorkerSettings.at(URI.create("https://desk.example/")),
                            time,
                            alarm -> {});
                    TelegramListener bot = TelegramListener.start(subscriptions, answers, api, 0, worker)) {
                new Deliveries(database, time)
                        .issue("a", 1, Caps.alert("w", time.now()).signed());
                worker.wake();
                long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                while (fake.said().size() < 83 && System.nanoTime() < end) Thread.sleep(20);
                assertThat(bot.isHealthy()).isTrue();
            }
            assertThat(fake.said()).hasSize(83);
            assertThat(fake.over()).isZero();
            assertThat(fake.insideWait()).isZero();
        }
    }

    /// An edit that is refused and the message said anew are two requests.
    @Test
    void whatIsSaidAnewKeepsTheChatsPaceToo() throws InterruptedException {
        try (FakeTelegram fake = new FakeTelegram(arrivals);
                TelegramApi api = new TelegramApi(http(), URI.create(fake.url()), "12345678:fake");
                TelegramChannel channel = new TelegramChannel(api)) {
            assertThat(channel.send(chat(first, 2, "77"))).isEqualTo(new Outcome.Sent("1"));
            assertThat(fake.over()).isZero();
        }
    }
}
