package waywarden.intake.mail;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import waywarden.intake.HtmlText;

/// Turns an HTML mail into the text its sender wrote, without the mails that programs append to it.
final class MailHtml {

    /// What holds a quoted mail.
    private static final String QUOTES =
            "blockquote[type=cite], div.gmail_quote, div.gmail_extra > div.gmail_quote, blockquote.gmail_quote, "
                    + "div.yahoo_quoted, div.moz-cite-prefix, div.protonmail_quote, blockquote.protonmail_quote, "
                    + "div.ntes-mailmaster-quote, div.gmail_signature, div.moz-signature";

    /// From which on everything is a quoted mail.
    private static final String QUOTED_FROM =
            "#divRplyFwdMsg, #appendonsend, #isForwardContent, #isReplyContent, #origbody, #mail-editor-reference-message-container";

    private MailHtml() {}

    static String text(String html, boolean forwards) {
        Document document = Jsoup.parse(html);
        if (!forwards) {
            document.select(QUOTES).remove();
            Element from = document.selectFirst(QUOTED_FROM);
            if (from != null) removeFrom(from);
        }
        return HtmlText.of(document);
    }

    private static void removeFrom(Element from) {
        Element next = from.nextElementSibling();
        while (next != null) {
            Element after = next.nextElementSibling();
            next.remove();
            next = after;
        }
        from.remove();
    }
}
