package waywarden.delivery.channel.mail;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import waywarden.delivery.channel.Dispatch;
import waywarden.delivery.channel.Letter;
import waywarden.delivery.channel.Letter.Answers;
import waywarden.delivery.channel.Wording;

/// One mail. It knows whether it has been written out in full, which tells a failure before from one
/// after.
final class MailMessage extends MimeMessage {

    private final String id;
    private boolean written;

    private MailMessage(Session session, String id) {
        super(session);
        this.id = id;
    }

    static MailMessage of(Session session, MailSettings settings, Dispatch dispatch, InternetAddress to)
            throws MessagingException {
        Letter letter = dispatch.letter();
        MailMessage message = new MailMessage(session, "<" + dispatch.key() + "@" + settings.domain() + ">");
        message.setFrom(new InternetAddress(settings.from()));
        message.setRecipient(Message.RecipientType.TO, to);
        message.setSubject(MailChannel.subject(letter), "UTF-8");
        message.setSentDate(Date.from(letter.alert().sent().toInstant()));
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setHeader("Content-Language", letter.info().spoken());
        String thread = "<" + dispatch.thread() + "@" + settings.domain() + ">";
        String earlier = dispatch.earlier();
        if (earlier == null) {
            message.setHeader("References", thread);
        } else {
            message.setHeader("In-Reply-To", earlier);
            message.setHeader("References", thread + " " + earlier);
        }
        message.setContent(alternatives(letter));
        message.saveChanges();
        return message;
    }

    private static MimeMultipart alternatives(Letter letter) throws MessagingException {
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text(letter), "UTF-8");
        MimeBodyPart html = new MimeBodyPart();
        html.setText(html(letter), "UTF-8", "html");
        return new MimeMultipart("alternative", plain, html);
    }

    static String text(Letter letter) {
        Locale locale = letter.locale();
        List<String> parts = new ArrayList<>(List.of(Wording.title(letter), Wording.body(letter)));
        if (letter.more() != null) parts.add(Wording.word("more", locale) + "\n" + letter.more());
        Answers answers = letter.answers();
        if (answers != null) {
            parts.add(Wording.word("answer", locale));
            parts.add(Wording.word("read", locale) + ": " + answers.read());
            parts.add(Wording.word("safe", locale) + ": " + answers.safe());
            parts.add(Wording.word("help", locale) + ": " + answers.help());
        }
        return String.join("\n\n", parts) + "\n";
    }

    /// The same words; no picture, nothing that is fetched, so that opening it tells nobody.
    private static String html(Letter letter) {
        Locale locale = letter.locale();
        StringBuilder html = new StringBuilder("<!DOCTYPE html><html lang=\"")
                .append(escaped(letter.info().spoken()))
                .append(
                        "\" dir=\"auto\"><meta charset=\"utf-8\"><body style=\"font-family:sans-serif;max-width:40em\"><h1>")
                .append(escaped(Wording.title(letter)))
                .append("</h1>");
        for (String part : Wording.body(letter).split("\n\n", -1)) {
            html.append("<p>").append(escaped(part).replace("\n", "<br>")).append("</p>");
        }
        if (letter.more() != null) {
            html.append("<p>").append(escaped(Wording.word("more", locale))).append("<br>");
            link(html, String.valueOf(letter.more()), String.valueOf(letter.more()));
            html.append("</p>");
        }
        Answers answers = letter.answers();
        if (answers != null) {
            html.append("<p>").append(escaped(Wording.word("answer", locale))).append("</p><ul>");
            item(html, answers.read().toString(), Wording.word("read", locale));
            item(html, answers.safe().toString(), Wording.word("safe", locale));
            item(html, answers.help().toString(), Wording.word("help", locale));
            html.append("</ul>");
        }
        return html.append("</body></html>\n").toString();
    }

    private static void item(StringBuilder html, String href, String text) {
        html.append("<li>");
        link(html, href, text);
        html.append("</li>");
    }

    private static void link(StringBuilder html, String href, String text) {
        html.append("<a href=\"")
                .append(escaped(href))
                .append("\">")
                .append(escaped(text))
                .append("</a>");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", id);
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        super.writeTo(out, ignored);
        written = true;
    }

    boolean isWritten() {
        return written;
    }
}
