package waywarden.page.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the browser asks for.
///
/// @param method   GET, POST or PUT
/// @param path     the parts of the address after the token, decoded
/// @param query    what stands after the question mark, by name
/// @param language the languages the browser prefers, as it sends them
/// @param body     what was sent with it; read at most once
public record Request(
        String method,
        List<String> path,
        Map<String, List<String>> query,
        @Nullable String language,
        InputStream body) {

    /// Most bytes of a form.
    private static final int FORM_BYTES = 1 << 20;

    /// Something was sent that no page of ours sends.
    public static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final int status;

        Unreadable(int status) {
            super("unreadable request");
            this.status = status;
        }

        public int status() {
            return status;
        }
    }

    static Request of(
            String method, String rawPath, @Nullable String rawQuery, @Nullable String language, InputStream body) {
        List<String> path = Stream.of(rawPath.split("/"))
                .filter(part -> !part.isEmpty())
                .map(Request::decoded)
                .toList();
        return new Request(method, path, fields(rawQuery == null ? "" : rawQuery), language, body);
    }

    public boolean isPost() {
        return method.equals("POST");
    }

    /// A value of the query; empty where there is none.
    public String query(String name) {
        return query.getOrDefault(name, List.of("")).getFirst();
    }

    /// A number of the query.
    public int number(String name, int otherwise) {
        String written = query(name);
        return written.matches("\\d{1,9}") ? Integer.parseInt(written) : otherwise;
    }

    /// The form that was sent.
    public Form form() throws IOException {
        byte[] bytes = body.readNBytes(FORM_BYTES + 1);
        if (bytes.length > FORM_BYTES) throw new Unreadable(413);
        return new Form(fields(new String(bytes, StandardCharsets.UTF_8)));
    }

    /// The fields of a form.
    public record Form(Map<String, List<String>> fields) {

        public String get(String name) {
            return fields.getOrDefault(name, List.of("")).getFirst().strip();
        }

        public List<String> all(String name) {
            return fields.getOrDefault(name, List.of());
        }

        /// Says nothing of what was typed, so that it cannot reach a log.
        @Override
        public String toString() {
            return "Form[" + fields.size() + " fields]";
        }
    }

    private static Map<String, List<String>> fields(String encoded) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        for (String field : encoded.split("&")) {
            if (field.isEmpty()) continue;
            int equals = field.indexOf('=');
            String name = decoded(equals < 0 ? field : field.substring(0, equals));
            String value = equals < 0 ? "" : decoded(field.substring(equals + 1));
            fields.computeIfAbsent(name, n -> new ArrayList<>()).add(value.replace("\r\n", "\n"));
        }
        return fields;
    }

    private static String decoded(String encoded) {
        try {
            return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(400);
        }
    }

    /// Says nothing of what was sent, so that it cannot reach a log.
    @Override
    public String toString() {
        return "Request[" + method + "]";
    }
}
