package waywarden.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.page.server.Reply;
import waywarden.page.server.Request;
import waywarden.result.Texts;

/// One request on its way through the page, with all that is needed to answer it.
///
/// @param rest what of the path comes after the part of the site
record Visit(Request request, List<String> rest, Texts texts, String base, Book book, Notices notices) {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Visit.class.getClassLoader(), Visit.class.getPackageName());

    /// What is to be said on the next page shown.
    static final class Notices {
        private @Nullable String next;

        synchronized void say(String sentence) {
            next = sentence;
        }

        synchronized @Nullable String take() {
            String said = next;
            next = null;
            return said;
        }
    }

    String part(int number) {
        return rest.size() > number ? rest.get(number) : "";
    }

    boolean isPost() {
        return request.isPost();
    }

    /// A page of its own.
    Reply page(String template, String active, String title, Map<String, Object> params) {
        return page(200, template, active, title, params);
    }

    Reply page(int status, String template, String active, String title, Map<String, Object> params) {
        boolean open = !book.shelf().isLocked();
        View view = new View(
                texts, base, active, title, notices.take(), open, book.shelf().keeps());
        return Reply.html(status, rendered(template, view, params));
    }

    /// A part of a page, for the script to put in its place.
    Reply fragment(String template, Map<String, Object> params) {
        View view = new View(texts, base, "", "", null, true, book.shelf().keeps());
        return Reply.html(200, rendered(template, view, params));
    }

    private static byte[] rendered(String template, View view, Map<String, Object> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.put("view", view);
        Utf8ByteOutput output = new Utf8ByteOutput();
        ENGINE.render(template, all, output);
        return output.toByteArray();
    }

    /// Goes on to another page.
    Reply to(String path) {
        return Reply.seeOther(base + "/" + path);
    }

    /// Goes on, and says so there.
    Reply to(String path, String notice) {
        notices.say(notice);
        return to(path);
    }

    Reply missing() {
        return page(404, "said.jte", "", texts.say("missing.title"), Map.of("sentence", texts.say("missing")));
    }
}
