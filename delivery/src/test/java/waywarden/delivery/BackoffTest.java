package waywarden.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import waywarden.delivery.Course.Around;
import waywarden.delivery.Course.Step;
import waywarden.delivery.channel.Channel;
import waywarden.delivery.channel.Http;
import waywarden.delivery.channel.Limits;
import waywarden.delivery.channel.Outcome;
import waywarden.delivery.channel.Outcome.Kind;
import waywarden.delivery.channel.Outcome.Reason;
import waywarden.delivery.channel.mail.MailChannel;
import waywarden.delivery.channel.mail.MailSettings;
import waywarden.delivery.channel.webhook.WebhookChannel;
import waywarden.delivery.testkit.VirtualTime;

/// How long is waited after a failure, and for how long it is tried at all.
class BackoffTest {

    private static final Around QUIET = new Around(false, false, false, false);
    private final SplittableRandom random = new SplittableRandom(5);

    @Test
    void waitsAreUniformFromNothingToTheCeiling() {
        Limits limits = webhook().limits();
        for (int failures : new int[] {1, 4, 9, 40}) {
            Duration ceiling = Backoff.ceiling(limits, failures);
            int[] bins = new int[20];
            int draws = 20_000;
            for (int i = 0; i < draws; i++) {
                Duration wait = Backoff.wait(limits, failures, random);
                assertThat(wait).isBetween(Duration.ZERO, ceiling);
                bins[(int) Math.min(19, 20 * wait.toNanos() / (ceiling.toNanos() + 1))]++;
            }
            double expected = draws / 20.0;
            double chiSquare = 0;
            for (int bin : bins) chiSquare += (bin - expected) * (bin - expected) / expected;
            // The 99th percentile for 19 degrees of freedom.
            assertThat(chiSquare).isLessThan(36.19);
        }
        assertThat(Backoff.ceiling(limits, 2))
                .isEqualTo(Backoff.ceiling(limits, 1).multipliedBy(2));
        assertThat(Backoff.ceiling(limits, 1_000)).isEqualTo(limits.longestWait());
    }

    @Test
    void triesAWebhookForThreeDaysAndMailLikewise() {
        for (int run = 0; run < 200; run++) {
            Tries webhook = tries(webhook().limits());
            assertThat(webhook.times()).isGreaterThanOrEqualTo(10);
            assertThat(webhook.last()).isGreaterThanOrEqualTo(Duration.ofHours(75));
            Tries mail = tries(mail().limits());
            assertThat(mail.times()).isGreaterThanOrEqualTo(10);
            assertThat(mail.last()).isGreaterThanOrEqualTo(Duration.ofHours(72));
        }
    }

    private record Tries(int times, Duration last) {}

    private Tries tries(Limits limits) {
        Instant begin = VirtualTime.BEGIN;
        Instant now = begin;
        for (int attempt = 1; ; attempt++) {
            Outcome busy = new Outcome.NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
            Step step = Course.after(job(attempt, begin), busy, QUIET, limits, Duration.ofMinutes(10), now, random);
            if (step.state() == State.DEAD) return new Tries(attempt, Duration.between(begin, now));
            assertThat(step.at()).isAfterOrEqualTo(now);
            now = step.at();
        }
    }

    @Test
    void neverComesBackBeforeItWasAskedTo() {
        for (int i = 1; i < 200; i++) {
            Duration after = Duration.ofSeconds(i * 37L);
            Outcome busy = new Outcome.NotNow(Reason.of(Kind.BUSY, 429), after, false);
            Step step = Course.after(
                    job(i % 10 + 1, VirtualTime.BEGIN),
                    busy,
                    QUIET,
                    webhook().limits(),
                    Duration.ZERO,
                    VirtualTime.BEGIN,
                    random);
            assertThat(step.at()).isAfterOrEqualTo(VirtualTime.BEGIN.plus(after));
        }
    }

    @Test
    void theEndOfTheWarningEndsItsAttempts() {
        Outcome busy = new Outcome.NotNow(Reason.of(Kind.NO_CONNECTION), null, false);
        Around over = new Around(false, false, false, true);
        Step step = Course.after(
                job(1, VirtualTime.BEGIN), busy, over, webhook().limits(), Duration.ZERO, VirtualTime.BEGIN, random);
        assertThat(step.state()).isEqualTo(State.EXPIRED);
    }

    private static Job job(int attempt, Instant first) {
        return new Job(
                1, 1, 1, 1, 1, 1, attempt, false, first, Subscriber.Kind.PERSON, "{}", new byte[0], null, "worker", 0);
    }

    private static Channel webhook() {
        return new WebhookChannel(new Http(Duration.ofSeconds(1), Http.Reach.PUBLIC), InstantSource.system());
    }

    private static Channel mail() {
        return new MailChannel(new MailSettings(
                "localhost", 25, null, null, MailSettings.Security.NONE, "desk@example.org", Duration.ofSeconds(1)));
    }
}
