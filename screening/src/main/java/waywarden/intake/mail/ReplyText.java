package waywarden.intake.mail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Leaves of a mail's text what its sender wrote: without what it quotes of earlier mails, and without signature.
final class ReplyText {

    /// `On 3 May 2024 at 10:12, Anna <a@b> wrote:` in the languages that mail programs are used in. Held loosely on
    /// purpose and made sure by a figure and a colon at the end.
    private static final Pattern ATTRIBUTION = Pattern.compile(
            "(?=.{0,300}(\\d|@|<)).{0,300}\\b(wrote|writes|schrieb|schreibt|a écrit|écrit|escribió|escreveu|ha scritto|"
                    + "schreef|skrev|kirjoitti|napisał\\(?a?\\)?|napsal\\(?a?\\)?|написала?|пишет|писал)\\b.{0,120}[:：]"
                    + "|(?=.{0,300}(\\d|@|<)).{0,300}(写道|寫道|写到|のメール|さんは書きました|님이 작성)\\s*[:：]?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final Pattern ATTRIBUTION_START = Pattern.compile(
            "(On|Am|Le|El|Em|Il|Op|Den|Dne|W dniu|в|В|在|于)\\b?.{0,200}\\d.{0,200}", Pattern.UNICODE_CASE);

    private static final Pattern ORIGINAL = Pattern.compile(
            "[-_–— ]{2,}\\s*(Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d'origine|"
                    + "Message original|Mensaje original|Mensagem original|Messaggio originale|"
                    + "Oorspronkelijk bericht|原始邮件|原始郵件|原邮件|Исходное сообщение|Original Appointment|"
                    + "Reply message)\\s*[-_–— ]{2,}",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern BLOCK_FROM = Pattern.compile(
            "\\W{0,4}(From|Von|De|Da|Van|От|发件人|寄件者|寄件人|差出人)\\W{0,3}\\s?[:：].{1,300}", Pattern.UNICODE_CASE);

    private static final Pattern BLOCK_NEXT = Pattern.compile(
            "\\W{0,4}(Sent|Date|To|Subject|Gesendet|Datum|An|Betreff|Envoyé|À|Objet|Enviado|Para|Asunto|Assunto|"
                    + "Inviato|A|Oggetto|Verzonden|Aan|Onderwerp|Отправлено|Дата|Кому|Тема|"
                    + "发送时间|发送日期|日期|时间|收件人|抄送|主题|寄件日期|收件者|主旨)"
                    + "\\W{0,3}\\s?[:：].{0,400}",
            Pattern.UNICODE_CASE);

    private static final Pattern FOOTER = Pattern.compile(
            "(Sent from (my |Yahoo|Mail for|Outlook|Samsung|Proton).{0,60}|Get Outlook for .{1,40}|"
                    + "Von meinem .{1,40} gesendet|Gesendet (von|mit) .{1,60}|Envoyé (de|depuis) mon .{1,40}|"
                    + "Enviado desde mi .{1,40}|Enviado do meu .{1,40}|Inviato da(l mio)? .{1,40}|"
                    + "Отправлено (с|из) .{1,40}|发自我的.{0,40}|从我的.{0,40}发送|發自我的.{0,40}|获取 ?Outlook.{0,40})\\.?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private static final Pattern LIST_RULE = Pattern.compile("[_-]{3,}");

    /// Most lines of a signature that is marked by two dashes without the space that belongs behind them.
    private static final int SIGNATURE_LINES = 12;

    private static final Pattern EMPTY_LINES = Pattern.compile("\\n{3,}");
    private static final String OTHER_MARKS = "|:}#%»";

    private static final int LONGEST_MARK = 200;
    private static final int LONGEST_ATTRIBUTION = 500;
    private static final char FIRST_CJK = '\u2e80';

    private ReplyText() {}

    /// What the sender wrote. Where nothing would be left, less is taken for a quote: some answer below a sentence
    /// that looks like the head of one.
    ///
    /// @param forwards whether the mail hands on another, which is then part of what it says
    static String of(String text, boolean forwards) {
        String own = own(text, forwards);
        return own.isEmpty() && !forwards ? own(text, true) : own;
    }

    private static String own(String text, boolean keepsBelow) {
        List<String> lines =
                new ArrayList<>(text.lines().map(String::stripTrailing).toList());
        cutSignature(text.lines().toList(), lines);
        if (!keepsBelow) cutQuotedBelow(lines);
        List<String> own = withoutQuotes(lines, keepsBelow);
        cutFooter(own);
        return EMPTY_LINES.matcher(String.join("\n", own)).replaceAll("\n\n").strip();
    }

    private static void cutSignature(List<String> asWritten, List<String> lines) {
        // A signature above a quoted mail is not cut: an answer may stand between the quotes below it.
        int lastQuote = lastQuote(lines);
        for (int i = asWritten.size() - 1; i > lastQuote; i--) {
            String line = asWritten.get(i);
            boolean near = asWritten.size() - i <= SIGNATURE_LINES;
            if (line.equals("-- ") || (near && line.equals("--"))) {
                lines.subList(i, lines.size()).clear();
                return;
            }
        }
    }

    private static int lastQuote(List<String> lines) {
        int last = lines.size() - 1;
        while (last >= 0 && !lines.get(last).startsWith(">")) last--;
        return last;
    }

    private static void cutQuotedBelow(List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (isOriginalMark(line) || isHeaderBlock(lines, i)) {
                int from = i > 0 && LIST_RULE.matcher(lines.get(i - 1).strip()).matches() ? i - 1 : i;
                lines.subList(from, lines.size()).clear();
                return;
            }
        }
    }

    private static boolean isOriginalMark(String line) {
        return line.length() < LONGEST_MARK && ORIGINAL.matcher(line).matches();
    }

    /// Outlook shows the quoted mail's sender, date, recipient and subject, and then the mail, with no mark before it.
    private static boolean isHeaderBlock(List<String> lines, int at) {
        if (!BLOCK_FROM.matcher(lines.get(at).strip()).matches()) return false;
        int fields = 0;
        for (int i = at + 1; i < Math.min(at + 8, lines.size()); i++) {
            if (BLOCK_NEXT.matcher(lines.get(i).strip()).matches()) fields++;
        }
        return fields >= 2;
    }

    private static List<String> withoutQuotes(List<String> lines, boolean keepsBelow) {
        List<String> own = new ArrayList<>();
        int lastQuote = lastQuote(lines);
        for (int i = 0; i < lines.size(); i++) {
            int attribution = attributionLines(lines, i);
            if (attribution > 0) {
                int below = i + attribution;
                int after = afterOtherMarks(lines, below);
                boolean unmarked = after == below && below > lastQuote;
                if (unmarked && !keepsBelow) return own;
                i = after - 1;
            } else if (!lines.get(i).startsWith(">")) {
                own.add(lines.get(i));
            }
        }
        return own;
    }

    /// Behind the lines that are quoted with another mark than `>`, which only the head of a quote makes one.
    private static int afterOtherMarks(List<String> lines, int from) {
        int at = from;
        while (at < lines.size() && lines.get(at).isBlank()) at++;
        if (at == lines.size() || OTHER_MARKS.indexOf(lines.get(at).charAt(0)) < 0) return from;
        char mark = lines.get(at).charAt(0);
        while (at < lines.size() && (lines.get(at).isBlank() || lines.get(at).charAt(0) == mark)) at++;
        return at;
    }

    /// How many lines from here say whom the following quotes: programs break the sentence at will.
    private static int attributionLines(List<String> lines, int at) {
        String sentence = lines.get(at).strip();
        if (sentence.isEmpty() || sentence.startsWith(">")) return 0;
        if (mayEnd(sentence) && ATTRIBUTION.matcher(sentence).matches()) return 1;
        if (!ATTRIBUTION_START.matcher(sentence).matches()) return 0;
        for (int more = 1; more <= 2 && at + more < lines.size(); more++) {
            String next = lines.get(at + more).strip();
            if (next.isEmpty() || next.startsWith(">")) return 0;
            sentence += " " + next;
            if (mayEnd(sentence) && ATTRIBUTION.matcher(sentence).matches()) return more + 1;
        }
        return 0;
    }

    private static boolean mayEnd(String attribution) {
        char last = attribution.charAt(attribution.length() - 1);
        return attribution.length() < LONGEST_ATTRIBUTION && (last == ':' || last >= FIRST_CJK);
    }

    private static void cutFooter(List<String> lines) {
        while (!lines.isEmpty()) {
            String last = lines.getLast().strip();
            if (!last.isEmpty() && !FOOTER.matcher(last).matches()) return;
            lines.removeLast();
        }
    }
}
