package waywarden.desk.server;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.SchedulingConfigurer;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import waywarden.delivery.Acknowledgements;
import waywarden.delivery.Alarms;
import waywarden.delivery.Deliveries;
import waywarden.delivery.DeliveryLog;
import waywarden.delivery.DeliveryWorker;
import waywarden.delivery.Subscriptions;
import waywarden.delivery.TelegramListener;
import waywarden.delivery.Timekeeper;
import waywarden.delivery.WorkerSettings;
import waywarden.delivery.channel.telegram.TelegramApi;
import waywarden.desk.issuing.AfterChecks;
import waywarden.desk.issuing.Issuing;
import waywarden.desk.issuing.PublicFeed;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.AuditLog;
import waywarden.desk.store.DeskSettings;
import waywarden.desk.store.Enrolments;
import waywarden.desk.store.Passkeys;
import waywarden.desk.store.Warnings;
import waywarden.desk.taking.FeedProcess;
import waywarden.desk.taking.Fetching;
import waywarden.desk.taking.OtherFeeds;

/// What the service is made of.
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableScheduling
@EnableAutoConfiguration
@ComponentScan("waywarden.desk.web")
@Import(Doors.class)
class DeskConfiguration {

    private static final Duration LOOK = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger("waywarden.desk");

    @Bean
    JdbcClient client(Setup setup) {
        return setup.database().client();
    }

    @Bean
    Accounts accounts(JdbcClient client) {
        return new Accounts(client);
    }

    @Bean
    Passkeys passkeys(JdbcClient client, Accounts accounts, AuditLog audit) {
        return new Passkeys(client, accounts, audit);
    }

    @Bean
    Warnings warnings(JdbcClient client) {
        return new Warnings(client);
    }

    @Bean
    AuditLog audit(JdbcClient client, Setup setup) {
        return new AuditLog(client, setup.database().transactions());
    }

    @Bean
    DeskSettings settings(JdbcClient client) {
        return new DeskSettings(client);
    }

    @Bean
    Timekeeper time(Setup setup) {
        return Timekeeper.of(setup.database());
    }

    @Bean
    Deliveries deliveries(Setup setup, Timekeeper time) {
        return new Deliveries(setup.database(), time);
    }

    @Bean
    Subscriptions subscriptions(Setup setup, DeskChannels channels, Timekeeper time) {
        return new Subscriptions(setup.database(), setup.secrets(), channels.all(), time);
    }

    @Bean
    DeskChannels channels(Setup setup) throws IOException {
        return DeskChannels.of(setup.file().channels(), setup.data(), setup.clock());
    }

    @Bean
    Acknowledgements acknowledgements(Setup setup, Timekeeper time) {
        return new Acknowledgements(setup.database(), setup.secrets(), time);
    }

    @Bean
    Alarms alarms(Setup setup, Timekeeper time) {
        return new Alarms(setup.database(), time);
    }

    @Bean
    DeliveryLog deliveryLog(Setup setup, Timekeeper time) {
        return new DeliveryLog(setup.database(), time);
    }

    @Bean
    Enrolments enrolments(JdbcClient client) {
        return new Enrolments(client);
    }

    /// Chats with the bot, where there is one.
    @Bean
    @Nullable
    TelegramListener bot(
            DeskChannels channels,
            Subscriptions subscriptions,
            Acknowledgements acknowledgements,
            DeliveryWorker worker) {
        TelegramApi api = channels.bot();
        return api == null
                ? null
                : TelegramListener.start(subscriptions, acknowledgements, api, DeskChannels.LISTENING, worker);
    }

    /// Alarms stand on the desk's pages until somebody sees to them; the log calls whoever watches it.
    @Bean
    DeliveryWorker worker(Setup setup, DeskChannels channels, Timekeeper time) {
        return DeliveryWorker.start(
                setup.database(),
                setup.secrets(),
                channels.all(),
                WorkerSettings.at(URI.create(setup.address() + "/")),
                time,
                alarm ->
                        LOG.warn("alarm {} {} rings for the {}. time", alarm.number(), alarm.kind(), alarm.rung() + 1));
    }

    @Bean
    Issuing issuing(
            Warnings warnings,
            AuditLog audit,
            DeskSettings settings,
            Deliveries deliveries,
            DeliveryWorker worker,
            Setup setup) {
        return new Issuing(
                warnings,
                audit,
                settings,
                deliveries,
                setup.database().transactions(),
                setup.key(),
                setup.file().sender(),
                setup.clock(),
                worker::wake);
    }

    /// Looks at what may have become due while nobody asked. A look that fails is made good by the next.
    @Bean
    ThreadPoolTaskScheduler looks() {
        ThreadPoolTaskScheduler looks = new ThreadPoolTaskScheduler();
        // One may take long, since others' feeds are slow.
        looks.setPoolSize(2);
        looks.setDaemon(true);
        looks.setThreadNamePrefix("look-");
        looks.setErrorHandler(fault ->
                LOG.warn("a look at what is due failed: {}", fault.getClass().getSimpleName()));
        return looks;
    }

    @Bean
    SchedulingConfigurer looking(AfterChecks afterChecks, OtherFeeds otherFeeds) {
        return registrar -> {
            registrar.addFixedDelayTask(afterChecks::turn, LOOK);
            registrar.addFixedDelayTask(otherFeeds::turn, LOOK);
        };
    }

    @Bean
    AfterChecks afterChecks(Warnings warnings, Setup setup) {
        return new AfterChecks(
                warnings,
                setup.file().afterCheck(),
                setup.clock(),
                warning -> LOG.warn("warning {} went out unseen by a second person, who is late", warning.id()));
    }

    /// Others' feeds are asked by the command-line program, whose class path it hands to the desk it starts.
    @Bean
    OtherFeeds otherFeeds(Setup setup) {
        String program = System.getProperty("waywarden.program", "");
        Fetching fetching = program.isEmpty()
                ? (source, folder) -> new Fetching.Fetched(false, List.of())
                : new FeedProcess(program, Locale.getDefault().getLanguage().equals("zh") ? "zh" : "en");
        return new OtherFeeds(
                setup.file().feeds(), setup.data().resolve("feeds"), fetching, setup.clock(), new SecureRandom());
    }

    @Bean
    PublicFeed feed(Warnings warnings, Setup setup) {
        return new PublicFeed(
                warnings,
                setup.address(),
                setup.file().sender().address(),
                setup.file().sender().name(),
                setup.key().certificate().getNotBefore().toInstant().atOffset(ZoneOffset.UTC));
    }

    @Bean
    OpenAPI description() {
        return new OpenAPI()
                .info(new Info()
                        .title("Waywarden desk")
                        .version("1")
                        .description("Warnings written, approved by a second person, issued, updated, withdrawn."))
                .components(new Components()
                        .addSecuritySchemes(
                                "account",
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("basic")));
    }

    @Bean
    PasswordEncoder passwords() {
        return new BCryptPasswordEncoder(12);
    }

    @Bean
    SignInLimit limit(Setup setup) {
        return new SignInLimit(setup.clock());
    }
}
