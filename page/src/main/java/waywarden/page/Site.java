package waywarden.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import waywarden.page.Visit.Notices;
import waywarden.page.server.PageServer;
import waywarden.page.server.Reply;
import waywarden.page.server.Request;
import waywarden.result.HtmlReport;
import waywarden.result.Texts;

/// All pages by the first part of their address.
final class Site implements PageServer.Site {

    /// One part of the site.
    interface Part {
        Reply reply(Visit visit) throws IOException;
    }

    /// What can be seen before a passphrase is given.
    private static final Set<String> OUTSIDE =
            Set.of("style.css", "page.js", "unlock", "lang", "delete-everything", "quit");

    private final Book book;
    private final String base;
    private final Notices notices = new Notices();
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /// @param work     for what takes longer than a page
    /// @param quit     ends the program
    Site(Book book, Means means, Clock clock, String base, ExecutorService work, Runnable quit) {
        this.book = book;
        this.base = base;
        Drop drop = new Drop(book, work);
        byte[] style = (HtmlReport.style() + resource("page.css")).getBytes(StandardCharsets.UTF_8);
        byte[] script = resource("page.js").getBytes(StandardCharsets.UTF_8);
        parts.put("style.css", visit -> Reply.of("text/css; charset=utf-8", style));
        parts.put("page.js", visit -> Reply.of("text/javascript; charset=utf-8", script));
        parts.put("", new ContactsPage(drop));
        parts.put("drop", new DropPage(drop));
        Warnings warnings = new Warnings(book.shelf(), means.fetching(), clock);
        AdvisoriesPage advisories = new AdvisoriesPage(warnings, Executors.newVirtualThreadPerTaskExecutor());
        ContactPage contact = new ContactPage(means.settings(), advisories);
        TellPage tell = new TellPage(contact);
        parts.put("c", contact);
        parts.put("diary", new DiaryPage());
        parts.put("check", new CheckPage());
        BeforePage before = new BeforePage(means.drafts(), work);
        parts.put("before", before);
        parts.put("tell", tell);
        parts.put("learn", new LearnPage());
        parts.put("advisories", advisories);
        SettingsPage own = new SettingsPage(drop, work, quit, List.of(tell::forget, before::forget, warnings::reset));
        parts.put("settings", own);
        parts.put("unlock", own);
        parts.put("lang", own);
        parts.put("delete-everything", own);
        parts.put("quit", own);
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Site.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Reply reply(Request request) throws IOException {
        String first = request.path().isEmpty() ? "" : request.path().getFirst();
        Part part = parts.get(first);
        Visit visit = visit(request);
        if (part == null) return visit.missing();
        if (book.shelf().isLocked() && !OUTSIDE.contains(first)) return visit.to("unlock");
        return part.reply(visit);
    }

    private Visit visit(Request request) {
        Texts texts = Phrases.in(book.notebook().language(), request.language());
        List<String> rest = request.path().isEmpty()
                ? List.of()
                : request.path().subList(1, request.path().size());
        return new Visit(request, rest, texts, base, book, notices);
    }

    @Override
    public Reply failed(Request request, int status) {
        Visit visit = visit(request);
        String sentence = visit.texts().say(status == 413 ? "failed.large" : status < 500 ? "missing" : "failed");
        return visit.page(status, "said.jte", "", visit.texts().say("missing.title"), Map.of("sentence", sentence));
    }
}
