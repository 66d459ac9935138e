package waywarden.intake;

import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/// Turns HTML that a message consists of into the text a person sees, one line for each block.
public final class HtmlText {

    private static final Pattern MARKUP = Pattern.compile(
            "<(p|div|br|span|a|b|i|u|em|strong|ul|ol|li|html|body|table|img|blockquote)\\b[^<>]*>",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern SPACES = Pattern.compile("[ \\t\\u00a0]+");
    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final Set<String> UNSEEN = Set.of("script", "style", "head", "title", "noscript", "template");
    private static final Set<String> OWN_BLOCK = Set.of("br", "tr", "li", "hr", "dt", "dd");

    private HtmlText() {}

    /// The text of a field that holds HTML at times and plain text at others.
    public static String ofMaybeHtml(String text) {
        return MARKUP.matcher(text).find() ? of(text) : text;
    }

    public static String of(String html) {
        return of(Jsoup.parse(html));
    }

    public static String of(Document document) {
        Visible visible = new Visible();
        NodeTraversor.traverse(visible, document.body());
        return EMPTY_LINES.matcher(visible.text).replaceAll("\n\n").strip();
    }

    private static final class Visible implements NodeVisitor {
        private final StringBuilder text = new StringBuilder();
        private int unseen;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof Element element) {
                if (UNSEEN.contains(element.normalName())) unseen++;
                else if (breaks(element)) newLine(element.normalName().equals("br"));
            } else if (node instanceof TextNode words && unseen == 0) {
                append(SPACES.matcher(words.getWholeText().replace('\r', ' ').replace('\n', ' '))
                        .replaceAll(" "));
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (!(node instanceof Element element)) return;
            if (UNSEEN.contains(element.normalName())) unseen--;
            else if (element.isBlock()) newLine(false);
        }

        private static boolean breaks(Element element) {
            return element.isBlock() || OWN_BLOCK.contains(element.normalName());
        }

        private void append(String words) {
            boolean atStart = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
            boolean afterSpace = !text.isEmpty() && text.charAt(text.length() - 1) == ' ';
            text.append((atStart || afterSpace) && words.startsWith(" ") ? words.substring(1) : words);
        }

        private void newLine(boolean always) {
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == ' ') end--;
            text.setLength(end);
            if (end > 0 && (always || text.charAt(end - 1) != '\n')) text.append('\n');
        }
    }
}
