package waywarden.bench;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import waywarden.conversation.Conversation;
import waywarden.conversation.Message;
import waywarden.conversation.Speaker;

/// An export of any length made of the corpus, its conversations one after the other and again from the beginning: as
/// one WhatsApp chat, or as an mbox with a thread for each conversation in which each mail quotes what it answers.
final class LongExport {

    private static final DateTimeFormatter CHAT = DateTimeFormatter.ofPattern("dd/MM/yyyy, HH:mm");
    private static final DateTimeFormatter ASCTIME =
            DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss yyyy", Locale.ROOT);

    private LongExport() {}

    /// @param kind `whatsapp` or `mbox`
    /// @return how many messages are in it
    static long write(String kind, long bytes, Path file) throws IOException {
        List<Conversation> conversations = CorpusMessages.conversations();
        LocalDateTime at = LocalDateTime.of(1990, 1, 1, 0, 0);
        long written = 0;
        long messages = 0;
        try (BufferedWriter out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            for (int round = 0; written < bytes; round++) {
                for (int c = 0; c < conversations.size() && written < bytes; c++) {
                    List<Message> said = conversations.get(c).messages();
                    for (int i = 0; i < said.size(); i++) {
                        at = at.plusSeconds(97);
                        String one = kind.equals("mbox") ? mail(said, i, at, round, c) : chatted(said.get(i), at);
                        out.write(one);
                        written += one.getBytes(StandardCharsets.UTF_8).length;
                        messages++;
                    }
                }
            }
        }
        return messages;
    }

    private static String chatted(Message message, LocalDateTime at) {
        String name = message.from() == Speaker.WORKER ? "Mira" : "Daniel";
        return CHAT.format(at) + " - " + name + ": " + message.text() + "\n";
    }

    private static String mail(List<Message> said, int i, LocalDateTime at, int round, int conversation) {
        String worker = "Mira <mira@example.com>";
        String contact = "Daniel <daniel" + conversation + "@example.org>";
        boolean from = said.get(i).from() == Speaker.WORKER;
        String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(at.atOffset(ZoneOffset.UTC));
        String thread = "." + conversation + "." + round + "@example.org>";
        String head = "From x@example.org " + ASCTIME.format(at)
                + "\nReceived: from mail.example.org (mail.example.org [192.0.2.1]) by mx.example.com; " + date
                + "\nMessage-ID: <" + i + thread
                + "\nDate: " + date
                + "\nFrom: " + (from ? worker : contact)
                + "\nTo: " + (from ? contact : worker)
                + "\nSubject: Re: plan " + round + " " + conversation
                + "\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n";
        if (i == 0) return head + "\n" + said.get(i).text() + "\n\n";
        return head
                + "References: <" + (i - 1) + thread + "\n\n"
                + said.get(i).text()
                + "\n\nOn Monday, 3 May 2024 at 10:12, somebody <somebody@example.org> wrote:\n> "
                + said.get(i - 1).text().replace("\n", "\n> ")
                + "\n\n";
    }
}
