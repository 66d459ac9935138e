package waywarden.advisory.xml;

/// What came of reading a document.
public sealed interface XmlReading {

    /// @param text     the document's characters, which the elements' offsets count in
    /// @param repaired whether bytes that did not fit the encoding were read as windows-1252
    record Read(XmlElement root, String text, boolean repaired) implements XmlReading {
        @Override
        public String toString() {
            return "Read[" + root + "]";
        }
    }

    /// @param line 1-based; 0 where the whole document is meant
    record Refused(Fault fault, int line) implements XmlReading {}

    /// Why a document was not read.
    enum Fault {
        TOO_LARGE,
        DOCTYPE,
        TOO_DEEP,
        TOO_MANY_ELEMENTS,
        TOO_MANY_POINTS,
        NOT_WELL_FORMED,
        ENCODING,
        EMPTY
    }
}
