package waywarden.intake.telegram;

import java.io.IOException;
import java.io.Reader;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.JacksonIOException;
import tools.jackson.core.json.JsonFactory;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Lines;
import waywarden.intake.Opening;
import waywarden.intake.Reason;
import waywarden.intake.TranscriptSink;

/// Reads the `result.json` of Telegram Desktop: one chat, or a whole account with all its chats.
public final class TelegramReader implements ConversationReader {

    @Override
    public String name() {
        return "Telegram JSON";
    }

    @Override
    public boolean recognises(Opening opening) {
        if (opening.first() != '{') return false;
        String text = opening.text();
        boolean ofAccount = text.contains("\"personal_information\"") && text.contains("Telegram");
        boolean ofChats = text.contains("\"chats\"") && text.contains("\"list\"");
        boolean ofMessages = text.contains("\"messages\"");
        boolean itsFields = text.contains("\"date_unixtime\"")
                || text.contains("\"from_id\"")
                || text.contains("\"text_entities\"")
                || text.contains("\"actor_id\"");
        return ofAccount || ((ofChats || ofMessages) && itsFields);
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        JsonFactory json = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.nesting())
                        .maxStringLength(Math.max(limits.lineChars(), limits.messageChars()))
                        .build())
                .build();
        try (Reader characters = Lines.reader(export);
                JsonParser parser = json.createParser(ObjectReadContext.empty(), characters)) {
            read(parser, limits, sink);
        } catch (JacksonIOException e) {
            throw e.getCause();
        }
    }

    /// As far as the JSON goes.
    private static void read(JsonParser parser, IntakeLimits limits, TranscriptSink sink) {
        TelegramExport export = new TelegramExport(parser, limits, sink);
        try {
            export.read();
        } catch (JacksonIOException e) {
            throw e;
        } catch (JacksonException e) {
            sink.loss(parser.currentLocation().getLineNr(), Reason.of("json-damaged"));
        }
        export.finish();
    }
}
