package waywarden.desk.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpSession;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import waywarden.conversation.WaywardenException;
import waywarden.desk.Account;
import waywarden.desk.Warning;
import waywarden.desk.issuing.Refused;
import waywarden.result.Texts;

/// One request for a page, with whose it is and in which language.
///
/// @param account  null where nobody is signed in
/// @param exercise whether the whole desk is in an exercise
/// @param overdue  what went out at once and nobody has confirmed in time; of interest to those signed in
record Visit(
        HttpServletRequest request, @Nullable Account account, Texts texts, boolean exercise, List<Warning> overdue) {

    private static final TemplateEngine ENGINE = TemplateEngine.createPrecompiled(
            null, ContentType.Html, Visit.class.getClassLoader(), Visit.class.getPackageName());
    private static final String NOTICE = "waywarden.notice";
    private static final MediaType HTML = MediaType.parseMediaType("text/html;charset=utf-8");

    /// A sentence for the next page.
    private record Notice(String sentence, boolean wrong) implements java.io.Serializable {}

    Account signedIn() {
        if (account == null) throw new NobodySignedIn();
        return account;
    }

    ResponseEntity<String> page(String template, String active, String title, Map<String, Object> params) {
        return page(HttpStatus.OK, template, active, title, params);
    }

    ResponseEntity<String> page(
            HttpStatus status, String template, String active, String title, Map<String, Object> params) {
        Notice notice = taken();
        View view = new View(
                texts,
                account,
                active,
                title,
                notice == null ? null : notice.sentence(),
                notice != null && notice.wrong(),
                csrf(),
                exercise,
                overdue);
        return html(status, template, view, params);
    }

    /// A part of a page, for the script to put in its place.
    ResponseEntity<String> fragment(String template, Map<String, Object> params) {
        View view = new View(texts, account, "", "", null, false, csrf(), exercise, List.of());
        return html(HttpStatus.OK, template, view, params);
    }

    /// A page for somebody who has no account here.
    ResponseEntity<String> outside(HttpStatus status, String template, String title, Map<String, Object> params) {
        View view = new View(texts, null, "", title, null, false, "", exercise, List.of());
        return html(status, template, view, params);
    }

    private static ResponseEntity<String> html(
            HttpStatus status, String template, View view, Map<String, Object> params) {
        Map<String, Object> all = new HashMap<>(params);
        all.put("view", view);
        StringOutput output = new StringOutput();
        ENGINE.render(template, all, output);
        return ResponseEntity.status(status).contentType(HTML).body(output.toString());
    }

    /// Goes on to another page of the desk.
    ResponseEntity<String> to(String path) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path))
                .build();
    }

    /// Goes on, and says so there.
    ResponseEntity<String> to(String path, String sentence) {
        request.getSession().setAttribute(NOTICE, new Notice(sentence, false));
        return to(path);
    }

    /// Goes on, and says there why it was not done.
    ResponseEntity<String> refused(String path, String sentence) {
        request.getSession().setAttribute(NOTICE, new Notice(sentence, true));
        return to(path);
    }

    private @Nullable Notice taken() {
        HttpSession session = request.getSession(false);
        if (session == null || !(session.getAttribute(NOTICE) instanceof Notice notice)) return null;
        session.removeAttribute(NOTICE);
        return notice;
    }

    private String csrf() {
        return request.getAttribute("_csrf") instanceof CsrfToken token ? token.getToken() : "";
    }

    /// Why something was not done, in the reader's words.
    static String said(Texts texts, Refused refused) {
        List<String> args = refused.args();
        return texts.say(refused.key(), args.toArray());
    }

    /// A page that needs somebody was reached by nobody; the doors do not let that happen.
    static final class NobodySignedIn extends WaywardenException {
        private static final long serialVersionUID = 1L;

        NobodySignedIn() {
            super("nobody is signed in");
        }
    }
}
