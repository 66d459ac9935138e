package waywarden.intake.mail;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.jspecify.annotations.Nullable;

/// The header fields of a mail that screening needs, read leniently; of a field written twice the first counts.
final class MailHeader {

    private static final Set<String> KEPT = Set.of(
            "from",
            "sender",
            "return-path",
            "reply-to",
            "to",
            "cc",
            "subject",
            "date",
            "message-id",
            "references",
            "in-reply-to",
            "list-id",
            "x-beenthere",
            "precedence",
            "delivered-to",
            "x-original-to",
            "x-gmail-labels",
            "received",
            "content-type");

    private static final Charset WESTERN = Charset.forName("windows-1252");
    private static final int LONGEST_VALUE = 1 << 16;

    private static final Pattern FOLD = Pattern.compile("[\\r\\n]+[ \\t]*");
    private static final Pattern MESSAGE_ID = Pattern.compile("<([^<>\\s]{1,998})>");
    private static final Pattern ANGLE = Pattern.compile("<([^<>]*)>?");

    private static final Pattern DATE =
            Pattern.compile("(\\d{1,2})[ -]+(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\\.?[ -]+"
                    + "(\\d{2,4}),? +(\\d{1,2})[:.](\\d{2})(?:[:.](\\d{2}))? *([+-]\\d{4}|[A-Za-z]{1,5})?");

    /// `Tue Mar  4 03:33:20 2003`, as in an mbox and in some mails' own date.
    private static final Pattern ASCTIME =
            Pattern.compile("(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) +(\\d{1,2}) +(\\d{1,2}):(\\d{2})"
                    + "(?::(\\d{2}))? +(?:([+-]\\d{4}|[A-Z]{1,5}) +)?(\\d{4})(?: +([+-]\\d{4}))?");

    private static final Pattern SENT = Pattern.compile(
            "(^|,)\\s*(Sent|Gesendet|Envoyés|Messages envoyés|Enviados|Inviati|Отправленные|已发送|已发邮件|已发送邮件)"
                    + "\\s*(,|$)");

    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private static final Map<String, Integer> ZONES = Map.of(
            "EST", -5, "EDT", -4, "CST", -6, "CDT", -5, "MST", -7, "MDT", -6, "PST", -8, "PDT", -7, "CET", 1, "CEST",
            2);

    private final Map<String, String> fields = new HashMap<>();

