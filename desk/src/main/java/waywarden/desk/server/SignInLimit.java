package waywarden.desk.server;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// Slows down whoever guesses: after a few failures on an account, or many from one address of the
/// network, nothing is even tried for a while, which doubles each time.
public final class SignInLimit {

    private static final int FREE_FOR_ACCOUNT = 5;
    private static final int FREE_FOR_ADDRESS = 30;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(30);
    private static final Duration FORGOTTEN = Duration.ofHours(2);
    private static final int MOST_KNOWN = 20_000;

    private final InstantSource clock;

    /// The least recently failed is forgotten first.
    private final Map<String, Failures> failures = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Failures> eldest) {
            return size() > MOST_KNOWN;
        }
    };

    private record Failures(int count, Instant last) {}

    public SignInLimit(InstantSource clock) {
        this.clock = clock;
    }

    /// How long to wait; zero where one may try.
    public synchronized Duration wait(String account, String address) {
        Duration forAccount = wait("a " + account + " " + address, FREE_FOR_ACCOUNT);
        Duration forEverywhere = wait("e " + account, FREE_FOR_ADDRESS);
        Duration forAddress = wait("n " + address, FREE_FOR_ADDRESS);
        Duration longer = forAccount.compareTo(forAddress) > 0 ? forAccount : forAddress;
        return longer.compareTo(forEverywhere) > 0 ? longer : forEverywhere;
    }

    private Duration wait(String who, int free) {
        Failures known = failures.get(who);
        if (known == null || known.count() < free) return Duration.ZERO;
        int doublings = Math.min(known.count() - free, 10);
        Duration wait = FIRST_WAIT.multipliedBy(1L << doublings);
        if (wait.compareTo(LONGEST_WAIT) > 0) wait = LONGEST_WAIT;
        Duration left = Duration.between(clock.instant(), known.last().plus(wait));
        return left.isNegative() ? Duration.ZERO : left;
    }

    public synchronized void failed(String account, String address) {
        fail("a " + account + " " + address);
        fail("e " + account);
        fail("n " + address);
    }

    private void fail(String who) {
        Instant now = clock.instant();
        Failures known = failures.get(who);
        boolean old = known == null || known.last().plus(FORGOTTEN).isBefore(now);
        failures.put(who, new Failures(old || known == null ? 1 : known.count() + 1, now));
    }

    /// Whoever is in has failed no more; the address keeps its count, for others may sit behind it.
    public synchronized void succeeded(String account, String address) {
        failures.remove("a " + account + " " + address);
    }
}
