package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.webhook.WebhookChannel;
import waywarden.delivery.testkit.Caps;
import waywarden.delivery.testkit.Databases;
import waywarden.delivery.testkit.FakeServer;
import waywarden.delivery.testkit.FakeServer.Reply;
import waywarden.delivery.testkit.Rig;
import waywarden.delivery.testkit.VirtualTime;

/// Webhooks of several systems, some of which fail.
class WebhooksTest {

    private static final String SECRET = " whsec_c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0";

    @TempDir
    private Path folder;

    /// Elsewhere one that raises ends the loop, and those after it get nothing.
    @Test
    void oneFailingWebhookDoesNotStopTheOthers() throws IOException {
        VirtualTime time = new VirtualTime();
        InstantSource wall = time::wall;
        Queue<String> arrived = new ConcurrentLinkedQueue<>();
        int nobody;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = free.getLocalPort();
        }
        try (FakeServer faulty = new FakeServer(asked -> Reply.of(500));
                FakeServer silent = new FakeServer(asked -> Reply.DROPPED);
                FakeServer refusing = new FakeServer(asked -> Reply.of(400));
                FakeServer good = new FakeServer(asked -> {
                    arrived.add(asked.path());
                    return Reply.of(200);
                });
                WebhookChannel channel =
                        new WebhookChannel(new Http(Duration.ofSeconds(10), Http.Reach.ANYWHERE), wall);
                Stage stage = new Stage(Databases.fresh(Dialect.SQLITE, folder), time, channel)) {
            // Failing ones stand before, between and after those that work.
            List<String> urls = List.of(
                    faulty.url(),
                    good.url() + "1",
                    "http://127.0.0.1:" + nobody + "/",
                    good.url() + "2",
                    silent.url(),
                    refusing.url(),
                    good.url() + "3",
                    faulty.url() + "again");
            List<String> people = new ArrayList<>();
            for (String url : urls) {
                people.add(stage.subscriptions.enrol(
                        Subscriber.Kind.PERSON, Rig.in("FR"), List.of(new Address("webhook", url + SECRET))));
            }
            assertThat(people).doesNotHaveDuplicates();
            stage.deliveries.issue("a", 1, Caps.alert("w-1", VirtualTime.BEGIN).signed());
            time.pass(Duration.ofSeconds(2));
            stage.work();
            assertThat(arrived).as("at the first turn").containsExactlyInAnyOrder("/1", "/2", "/3");
            stage.work(Duration.ofMinutes(5), Duration.ofSeconds(5));
            assertThat(arrived).as("once each").hasSize(3);
            assertThat(stage.count(State.SENT)).isEqualTo(3);
            assertThat(stage.count(State.DEAD)).as("refused for good").isEqualTo(1);
            assertThat(stage.count(State.RETRY) + stage.count(State.UNSURE))
                    .as("tried again later")
                    .isEqualTo(4);
        }
    }
}