    void take(byte[] raw) {
        String field = decoded(raw);
        int colon = field.indexOf(':');
        if (colon <= 0) return;
        String name = field.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!KEPT.contains(name)) return;
        String value = field.substring(colon + 1, Math.min(field.length(), colon + 1 + LONGEST_VALUE));
        fields.putIfAbsent(name, FOLD.matcher(value).replaceAll(" ").strip());
    }

    private static String decoded(byte[] raw) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(raw, WESTERN);
        }
    }

    String value(String name) {
        return fields.getOrDefault(name, "");
    }

    String subject() {
        return words(value("subject"));
    }

    private static String words(String value) {
        if (!value.contains("=?")) return value;
        try {
            return DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT);
        } catch (IllegalArgumentException damaged) {
            return value;
        }
    }

    String id() {
        Matcher id = MESSAGE_ID.matcher(value("message-id"));
        return id.find() ? id.group(1) : value("message-id");
    }

    Set<String> references() {
        Set<String> ids = new LinkedHashSet<>();
        Matcher id = MESSAGE_ID.matcher(value("references") + " " + value("in-reply-to"));
        while (id.find()) ids.add(id.group(1));
        return ids;
    }

    /// The sender's address, or null where no field names one.
    @Nullable
    String sender() {
        for (String field : List.of("from", "sender", "return-path", "reply-to")) {
            Set<String> named = addresses(words(value(field)));
            if (!named.isEmpty()) return named.iterator().next();
        }
        return null;
    }

    Set<String> parties() {
        Set<String> parties = new LinkedHashSet<>();
        for (String field : List.of("from", "to", "cc")) parties.addAll(addresses(value(field)));
        return parties;
    }

    @Nullable
    String list() {
        if (!value("list-id").isEmpty()) {
            Matcher id = ANGLE.matcher(value("list-id"));
            return (id.find() ? id.group(1) : value("list-id")).toLowerCase(Locale.ROOT);
        }
        return value("x-beenthere").isEmpty() ? null : value("x-beenthere").toLowerCase(Locale.ROOT);
    }

    /// The address that the mail shows to be the mailbox owner's: she sent it, or it was delivered to her in person.
    /// A mail to many names the list instead.
    @Nullable
    String owner() {
        if (SENT.matcher(words(value("x-gmail-labels"))).find()) return sender();
        if (isToMany()) return null;
        for (String field : List.of("delivered-to", "x-original-to")) {
            Set<String> named = addresses(value(field));
            if (!named.isEmpty()) return named.iterator().next();
        }
        return null;
    }

    /// To whom the mail came, where it was received and is not to many.
    Set<String> recipients() {
        Set<String> recipients = new LinkedHashSet<>();
        if (value("received").isEmpty() || isToMany()) return recipients;
        recipients.addAll(addresses(value("to")));
        recipients.addAll(addresses(value("cc")));
        return recipients;
    }

    private boolean isToMany() {
        String precedence = value("precedence").toLowerCase(Locale.ROOT);
        return list() != null || precedence.equals("bulk") || precedence.equals("list");
    }

    /// The addresses of a list of mailboxes and groups, in lower case.
    static Set<String> addresses(String list) {
        Set<String> found = new LinkedHashSet<>();
        String bare = withoutNames(list);
        if (bare.isBlank()) bare = list.replace("\"", " ");
        for (String mailbox : bare.split("[,;]")) {
            Matcher angle = ANGLE.matcher(mailbox);
            String address = angle.find() ? angle.group(1) : mailbox.substring(mailbox.lastIndexOf(':') + 1);
            address = address.strip().toLowerCase(Locale.ROOT);
            boolean named = !address.isEmpty() && address.length() <= 320;
            if (named && (address.indexOf('@') > 0 || address.indexOf(' ') < 0)) found.add(address);
        }
        return found;
    }

    /// Without what stands in quotation marks and in parentheses. A loop: patterns for this fail on long values.
    private static String withoutNames(String list) {
        StringBuilder bare = new StringBuilder(list.length());
        boolean quoted = false;
        int parentheses = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '\\' && (quoted || parentheses > 0)) i++;
            else if (c == '"' && parentheses == 0) quoted = !quoted;
            else if (c == '(' && !quoted) parentheses++;
            else if (c == ')' && !quoted && parentheses > 0) parentheses--;
            else if (!quoted && parentheses == 0) bare.append(c);
        }
        return bare.toString();
    }

    /// The date by the mail's own clock, or null where it is in no known shape.
    static @Nullable OffsetDateTime date(String text) {
        String date = text.length() > 200 ? text.substring(0, 200) : text;
        try {
            Matcher usual = DATE.matcher(date);
            if (usual.find()) {
                return time(usual.group(3), usual.group(2), usual.group(1), clock(usual, 4), usual.group(7));
            }
            Matcher asctime = ASCTIME.matcher(date);
            if (!asctime.find()) return null;
            String zone = asctime.group(6) == null ? asctime.group(8) : asctime.group(6);
            return time(asctime.group(7), asctime.group(1), asctime.group(2), clock(asctime, 3), zone);
        } catch (DateTimeException | NumberFormatException notADate) {
            return null;
        }
    }

    private static int[] clock(Matcher found, int first) {
        String seconds = found.group(first + 2);
        return new int[] {
            Integer.parseInt(found.group(first)),
            Integer.parseInt(found.group(first + 1)),
            seconds == null ? 0 : Math.min(59, Integer.parseInt(seconds))
        };
    }

    private static OffsetDateTime time(String year, String month, String day, int[] clock, @Nullable String zone) {
        int written = Integer.parseInt(year);
        // Two- and three-digit years as RFC 5322, section 4.3 reads them.
        int full = written < 50 ? 2000 + written : written < 1000 ? 1900 + written : written;
        return OffsetDateTime.of(
                full,
                MONTHS.indexOf(month.substring(0, 3).toLowerCase(Locale.ROOT)) + 1,
                Integer.parseInt(day),
                clock[0],
                clock[1],
                clock[2],
                0,
                zone(zone));
    }

    private static ZoneOffset zone(@Nullable String zone) {
        if (zone == null) return ZoneOffset.UTC;
        if (Character.isLetter(zone.charAt(0))) {
            return ZoneOffset.ofHours(ZONES.getOrDefault(zone.toUpperCase(Locale.ROOT), 0));
        }
        try {
            return ZoneOffset.of(zone);
        } catch (DateTimeException noSuchZone) {
            return ZoneOffset.UTC;
        }
    }
}
