package waywarden.advisory.cap;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Lists as CAP writes them in one text: parted by blanks, and what holds a blank in double quotes.
final class Lists {

    private Lists() {}

    static List<String> read(String written) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        boolean quoted = false;
        boolean begun = false;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '"' && (quoted || !begun)) {
                quoted = !quoted;
                begun = true;
            } else if (Character.isWhitespace(c) && !quoted) {
                if (!item.isEmpty()) items.add(item.toString());
                item.setLength(0);
                begun = false;
            } else {
                item.append(c);
                begun = true;
            }
        }
        if (!item.isEmpty()) items.add(item.toString());
        return items;
    }

    static String write(List<String> items) {
        return items.stream()
                .map(item -> item.chars().anyMatch(Character::isWhitespace) ? '"' + item + '"' : item)
                .collect(Collectors.joining(" "));
    }
}
