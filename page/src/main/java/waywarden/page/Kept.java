package waywarden.page;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import waywarden.conversation.WaywardenException;
import waywarden.page.store.Shelf;

/// What is kept, as JSON on the shelf: the notebook, and one file for each chat.
final class Kept {

    private static final String NOTEBOOK = "notebook";
    private static final String CHAT = "chat-";
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
                Optional<byte[]> content = shelf.read(name);
                if (content.isEmpty()) continue;
                if (name.equals(NOTEBOOK)) notebook = JSON.readValue(content.get(), Notebook.class);
                else chats.add(JSON.readValue(content.get(), Chat.class));
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
        shelf.write(CHAT + chat.key(), JSON.writeValueAsBytes(chat));
    }

    void delete(Chat chat) throws IOException {
        shelf.delete(CHAT + chat.key());
    }
}
