package waywarden.desk.web;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.DeliveryLog;
import waywarden.delivery.DeliveryWorker;
import waywarden.delivery.TelegramListener;
import waywarden.desk.issuing.AfterChecks;
import waywarden.desk.server.DeskChannels;
import waywarden.desk.server.Setup;
import waywarden.result.Texts;

/// Whether the desk is well: a word for programs and for everybody, sentences for those who work here.
@Controller
class HealthPage {

    private static final int SOON_DAYS = 30;

    private final JdbcClient client;
    private final DeliveryWorker worker;
    private final DeliveryLog log;
    private final Acknowledgements acknowledgements;
    private final DeskChannels channels;
    private final AfterChecks afterChecks;
    private final ObjectProvider<TelegramListener> bot;
    private final Setup setup;
    private final InstantSource clock;

    HealthPage(
            JdbcClient client,
            DeliveryWorker worker,
            DeliveryLog log,
            Acknowledgements acknowledgements,
            DeskChannels channels,
            AfterChecks afterChecks,
            ObjectProvider<TelegramListener> bot,
            Setup setup) {
        this.client = client;
        this.worker = worker;
        this.log = log;
        this.acknowledgements = acknowledgements;
        this.channels = channels;
        this.afterChecks = afterChecks;
        this.bot = bot;
        this.setup = setup;
        this.clock = setup.clock();
    }

    /// @param good whether nothing needs to be done
    record Line(boolean good, String says) {}

    @GetMapping(path = "/health", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, String>> word() {
        boolean well = isWell();
        return ResponseEntity.status(well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(Map.of("status", well ? "up" : "down"));
    }

    @GetMapping(path = "/health", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> page(Visit visit) {
        boolean well = isWell();
        Texts texts = visit.texts();
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(well, texts.say(well ? "health.up" : "health.down")));
        if (visit.account() != null && well) lines.addAll(details(texts));
        return visit.page(
                well ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE,
                "health.jte",
                "",
                texts.say("health.title"),
                Map.of("lines", lines));
    }

    private boolean isWell() {
        try {
            client.sql("select 1").query(Integer.class).single();
            return worker.isHealthy();
        } catch (DataAccessException e) {
            return false;
        }
    }

    private List<Line> details(Texts texts) {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(true, texts.say("health.database." + setup.database().dialect())));
        lines.add(
                channels.all().isEmpty()
                        ? new Line(false, texts.say("health.no.channel"))
                        : new Line(
                                true,
                                texts.say(
                                        "health.channels",
                                        String.join(
                                                texts.say("list.comma"),
                                                channels.all().stream()
                                                        .map(channel -> texts.named("channel", channel.name()))
                                                        .toList()))));
        int dead = log.deadLetters(1_000).size();
        lines.add(new Line(dead == 0, texts.say("health.dead", dead)));
        int help = acknowledgements.openHelp().size();
        lines.add(new Line(help == 0, texts.say("health.help", help)));
        int late = afterChecks.overdue().size();
        lines.add(new Line(late == 0, texts.say("health.aftercheck", late)));
        TelegramListener listener = bot.getIfAvailable();
        if (listener != null) {
            boolean listens = listener.isHealthy();
            lines.add(new Line(listens, texts.say(listens ? "health.bot" : "health.bot.silent")));
        }
        Instant ends = setup.key().certificate().getNotAfter().toInstant();
        long days = ChronoUnit.DAYS.between(clock.instant(), ends);
        lines.add(new Line(days > SOON_DAYS, texts.say("health.key", days)));
        return lines;
    }
}
