package waywarden.result;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import java.util.Map;
import waywarden.result.Summary.Sign;

/// Parts of the report for other pages to hold: what is shown of a contact looks alike wherever it is shown.
public final class Fragments {

    /// No folder: the templates' classes are in the program itself.
    static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Fragments.class.getClassLoader(), Fragments.class.getPackageName());

    private Fragments() {}

    /// The belief over the conversation.
    public static Content plot(Page.Contact contact) {
        return part("plot.jte", Map.of("contact", contact, "plot", contact.plot()));
    }

    /// The same, small: its course alone, for a line in a list.
    public static Content spark(Page.Contact contact) {
        String title = contact.texts().say("timeline.title", contact.likelihood());
        return part("spark.jte", Map.of("plot", contact.plot(), "title", title));
    }

    /// One indicator seen, with its clearest words.
    ///
    /// @param full with its look-alike and advice
    public static Content sign(Page.Contact contact, Sign sign, boolean full) {
        return part("sign.jte", Map.of("contact", contact, "sign", sign, "full", full));
    }

    /// Protected matters asked about or told, below a heading of the page.
    public static Content matters(Page.Contact contact) {
        return part("matters.jte", Map.of("contact", contact));
    }

    /// One message with its findings marked.
    public static Content message(Page.Contact contact, Page.Line line) {
        return part("message.jte", Map.of("contact", contact, "line", line));
    }

    private static Content part(String template, Map<String, Object> params) {
        return output -> ENGINE.render(template, params, output);
    }
}
