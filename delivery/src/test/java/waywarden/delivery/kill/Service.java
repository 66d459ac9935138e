package waywarden.delivery.kill;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.Database;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Deliveries;
import waywarden.delivery.DeliveryWorker;
import waywarden.delivery.Issued;
import waywarden.delivery.Timekeeper;
import waywarden.delivery.WorkerSettings;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.mail.MailChannel;
import waywarden.delivery.channel.mail.MailSettings;
import waywarden.delivery.channel.mastodon.MastodonChannel;
import waywarden.delivery.channel.telegram.TelegramApi;
import waywarden.delivery.channel.telegram.TelegramChannel;
import waywarden.delivery.channel.webhook.WebhookChannel;
import waywarden.delivery.channel.webpush.VapidKey;
import waywarden.delivery.channel.webpush.WebPushChannel;
import waywarden.delivery.testkit.Rig;

/// A service in little, to be killed: it issues the messages that lie in a folder, one after the other,
/// sends, and takes answers. Says on standard output what it has committed.
public final class Service {

    static final Duration LEASE = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 6_000;

    private Service() {}

    /// @param args database, folder of messages, address of the HTTP fakes, port of the mail fake, address of
    ///             the Telegram fake, of the Mastodon fake
    public static void main(String[] args) throws IOException, InterruptedException {
        DatabaseSettings settings = DatabaseSettings.of(args[0], null, null);
        Database database = Database.open(settings);
        Timekeeper time = Timekeeper.of(database);
        WorkerSettings worker = new WorkerSettings(
                LEASE,
                Duration.ofMillis(100),
                Duration.ofDays(1),
                Duration.ofDays(1),
                URI.create("https://desk.example/"));
        DeliveryWorker.start(
                database, Rig.secrets(), channels(Integer.parseInt(args[3]), args[4]), worker, time, alarm -> {});
        answers(new Acknowledgements(database, Rig.secrets(), time));
        issue(database, new Deliveries(database, time), Path.of(args[1]));
        System.out.println("issued all");
        while (System.in.read() >= 0) Thread.onSpinWait();
    }

    public static List<Channel> channels(int smtp, String telegram) {
        Duration deadline = Duration.ofSeconds(1);
        Duration first = Duration.ofMillis(100);
        Duration longest = Duration.ofSeconds(1);
        Duration horizon = Duration.ofDays(1);
        Limits fast = new Limits(5_000, 5_000, 500, 48, first, longest, horizon, false);
        Limits few = new Limits(1_000, 1_000, 100, 8, first, longest, horizon, false);
        Http http = new Http(deadline, Http.Reach.ANYWHERE);
        InstantSource wall = InstantSource.system();
        MailSettings mail = new MailSettings(
                "127.0.0.1", smtp, null, null, MailSettings.Security.NONE, "desk@example.org", deadline);
        return List.of(
                new WebhookChannel(http, wall, fast),
                new WebPushChannel(
                        http, VapidKey.fresh(), "mailto:desk@example.org", WebPushChannel.Content.HEADLINE, wall, few),
                new MailChannel(mail, few),
                new TelegramChannel(new TelegramApi(http, URI.create(telegram), "12345678:fake"), few),
                new MastodonChannel(http, wall, 500, few));
    }

    private static void answers(Acknowledgements acknowledgements) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/a/", exchange -> {
            String path = exchange.getRequestURI().getPath();
            boolean taken = exchange.getRequestMethod().equals("POST")
                    && acknowledgements
                            .accept(path.substring(path.lastIndexOf('/') + 1), "mail")
                            .isPresent();
            exchange.sendResponseHeaders(taken ? 204 : 400, -1);
            exchange.close();
        });
        server.start();
        System.out.println("answers at " + server.getAddress().getPort());
    }

    /// File names are `ORDER_WARNING-VERSION.xml`; what is in the database already is not issued again.
    private static void issue(Database database, Deliveries deliveries, Path folder)
            throws IOException, InterruptedException {
        List<Path> files;
        try (Stream<Path> all = Files.list(folder)) {
            files = all.sorted().toList();
        }
        for (Path file : files) {
            String full = file.getFileName().toString().replace(".xml", "");
            String[] name = full.substring(full.indexOf('_') + 1).split("-", 2);
            while (waiting(database) > MOST_WAITING) Thread.sleep(50);
            byte[] message = Files.readAllBytes(file);
            Issued issued = database.transactions()
                    .execute(status -> deliveries.issue(name[0], Integer.parseInt(name[1]), message));
            if (!issued.before()) System.out.println("issued " + name[0] + " " + name[1] + " " + issued.rows());
        }
    }

    private static int waiting(Database database) {
        return database.client()
                .sql("select count(*) from delivery where state in ('PLANNED', 'RETRY', 'UNSURE')")
                .query(Integer.class)
                .single();
    }
}
