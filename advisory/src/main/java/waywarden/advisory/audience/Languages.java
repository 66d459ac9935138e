package waywarden.advisory.audience;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import waywarden.advisory.cap.Alert.Info;

/// Which of several languages somebody is shown.
public final class Languages {

    private Languages() {}

    /// The info in the first language she reads, matched from the full tag down to the language
    /// alone; else in English; else the first.
    ///
    /// @param infos at least one
    public static Info best(List<Info> infos, List<String> languages) {
        List<String> wanted = new ArrayList<>(languages);
        wanted.add("en");
        for (String language : wanted) {
            Info exact = find(infos, language, false);
            if (exact != null) return exact;
            Info near = find(infos, language, true);
            if (near != null) return near;
        }
        return infos.getFirst();
    }

    static boolean reads(List<String> languages, String spoken) {
        return languages.stream().anyMatch(language -> primary(language).equals(primary(spoken)));
    }

    private static @org.jspecify.annotations.Nullable Info find(List<Info> infos, String language, boolean primary) {
        for (Info info : infos) {
            boolean same = primary
                    ? primary(info.spoken()).equals(primary(language))
                    : info.spoken().equalsIgnoreCase(language);
            if (same) return info;
        }
        return null;
    }

    private static String primary(String tag) {
        return Locale.forLanguageTag(tag.replace('_', '-')).getLanguage();
    }
}
