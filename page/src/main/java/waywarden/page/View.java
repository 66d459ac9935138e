package waywarden.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import waywarden.result.Texts;

/// What every page shows around its own.
///
/// @param texts  in her language
/// @param base   what every address begins with
/// @param active which part of the site it belongs to
/// @param title  of the page
/// @param notice a sentence on what has just happened; null where nothing has
/// @param open   whether she is in: nothing to go to otherwise
/// @param keeps  whether anything is kept
record View(
        Texts texts,
        String base,
        String active,
        String title,
        @Nullable String notice,
        boolean open,
        boolean keeps) {

    String to(String path) {
        return base + "/" + path;
    }

    String say(String key, Object... args) {
        return texts.say(key, args);
    }

    /// The languages it can be read in, by their codes, each with its own name.
    Map<String, String> languages() {
        return Phrases.LANGUAGES;
    }

    /// The parts of the site, in the order of the menu.
    List<String> parts() {
        return List.of("contacts", "diary", "check", "before", "tell", "learn", "advisories", "settings");
    }

    String partAddress(String part) {
        return part.equals("contacts") ? to("") : to(part);
    }

    String current(String part) {
        return part.equals(active) ? "page" : "false";
    }

    /// Paragraphs of a longer text: `key.1`, `key.2` … as many as there are.
    List<String> lines(String key) {
        List<String> lines = new ArrayList<>();
        for (int i = 1; texts.has(key + "." + i); i++) lines.add(texts.say(key + "." + i));
        return lines;
    }
}
