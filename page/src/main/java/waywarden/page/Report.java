package waywarden.page;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// What she tells her desk: no more than what is in it leaves.
///
/// @param v        version of the shape
/// @param made     when
/// @param to       the desk; null where none is chosen
/// @param contact  as she knows the contact
/// @param concern  `none` to `stop`
/// @param phase    0 to 3
/// @param signs    what was seen in the messages she picked
/// @param known    what she knows beside them
/// @param matters  protected matters that were asked about or told, with where and when
/// @param messages those she picked, third parties masked
/// @param note     hers
record Report(
        int v,
        String made,
        @Nullable String to,
        String contact,
        @Nullable String channel,
        String concern,
        int phase,
        List<Sign> signs,
        List<String> known,
        List<String> matters,
        List<Excerpt> messages,
        String note) {

    static final int VERSION = 1;

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    Report {
        signs = List.copyOf(signs);
        known = List.copyOf(known);
        matters = List.copyOf(matters);
        messages = List.copyOf(messages);
    }

    /// @param says in her language
    record Sign(String indicator, String says) {}

    /// @param number of the message in the conversation, from 1
    /// @param from   `contact` or `worker`
    record Excerpt(int number, @Nullable String at, String from, String text) {}

    byte[] json() {
        return JSON.writeValueAsBytes(this);
    }

    /// Says nothing of names or words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Report[" + messages.size() + " messages]";
    }
}
