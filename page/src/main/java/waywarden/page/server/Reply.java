package waywarden.page.server;

import java.nio.charset.StandardCharsets;
import java.util.Map;

/// What is answered.
///
/// @param status  of HTTP
/// @param headers beside those that every answer has
/// @param body    all of it: a page is sent whole or not at all
@SuppressWarnings("ArrayRecordComponent")
public record Reply(int status, Map<String, String> headers, byte[] body) {

    private static final byte[] NOTHING = {};

    public Reply {
        headers = Map.copyOf(headers);
    }

    public static Reply html(int status, byte[] page) {
        return new Reply(status, Map.of("Content-Type", "text/html; charset=utf-8"), page);
    }

    public static Reply json(String json) {
        return of("application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(String type, byte[] body) {
        return new Reply(200, Map.of("Content-Type", type), body);
    }

    /// A file for her to keep.
    ///
    /// @param name made of plain letters by the caller
    public static Reply file(String type, String name, byte[] body) {
        return new Reply(
                200,
                Map.of("Content-Type", type, "Content-Disposition", "attachment; filename=\"" + name + "\""),
                body);
    }

    /// After a form: the page to look at next.
    public static Reply seeOther(String address) {
        return new Reply(303, Map.of("Location", address), NOTHING);
    }

    public static Reply status(int status) {
        return new Reply(status, Map.of("Content-Type", "text/plain; charset=utf-8"), NOTHING);
    }
}
