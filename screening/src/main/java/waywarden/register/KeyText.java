package waywarden.register;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How keys stand in a file: a first line that says which kind, then `name: base64`, a line each.
public final class KeyText {

    private KeyText() {}

    /// @param values by name, in the order to write
    public static String of(String kind, Map<String, byte[]> values) {
        StringBuilder text = new StringBuilder(kind).append('\n');
        values.forEach((name, value) -> text.append(name)
                .append(": ")
                .append(Base64.getEncoder().encodeToString(value))
                .append('\n'));
        return text.toString();
    }

    /// Whether a text says that it holds keys of a kind.
    public static boolean isOf(String kind, String text) {
        return text.lines().findFirst().map(String::strip).orElse("").equals(kind);
    }

    /// @return the values by name; nothing if one of them is damaged
    public static Optional<Map<String, byte[]>> values(String text) {
        Map<String, byte[]> values = new HashMap<>();
        List<String> lines = text.lines().skip(1).map(String::strip).toList();
        for (String line : lines) {
            int colon = line.indexOf(": ");
            if (colon <= 0) continue;
            try {
                values.put(line.substring(0, colon), Base64.getDecoder().decode(line.substring(colon + 2)));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
