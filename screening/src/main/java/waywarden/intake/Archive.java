package waywarden.intake;

import java.util.List;

/// A packed export as a whole: its entries by name, each of which may be opened more than once while it
/// is read.
public interface Archive {

    /// How the person knows it: a path, or `outer.zip!inner.zip`.
    String name();

    /// The names of its files in the archive's own order, with `/` between folders; folders themselves
    /// are left out.
    List<String> entries();

    /// The file of this name, whose own name is `archive.zip!entry.json`. Its stream ends where the
    /// limits end.
    ///
    /// @throws IllegalArgumentException if [#entries] does not name it
    Export entry(String entry);
}
