package waywarden.intake.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import waywarden.intake.ConversationReader;
import waywarden.intake.Export;
import waywarden.intake.IntakeLimits;
import waywarden.intake.Opening;
import waywarden.intake.TranscriptSink;

/// Reads a single mail, as mail programs save it.
public final class EmlReader implements ConversationReader {

    private static final Pattern FIELD = Pattern.compile("([!-9;-~]{1,76}):.*");

    /// Fields that no text but a mail begins with.
    private static final Set<String> TELLING = Set.of(
            "from",
            "to",
            "date",
            "subject",
            "received",
            "return-path",
            "message-id",
            "mime-version",
            "delivered-to",
            "content-type",
            "dkim-signature",
            "reply-to",
            "x-mailer");

    @Override
    public String name() {
        return "mail (.eml)";
    }

    @Override
    public boolean recognises(Opening opening) {
        int telling = 0;
        List<String> lines = opening.text().stripLeading().lines().limit(200).toList();
        for (String line : lines) {
            if (line.isBlank()) break;
            if (line.startsWith(" ") || line.startsWith("\t")) continue;
            var field = FIELD.matcher(line);
            if (!field.matches()) return false;
            if (TELLING.contains(field.group(1).toLowerCase(Locale.ROOT))) telling++;
            if (telling >= 3) return true;
        }
        return telling >= 3;
    }

    @Override
    public void read(Export export, IntakeLimits limits, TranscriptSink sink) throws IOException {
        MailThreads threads = new MailThreads(limits, sink);
        try (InputStream in = new BufferedInputStream(export.open())) {
            Mail mail = MailParser.parse(in, "", 1, limits, sink);
            if (mail != null) threads.take(mail);
        }
        threads.finish();
    }
}
