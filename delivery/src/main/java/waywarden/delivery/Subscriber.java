package waywarden.delivery;

import java.util.List;
import waywarden.advisory.audience.Person;

/// Somebody who is warned, under a name that says nothing, or an outlet that passes warnings on.
///
/// @param id        random; the only name she has here
/// @param person    what a warning is aimed by
/// @param addresses in the order she prefers; one for a channel
public record Subscriber(String id, Kind kind, Person person, List<Address> addresses) {

    public Subscriber {
        addresses = List.copyOf(addresses);
    }

    /// Who it is.
    public enum Kind {
        PERSON,
        /// An account or a system that passes on what is meant for everybody: with stays it gets
        /// what concerns them, without any all of it. It is sent public messages alone, and never
        /// asked to acknowledge.
        OUTLET
    }

    @Override
    public String toString() {
        return "Subscriber[" + id + ", " + kind + "]";
    }
}
