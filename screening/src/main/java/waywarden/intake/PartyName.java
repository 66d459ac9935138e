package waywarden.intake;

import java.text.Normalizer;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/// How names of parties are compared: by what a person sees in them, not by how they are written.
final class PartyName {

    private PartyName() {}

    /// One key for one party: the mail address where the name has one, else the whole name.
    static String key(String name) {
        String address = address(name);
        return address.isEmpty() ? folded(name) : folded(address);
    }

    /// Every key by which a person may call the party: the whole, the name alone, the address alone.
    static Set<String> keys(String name) {
        Set<String> keys = new LinkedHashSet<>();
        keys.add(folded(name));
        String address = address(name);
        if (!address.isEmpty()) {
            keys.add(folded(address));
            keys.add(folded(name.substring(0, name.lastIndexOf('<'))));
        }
        keys.remove("");
        return keys;
    }

    private static String address(String name) {
        int open = name.lastIndexOf('<');
        int close = name.lastIndexOf('>');
        if (open < 0 || close < open) return "";
        String inside = name.substring(open + 1, close);
        return inside.indexOf('@') > 0 ? inside : "";
    }

    /// Case, width, marks and spacing make no difference, nor the tilde that WhatsApp puts before an unsaved name, nor
    /// the quotation marks that mail programs put around one.
    private static String folded(String name) {
        StringBuilder kept = new StringBuilder(name.length());
        for (char c : Normalizer.normalize(name, Normalizer.Form.NFKC).toCharArray()) {
            if (!Marks.isMark(c)) kept.append(Marks.isSpace(c) ? ' ' : c);
        }
        String folded =
                kept.toString().toLowerCase(Locale.ROOT).replaceAll(" +", " ").strip();
        return folded.replaceFirst("^~ ?", "")
                .replaceFirst("^[\"'](.*)[\"']$", "$1")
                .strip();
    }
}
