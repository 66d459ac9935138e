package waywarden.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import waywarden.page.server.Reply;
import waywarden.page.server.Request.Form;
import waywarden.page.store.Age;
import waywarden.result.Settings.Desk;

/// What is kept and how: language, whom to tell, passphrase, deleting everything, ending.
final class SettingsPage implements Site.Part {

    private static final int SHORTEST_PASSPHRASE = 8;

    private final Drop drop;
    private final ExecutorService work;
    private final Runnable quit;
    private final List<Runnable> forget;

    /// @param forget makes every other part forget what it holds
    SettingsPage(Drop drop, ExecutorService work, Runnable quit, List<Runnable> forget) {
        this.drop = drop;
        this.forget = List.copyOf(forget);
        this.work = work;
        this.quit = quit;
    }

    /// What the page shows.
    ///
    /// @param place     the folder
    /// @param encrypted whether a passphrase is set
    record Model(String place, boolean encrypted, List<Desk> desks, List<String> names) {}

    @Override
    public Reply reply(Visit visit) throws IOException {
        String what = visit.request().path().getFirst();
        return switch (what) {
            case "lang" -> language(visit);
            case "unlock" -> unlock(visit);
            case "quit" -> quit(visit);
            case "delete-everything" -> deleteEverything(visit);
            default -> settings(visit);
        };
    }

    private Reply language(Visit visit) throws IOException {
        if (!visit.isPost()) return visit.missing();
        Form form = visit.request().form();
        String language = form.get("lang");
        if (!Phrases.LANGUAGES.containsKey(language)) return visit.missing();
        // Behind a passphrase nothing can be written yet.
        if (visit.book().shelf().isLocked()) visit.book().speaking(language);
        else visit.book().change(null, notebook -> notebook.speaking(language));
        String back = form.get("back");
        return back.matches("[a-z0-9/-]{0,80}") ? visit.to(back) : visit.to("");
    }

    private Reply unlock(Visit visit) throws IOException {
        if (!visit.book().shelf().isLocked()) return visit.to("");
        boolean wrong = false;
        if (visit.isPost()) {
            char[] passphrase = visit.request().form().get("passphrase").toCharArray();
            if (visit.book().shelf().unlock(passphrase)) {
                visit.book().open();
                work.execute(() -> {
                    visit.book().catchUp();
                    visit.book().keep();
                });
                return visit.to("");
            }
            wrong = true;
        }
        return visit.page(
                wrong ? 403 : 200, "unlock.jte", "", visit.texts().say("unlock.title"), Map.of("wrong", wrong));
    }

    private Reply quit(Visit visit) {
        if (!visit.isPost()) return visit.missing();
        drop.clear();
        work.execute(quit);
        return visit.page("bye.jte", "", visit.texts().say("bye.title"), Map.of());
    }

    private Reply deleteEverything(Visit visit) throws IOException {
        if (!visit.isPost()) return visit.missing();
        if (!visit.request().form().get("sure").equals("yes")) {
            return visit.to(
                    visit.book().shelf().isLocked() ? "unlock" : "settings",
                    visit.texts().say("delete.not.sure"));
        }
        drop.clear();
        visit.book().forgetEverything();
        forget.forEach(Runnable::run);
        return visit.to("", visit.texts().say("delete.done"));
    }

    private Reply settings(Visit visit) throws IOException {
        if (visit.isPost()) {
            return switch (visit.part(0)) {
                case "passphrase" -> passphrase(visit);
                case "desk" -> desk(visit);
                case "desk-away" -> deskAway(visit);
                default -> visit.missing();
            };
        }
        Book book = visit.book();
        Model model = new Model(
                book.shelf().place(),
                book.shelf().isEncrypted(),
                book.notebook().desks(),
                book.notebook().names());
        return visit.page("settings.jte", "settings", visit.texts().say("nav.settings"), Map.of("page", model));
    }

    private Reply passphrase(Visit visit) throws IOException {
        Form form = visit.request().form();
        String first = form.get("passphrase");
        if (!first.equals(form.get("again")))
            return visit.to("settings", visit.texts().say("passphrase.differ"));
        if (!first.isEmpty() && first.length() < SHORTEST_PASSPHRASE) {
            return visit.to("settings", visit.texts().say("passphrase.short", SHORTEST_PASSPHRASE));
        }
        visit.book().protect(first.toCharArray());
        return visit.to("settings", visit.texts().say(first.isEmpty() ? "passphrase.gone" : "passphrase.set"));
    }

    private Reply desk(Visit visit) throws IOException {
        Form form = visit.request().form();
        String name = form.get("name");
        String key = form.get("key");
        if (name.isEmpty()) return visit.to("settings", visit.texts().say("desk.nameless"));
        if (!key.isEmpty() && !Age.isRecipient(key))
            return visit.to("settings", visit.texts().say("desk.key.wrong"));
        Desk desk = new Desk(
                name, orNull(form.get("phone")), orNull(form.get("email")), orNull(form.get("note")), orNull(key));
        visit.book().change(null, notebook -> {
            List<Desk> desks = new ArrayList<>(notebook.desks());
            desks.removeIf(other -> other.name().equals(name));
            desks.add(desk);
            return notebook.telling(desks);
        });
        return visit.to("settings", visit.texts().say("desk.kept"));
    }

    private static @Nullable String orNull(String text) {
        return text.isEmpty() ? null : text;
    }

    private static Reply deskAway(Visit visit) throws IOException {
        String name = visit.request().form().get("name");
        visit.book().change(null, notebook -> {
            List<Desk> desks = new ArrayList<>(notebook.desks());
            desks.removeIf(desk -> desk.name().equals(name));
            return notebook.telling(desks);
        });
        return visit.to("settings");
    }
}
