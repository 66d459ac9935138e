package waywarden.register;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One protected matter, as the person is shown it. Nothing here tells what is protected, only what it is
/// called.
///
/// @param label     shown to the worker: `cooling process`; never blank
/// @param owner     who answers for it and can be asked; empty where none is named
/// @param level     how it is classed, in the owner's words; empty where it is not
/// @param expires   last day on which it is protected; null for no end
/// @param audiences who may be told, in the owner's words; a draft for one of them touches nothing
public record Entry(
        String label, String owner, String level, @Nullable LocalDate expires, List<String> audiences) {

    public Entry {
        if (label.isBlank()) throw new IllegalArgumentException("an entry has a label");
        audiences = List.copyOf(audiences);
    }

    /// Whether it is still protected on this day.
    public boolean holdsOn(LocalDate day) {
        return expires == null || !day.isAfter(expires);
    }

    /// Whether this audience may be told; upper and lower case make no difference.
    public boolean mayBeToldTo(String audience) {
        return audiences.stream().anyMatch(allowed -> allowed.equalsIgnoreCase(audience.strip()));
    }
}
