package waywarden.page;

import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import waywarden.page.Means.GivenRegister;
import waywarden.page.store.Shelf;
import waywarden.register.Register;
import waywarden.register.RegisterKey;
import waywarden.register.RegisterReading;
import waywarden.register.RegisterReading.Opened;
import waywarden.register.RegisterReading.Refused;

/// The register of protected matters on her machine: the one she took in, kept with all the rest, else the one that her
/// desk put in the usual place.
final class Guard {

    private static final String REGISTER = "register";
    private static final String PROTECTION = "protection";
    private static final String HERS = "hers";
    private static final JsonMapper JSON = new JsonMapper();

    /// What is kept beside the register.
    ///
    /// @param key  as her desk's key file has it; null for none
    /// @param seen when the newest register was made that lay in a place
    record Protection(@Nullable String key, Map<String, String> seen) {
        static final Protection NONE = new Protection(null, Map.of());

        Protection {
            seen = Map.copyOf(seen);
        }

        /// Says nothing of the key.
        @Override
        public String toString() {
            return "Protection[" + seen.size() + " seen]";
        }
    }

    /// What there is.
    ///
    /// @param register what checks; null where there is none, or none that can be used
    /// @param hers     whether she took it in herself
    /// @param refused  why the one that lies there is not used
    /// @param newer    when the newer one was made that lay in its place before; null where none did
    record State(
            @Nullable Register register,
            boolean hers,
            RegisterReading.@Nullable Why refused,
            @Nullable Instant newer) {
        static final State NONE = new State(null, false, null, null);
    }

    private final Shelf shelf;
    private final @Nullable GivenRegister given;
    private Protection protection = Protection.NONE;
    private @Nullable State state;

    Guard(Shelf shelf, @Nullable GivenRegister given) {
        this.shelf = shelf;
        this.given = given;
    }

    /// Forgets what was opened: the next look opens what lies there then.
    synchronized void reset() {
        state = null;
        protection = Protection.NONE;
    }

    /// Opens the register at the first look.
    synchronized State state() throws IOException {
        State known = state;
        if (known != null) return known;
        if (shelf.isLocked()) return State.NONE;
        protection = kept();
        State opened = opened();
        state = opened;
        return opened;
    }

    private Protection kept() throws IOException {
        Optional<byte[]> written = shelf.read(PROTECTION);
        try {
            return written.isEmpty() ? Protection.NONE : JSON.readValue(written.get(), Protection.class);
        } catch (JacksonException e) {
            return Protection.NONE;
        }
    }

    private State opened() throws IOException {
        String text = protection.key;
        RegisterKey key = text == null ? null : RegisterKey.of(text).orElse(null);
        if (key != null) {
            Optional<byte[]> register = shelf.read(REGISTER);
            if (register.isPresent()) return state(Register.open(register.get(), key), true, HERS);
        }
        if (given == null) return State.NONE;
        return state(
                Register.open(given.file(), given.key()),
                false,
                Keys.of(given.file().toString()));
    }

    private State state(RegisterReading reading, boolean hers, String place) throws IOException {
        return switch (reading) {
            case Refused(var why) -> new State(null, hers, why, null);
            case Opened(Register register) -> {
                Instant before = seen(place);
                boolean older = before != null && register.made().isBefore(before);
                if (!older && !register.made().equals(before)) keep(protection.key, place, register.made());
                yield new State(register, hers, null, older ? before : null);
            }
        };
    }

    private @Nullable Instant seen(String place) {
        String written = protection.seen.get(place);
        try {
            return written == null ? null : Instant.parse(written);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private void keep(@Nullable String key, String place, Instant made) throws IOException {
        Map<String, String> seen = new TreeMap<>(protection.seen);
        seen.put(place, made.toString());
        Protection changed = new Protection(key, seen);
        shelf.write(PROTECTION, JSON.writeValueAsBytes(changed));
        protection = changed;
    }

    /// What came of taking a register in.
    sealed interface Taking {}

    record Taken(Register register) implements Taking {}

    /// The text she gave is no key.
    record NoKey() implements Taking {}

    record NotTaken(RegisterReading.Why why) implements Taking {}

    /// It is older than the one she has, which stays.
    record Older(Instant made, Instant before) implements Taking {}

    /// Takes a register in place of what there is.
    ///
    /// @param key as her desk's key file has it
    synchronized Taking take(byte[] file, String key) throws IOException {
        state();
        Optional<RegisterKey> read = RegisterKey.of(key.strip());
        if (read.isEmpty()) return new NoKey();
        return switch (Register.open(file, read.get())) {
            case Refused(var why) -> new NotTaken(why);
            case Opened(Register register) -> {
                Instant before = seen(HERS);
                if (before != null && register.made().isBefore(before)) yield new Older(register.made(), before);
                shelf.write(REGISTER, file);
                keep(read.get().text(), HERS, register.made());
                state = new State(register, true, null, null);
                yield new Taken(register);
            }
        };
    }

    /// Forgets hers; what her desk gave is used again.
    synchronized void remove() throws IOException {
        shelf.delete(REGISTER);
        Map<String, String> seen = new TreeMap<>(protection.seen);
        seen.remove(HERS);
        protection = new Protection(null, seen);
        shelf.write(PROTECTION, JSON.writeValueAsBytes(protection));
        state = null;
    }
}
