package waywarden.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.Conversation;
import waywarden.conversation.WaywardenException;
import waywarden.page.store.Shelf;
import waywarden.screening.Screener.Look;

/// What is kept, as JSON on the shelf: the notebook, and one file for each chat; beside them, packed, what was
/// read of each contact.
final class Kept {

    private static final String NOTEBOOK = "notebook";
    private static final String CHAT = "chat-";
    private static final String LOOKS = "looks-";
    private static final JsonMapper JSON = new JsonMapper();

    private final Shelf shelf;

    Kept(Shelf shelf) {
        this.shelf = shelf;
    }

    /// What was read from the shelf.
    ///
    /// @param damaged how many files could not be read
    record Found(Notebook notebook, List<Chat> chats, int damaged) {}

    Found read() throws IOException {
        Notebook notebook = Notebook.EMPTY;
        List<Chat> chats = new ArrayList<>();
        int damaged = 0;
        for (String name : shelf.names()) {
            if (!name.equals(NOTEBOOK) && !name.startsWith(CHAT)) continue;
            try {
                Optional<InputStream> content = shelf.open(name);
                if (content.isEmpty()) continue;
                try (InputStream in = content.get()) {
                    if (name.equals(NOTEBOOK)) notebook = JSON.readValue(in, Notebook.class);
                    else chats.add(JSON.readValue(in, Chat.class));
                }
            } catch (JacksonException | IOException e) {
                if (name.equals(NOTEBOOK)) throw new DamagedNotebook(shelf.place());
                damaged++;
            }
        }
        return new Found(notebook, chats, damaged);
    }

    /// Going on without it would write over what she said.
    static final class DamagedNotebook extends WaywardenException {
        private static final long serialVersionUID = 1L;

        DamagedNotebook(String place) {
            super("The file \"notebook\" in " + place + " is damaged; restore it from a copy, or move it away.");
        }
    }

    void write(Notebook notebook) throws IOException {
        shelf.write(NOTEBOOK, JSON.writeValueAsBytes(notebook));
    }

    void write(Chat chat) throws IOException {
        // As it is made: a chat may be as large as the export was.
        shelf.write(CHAT + chat.key(), out -> {
            try {
                JSON.writeValue(out, chat);
            } catch (JacksonIOException e) {
                throw e.getCause();
            }
        });
    }

    /// What was read of a contact in an earlier run; nothing where it no longer holds.
    Optional<List<Look>> looks(Looks looks, String contact, Conversation talk) throws IOException {
        Optional<InputStream> kept = shelf.open(LOOKS + contact);
        if (kept.isEmpty()) return Optional.empty();
        try (InputStream in = kept.get()) {
            return looks.read(talk, in);
        }
    }

    void write(Looks looks, Course course) throws IOException {
        shelf.write(LOOKS + course.key(), out -> looks.write(course, out));
    }

    void deleteLooks(Predicate<String> contact) throws IOException {
        for (String name : shelf.names()) {
            if (name.startsWith(LOOKS) && contact.test(name.substring(LOOKS.length()))) shelf.delete(name);
        }
    }

    void delete(Chat chat) throws IOException {
        shelf.delete(CHAT + chat.key());
    }
}
