package waywarden.advisory.xml;

/// Finds where tags stand in a document's characters, in step with the parser, whose own offsets are
/// not exact. The parser has found the document well-formed up to the tag that is asked for, so that
/// this need not.
final class Tags {

    private final String text;
    private int start;
    private int end;
    private boolean pendingEnd;

    Tags(String text) {
        this.text = text;
    }

    /// Goes to the next opening tag.
    ///
    /// @return where it begins
    int open() {
        next();
        pendingEnd = end >= 2 && text.charAt(end - 2) == '/';
        return start;
    }

    /// Goes to the next closing tag; an empty element's own tag closes it.
    ///
    /// @return just past it
    int close() {
        if (!pendingEnd) next();
        pendingEnd = false;
        return end;
    }

    private void next() {
        int at = end;
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) {
                start = text.length();
                end = text.length();
                return;
            }
            if (text.startsWith("<!--", at)) at = past("-->", at + 4);
            else if (text.startsWith("<![CDATA[", at)) at = past("]]>", at + 9);
            else if (text.startsWith("<?", at)) at = past("?>", at + 2);
            else break;
        }
        start = at;
        end = tagEnd(at + 1);
    }

    private int past(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    /// A `>` within an attribute's value does not end its tag.
    private int tagEnd(int from) {
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == quote) quote = 0;
            } else if (c == '"' || c == '\'') quote = c;
            else if (c == '>') return i + 1;
        }
        return text.length();
    }

    /// Whether a document type stands before the first element: seen before the parser reads it.
    static boolean hasDocumentType(String text) {
        int at = 0;
        while (true) {
            at = text.indexOf('<', at);
            if (at < 0) return false;
            if (text.startsWith("<!--", at)) at = text.indexOf("-->", at + 4);
            else if (text.startsWith("<?", at)) at = text.indexOf("?>", at + 2);
            else return text.startsWith("<!DOCTYPE", at);
            if (at < 0) return false;
        }
    }
}
