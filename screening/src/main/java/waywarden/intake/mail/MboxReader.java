package waywarden.intake.mail;

import java.io.IOException;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.TranscriptSink;

/// Reads a mailbox in mbox format, as mail programs and providers export it: a conversation for each thread.
public final class MboxReader implements ConversationReader {

    @Override
    public String name() {
        return "mbox mailbox";
    }

    @Override
    public boolean recognises(Opening opening) {
        String first = opening.text()
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("");
        return MboxMessages.isSeparator(first.strip());
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        MailThreads threads = new MailThreads(limits, sink);
        try (MboxMessages messages = new MboxMessages(export)) {
            for (var next = messages.next(); next != null; next = messages.next()) {
                Mail mail = MailParser.parse(next.bytes(), next.separator(), next.line(), limits, sink);
                if (mail != null && !threads.take(mail)) break;
            }
        }
        threads.finish();
    }
}
