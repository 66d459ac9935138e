package waywarden.register;

import java.util.List;

/// A text touches a protected matter. Tells where in the text, never what the register holds.
///
/// @param entry which matter
/// @param kind  by what it was recognised
/// @param share how much of the entry's fingerprints, or of its list terms, the text holds, in (0, 1]
/// @param spans where in the text, in order and without overlap; at least one
public record Touch(Entry entry, Kind kind, double share, List<Span> spans) {

    /// By what a touch is recognised.
    public enum Kind {
        /// Words of a protected document, the same or nearly.
        COPY,
        /// Technical terms that stand together as they do in a protected document, in other words.
        LIKENESS,
        /// A name, number or term of a list.
        TERM
    }

    /// A part of a text.
    ///
    /// @param start first character (UTF-16), 0-based
    /// @param end   after the last; start < end
    public record Span(int start, int end) {
        public Span {
            if (start < 0 || end <= start) throw new IllegalArgumentException("a span holds a character or more");
        }
    }

    public Touch {
        if (spans.isEmpty()) throw new IllegalArgumentException("a touch is somewhere");
        spans = List.copyOf(spans);
    }
}
