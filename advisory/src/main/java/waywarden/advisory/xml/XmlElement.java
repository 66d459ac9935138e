package waywarden.advisory.xml;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// An element of a document that was read within bounds.
///
/// @param namespace  empty where there is none
/// @param name       without prefix
/// @param line       1-based
/// @param start      of the element in the document's characters
/// @param end        just past the element in the document's characters
/// @param attributes by local name, those of no namespace only
/// @param children   elements, in order
/// @param text       the element's own text, joined
public record XmlElement(
        String namespace,
        String name,
        int line,
        int start,
        int end,
        Map<String, String> attributes,
        List<XmlElement> children,
        String text) {

    public boolean is(String ofNamespace, String named) {
        return name.equals(named) && namespace.equals(ofNamespace);
    }

    /// The children of this element's own namespace with that name.
    public Stream<XmlElement> all(String named) {
        return children.stream().filter(child -> child.is(namespace, named));
    }

    public Optional<XmlElement> first(String named) {
        return all(named).findFirst();
    }

    /// The text of the first such child without blanks around it; empty where there is none.
    public String value(String named) {
        return first(named).map(child -> child.text().strip()).orElse("");
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "XmlElement[" + name + ", line " + line + ", " + children.size() + " children]";
    }
}
