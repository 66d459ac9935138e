package waywarden.intake.mail;

import java.util.LinkedHashSet;
import java.util.Set;
import waywarden.packed.PackReader;
import waywarden.packed.PackWriter;
import waywarden.packed.Packing;

/// Mails without their text as bytes.
enum HeadPacking implements Packing<Mail> {
    HEAD;

    @Override
    public void write(Mail mail, PackWriter out) {
        out.number(mail.line());
        out.text(mail.id());
        set(mail.references(), out);
        out.text(mail.subject());
        out.maybeTime(mail.at());
        out.text(mail.from());
        set(mail.parties(), out);
        out.maybeText(mail.list());
        out.maybeText(mail.owner());
        set(mail.recipients(), out);
    }

    @Override
    public Mail read(PackReader in) {
        return new Mail(
                in.number(),
                in.text(),
                set(in),
                in.text(),
                in.maybeTime(),
                in.text(),
                set(in),
                in.maybeText(),
                in.maybeText(),
                set(in),
                "");
    }

    private static void set(Set<String> texts, PackWriter out) {
        out.number(texts.size());
        texts.forEach(out::text);
    }

    private static Set<String> set(PackReader in) {
        Set<String> texts = new LinkedHashSet<>();
        for (long left = in.number(); left > 0; left--) texts.add(in.text());
        return texts;
    }
}
