package waywarden.cli;

import java.util.Map;

/// A command that is a family of commands, such as `warn validate` and `warn sign`.
interface CommandGroup {

    /// The commands of the family by name, in the order that help lists them.
    Map<String, Object> parts();
}
