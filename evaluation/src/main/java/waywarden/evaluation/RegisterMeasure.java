package waywarden.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import waywarden.conversation.Message;
import waywarden.register.Entry;
import waywarden.register.Register;
import waywarden.register.Register.Sensitivity;
import waywarden.register.RegisterBuilder;
import waywarden.register.RegisterKey;
import waywarden.register.RegisterReading;
import waywarden.register.Touch;
import waywarden.register.Touch.Kind;

/// Measures a register: how often passages of its documents are found again after what may happen to them, and how
/// often ordinary messages hit although they have nothing to do with it. Shares come with exact intervals.
public final class RegisterMeasure {

    private static final LocalDate DAY = LocalDate.of(2026, 1, 1);

    /// Passages taken from one document for each row.
    private static final int PASSAGES = 12;

    private final StandIns documents;
    private final Register register;
    private final long seed;

    private RegisterMeasure(StandIns documents, Register register, long seed) {
        this.documents = documents;
        this.register = register;
        this.seed = seed;
    }

    /// Of the documents that come with the program.
    public static RegisterMeasure ofStandIns(long seed) throws IOException {
        return of(StandIns.ours(), seed);
    }

    /// Of the text files in a folder.
    public static RegisterMeasure of(Path folder, long seed) throws IOException {
        return of(StandIns.in(folder), seed);
    }

    /// Of the longest messages of ordinary conversations, as if each were a protected document.
    public static RegisterMeasure ofMessages(List<Path> conversations, long seed) throws IOException {
        return of(StandIns.of(LabelledFiles.read(conversations), 600, 1_000), seed);
    }

    private static RegisterMeasure of(StandIns documents, long seed) throws IOException {
        Path file = Files.createTempFile("measure", ".wwr");
        try {
            KeyPair signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            // A secret from the seed, so that the same figures come again; the register is thrown away.
            byte[] secret = new byte[RegisterKey.SECRET_BYTES];
            new Random(seed).nextBytes(secret);
            RegisterKey key = new RegisterKey(secret, signer.getPublic());
            RegisterBuilder builder = new RegisterBuilder(key, new SecureRandom());
            for (StandIns.Document document : documents.documents()) {
                builder.document(new Entry(document.name(), "", "", null, List.of()), document.text());
            }
            builder.write(file, signer.getPrivate(), Instant.EPOCH);
            if (Register.open(file, key) instanceof RegisterReading.Opened(Register register)) {
                return new RegisterMeasure(documents, register, seed);
            }
            throw new IOException("the register just written was refused");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java signs with Ed25519", e);
        } finally {
            Files.deleteIfExists(file);
        }
    }

    /// How often passages were found after one thing happened to them.
    ///
    /// @param name     what happened
    /// @param passages how many were tried
    /// @param copy     share recognised as a copy of the right document
    /// @param any      share recognised at all, as a copy or by likeness
    public record Found(String name, int passages, Estimate copy, Estimate any) {}

    /// Recall, a row for each thing that may happen to a passage; the last one for paraphrases by hand.
    public List<Found> recall(Sensitivity sensitivity) {
        List<Found> rows = new ArrayList<>();
        for (Distortion distortion : Distortion.ALL) rows.add(recall(distortion, sensitivity));
        Tally paraphrases = new Tally();
        for (StandIns.Document document : documents.documents()) {
            for (String again : document.again()) paraphrases.add(document, check(again, sensitivity));
        }
        if (paraphrases.passages > 0) rows.add(paraphrases.found("paragraph paraphrased by hand"));
        return rows;
    }

    private Found recall(Distortion distortion, Sensitivity sensitivity) {
        Tally tally = new Tally();
        Random random = new Random(seed);
        for (StandIns.Document document : documents.documents()) {
            List<String> words = Distortion.words(document.text());
            int length = document.isChinese() ? distortion.length() * 3 / 2 : distortion.length();
            int places = words.size() - length;
            for (int i = 0; i < PASSAGES && places >= 0; i++) {
                int from = random.nextInt(places + 1);
                String passage = String.join("", words.subList(from, from + length));
                tally.add(document, check(distortion.of(passage, random), sensitivity));
            }
        }
        return tally.found(distortion.name());
    }

    private List<Touch> check(String text, Sensitivity sensitivity) {
        return register.check(text, DAY, null, sensitivity);
    }

    private static final class Tally {
        private int passages;
        private int copies;
        private int any;

        void add(StandIns.Document document, List<Touch> touches) {
            passages++;
            boolean right = false;
            boolean copy = false;
            for (Touch touch : touches) {
                if (!touch.entry().label().equals(document.name())) continue;
                right = true;
                copy |= touch.kind() == Kind.COPY;
            }
            if (right) any++;
            if (copy) copies++;
        }

        Found found(String name) {
            return new Found(name, passages, Estimate.share(copies, passages), Estimate.share(any, passages));
        }
    }

    /// How often ordinary messages hit.
    ///
    /// @param messages how many were checked
    /// @param copies   of them taken for a copy
    /// @param any      of them that hit at all
    public record FalseHits(int messages, int copies, int any) {

        /// Hits in 10,000 messages, with the exact interval of the share.
        public Estimate perTenThousand() {
            return Estimate.share(any, messages).times(10_000);
        }
    }

    /// Checks every message of ordinary conversations.
    public FalseHits falseHits(List<Path> conversations, Sensitivity sensitivity) throws IOException {
        int messages = 0;
        int copies = 0;
        int any = 0;
        for (Labelled labelled : LabelledFiles.read(conversations)) {
            for (Message message : labelled.conversation().messages()) {
                messages++;
                List<Touch> touches = check(message.text(), sensitivity);
                if (touches.isEmpty()) continue;
                any++;
                if (touches.stream().anyMatch(touch -> touch.kind() == Kind.COPY)) copies++;
            }
        }
        return new FalseHits(messages, copies, any);
    }

    /// The tables as text.
    public String report(List<Path> conversations, Sensitivity sensitivity) throws IOException {
        TextTable table = new TextTable().row("what happened to a passage", "passages", "as a copy", "at all", "95 %");
        for (Found found : recall(sensitivity)) {
            table.row(
                    found.name(),
                    String.valueOf(found.passages()),
                    percent(found.copy().value()),
                    percent(found.any().value()),
                    percent(found.any().low()) + " to " + percent(found.any().high()));
        }
        String text = String.format(
                        Locale.ROOT,
                        "%d documents, %d fingerprints; a copy from %d, a likeness from %d pairs%n%n",
                        documents.documents().size(),
                        register.rows(),
                        sensitivity.grams(),
                        sensitivity.pairs())
                + table.text();
        if (conversations.isEmpty()) return text;
        FalseHits hits = falseHits(conversations, sensitivity);
        Estimate rate = hits.perTenThousand();
        return text
                + String.format(
                        Locale.ROOT,
                        "%nordinary messages: %d; false hits: %d as a copy, %d at all; in 10,000: %.2f (95 %%: %.2f to %.2f)%n",
                        hits.messages(),
                        hits.copies(),
                        hits.any(),
                        rate.value(),
                        rate.low(),
                        rate.high());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }
}
