package waywarden.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.evaluation.RegisterMeasure;
import waywarden.register.Entry;
import waywarden.register.Register;
import waywarden.register.RegisterBuilder;
import waywarden.register.RegisterKey;
import waywarden.result.Protection;
import waywarden.result.Quote;
import waywarden.result.Texts;

/// Builds registers of protected matters and looks into them.
@picocli.CommandLine.Command(name = "register", synopsisSubcommandLabel = "COMMAND")
final class RegisterCommand extends Command {

    @picocli.CommandLine.Spec
    @Nullable
    CommandSpec spec;

    private RegisterCommand(Surroundings surroundings) {
        super(surroundings);
    }

    /// The command with its own commands.
    static CommandSpec in(Surroundings surroundings) {
        CommandLine line = new CommandLine(new RegisterCommand(surroundings));
        line.addSubcommand(new Keys(surroundings));
        line.addSubcommand(new Build(surroundings));
        line.addSubcommand(new Inspect(surroundings));
        line.addSubcommand(new Verify(surroundings));
        line.addSubcommand(new MeasureIt(surroundings));
        return line.getCommandSpec();
    }

    @Override
    public Integer call() {
        if (spec != null) throw new MissingParameterException(spec.commandLine(), List.of(), "COMMAND");
        return WRONG_USAGE;
    }

    /// Makes the two keys of an organisation.
    @picocli.CommandLine.Command(name = "keys")
    static final class Keys extends Command {

        @Parameters(paramLabel = "FOLDER", descriptionKey = "register.keys.folder")
        Path folder = Path.of(".");

        Keys(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() throws IOException {
            Texts texts = RegisterOptions.said(texts());
            Path reads = folder.resolve("register.key");
            Path signs = folder.resolve("signing.key");
            for (Path file : List.of(reads, signs)) {
                if (Files.exists(file)) throw new UsageFault(texts.say("key.there", file));
            }
            try {
                KeyPair signer = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
                Files.createDirectories(folder);
                KeyFile.write(signs, signer);
                KeyFile.write(reads, RegisterKey.generate(signer.getPublic(), new SecureRandom()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every Java signs with Ed25519", e);
            } catch (FileAlreadyExistsException e) {
                throw new UsageFault(texts.say("key.there", e.getFile()));
            } catch (IOException e) {
                throw new UsageFault(texts.say("written.not", folder));
            }
            try (Lines lines = new Lines()) {
                lines.print(texts.say("key.written", reads, signs));
            }
            return ALL_READ;
        }
    }

    /// Builds a register.
    @picocli.CommandLine.Command(name = "build")
    static final class Build extends Command {

        @Parameters(arity = "0..*", paramLabel = "DOCUMENT", descriptionKey = "register.documents")
        List<Path> documents = List.of();

        @Option(names = "--out", paramLabel = "FILE", required = true, descriptionKey = "register.out")
        Path out = Path.of("register.wwr");

        @Option(names = "--list", paramLabel = "CSV", descriptionKey = "register.list")
        List<Path> lists = List.of();

        @Option(names = "--except", paramLabel = "FILE", descriptionKey = "register.except")
        List<Path> exceptions = List.of();

        @Option(names = "--key", paramLabel = "FILE", descriptionKey = "register.key")
        @Nullable
        Path key;

        @Option(names = "--signing-key", paramLabel = "FILE", descriptionKey = "register.signing")
        @Nullable
        Path signingKey;

        @Option(names = "--label", paramLabel = "WORDS", descriptionKey = "register.label")
        String label = "";

        @Option(names = "--owner", paramLabel = "WORDS", descriptionKey = "register.owner")
        String owner = "";

        @Option(names = "--level", paramLabel = "WORDS", descriptionKey = "register.level")
        String level = "";

        @Option(names = "--expires", paramLabel = "DATE", descriptionKey = "register.expires")
        String expires = "";

        @Option(names = "--audience", paramLabel = "WORDS", descriptionKey = "register.audience")
        List<String> audiences = List.of();

        Build(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() {
            Texts texts = RegisterOptions.said(texts());
            RegisterOptions options = new RegisterOptions();
            options.key = key;
            Path reads = options.key(surroundings.env());
            RegisterKey readKey = KeyFile.reading(reads, texts);
            PrivateKey signer =
                    KeyFile.signing(signingKey == null ? reads.resolveSibling("signing.key") : signingKey, texts);
            Gathered gathered = new Gathered(new RegisterBuilder(readKey, new SecureRandom()), texts);
            for (Path file : exceptions) gathered.except(file);
            for (Path list : lists) gathered.list(ProtectedList.read(list, texts));
            if (!documents.isEmpty()) {
                Entry entry = entry(texts);
                for (Path document : documents) gathered.document(document.toString(), entry, document);
            }
            return written(gathered, signer, texts);
        }

        private Entry entry(Texts texts) {
            if (label.isBlank()) throw new UsageFault(texts.say("build.label"));
            try {
                return new Entry(
                        label.strip(), owner.strip(), level.strip(), ProtectedList.date(expires.strip()), audiences);
            } catch (DateTimeException e) {
                throw new UsageFault(texts.say("build.date", expires));
            }
        }

        /// Nothing is written where anything could not be read: a register with holes would be trusted.
        private int written(Gathered gathered, PrivateKey signer, Texts texts) {
            if (!gathered.faults.isEmpty()) {
                PrintWriter err = surroundings.errorPrinter();
                gathered.faults.forEach(err::println);
                err.println(texts.say("build.nothing", gathered.faults.size()));
                return NOT_ALL_READ;
            }
            if (gathered.builder.isEmpty()) throw new UsageFault(texts.say("build.empty"));
            try {
                gathered.builder.write(out, signer, surroundings.clock().instant());
            } catch (IOException e) {
                throw new UsageFault(texts.say("written.not", out));
            }
            try (Lines lines = new Lines()) {
                lines.print(texts.say("build.done", out, gathered.entries.size(), gathered.prints, gathered.terms));
            }
            return ALL_READ;
        }
    }

    /// What a build has gathered so far, and every fault it met.
    private static final class Gathered {
        private final RegisterBuilder builder;
        private final Texts texts;
        private final List<String> faults = new ArrayList<>();
        private final Map<String, Entry> entries = new HashMap<>();
        private long prints;
        private long terms;

        Gathered(RegisterBuilder builder, Texts texts) {
            this.builder = builder;
            this.texts = texts;
        }

        void except(Path file) {
            String fault = DocumentTexts.read(file, texts, builder::except);
            if (fault != null) faults.add(fault);
        }

        void list(ProtectedList list) {
            faults.addAll(list.faults());
            for (ProtectedList.Row row : list.rows()) {
                Path file = row.file();
                if (file != null) document(row.where(), row.entry(), file);
                else term(row);
            }
        }

        void document(String where, Entry entry, Path file) {
            if (!isOne(where, entry)) return;
            int[] kept = new int[1];
            String fault = DocumentTexts.read(file, texts, text -> kept[0] += builder.document(entry, text));
            if (fault != null) faults.add(fault);
            else if (kept[0] == 0) faults.add(texts.say("build.nothing-in", file));
            prints += kept[0];
        }

        private void term(ProtectedList.Row row) {
            if (!isOne(row.where(), row.entry())) return;
            String fault = switch (builder.term(row.entry(), row.term(), row.with())) {
                case TAKEN -> null;
                case EMPTY -> "term.empty";
                case NEEDS_COMPANY -> "term.company";
                case TOO_LONG -> "term.long";
                case TOO_MANY_LENGTHS -> "term.lengths";
            };
            if (fault == null) terms++;
            else faults.add(texts.say(fault, row.where(), RegisterBuilder.ALONE, RegisterBuilder.LONGEST_TERM));
        }

        /// A label stands for one matter, with one owner, level, end and audience.
        private boolean isOne(String where, Entry entry) {
            Entry known = entries.putIfAbsent(entry.label(), entry);
            if (known == null || known.equals(entry)) return true;
            faults.add(texts.say("build.label-twice", where, Quote.clean(entry.label())));
            return false;
        }
    }

    /// Shows what a register protects, without what is protected.
    @picocli.CommandLine.Command(name = "inspect")
    static final class Inspect extends Command {

        @Mixin
        RegisterOptions protection = new RegisterOptions();

        Inspect(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() {
            Texts texts = RegisterOptions.said(texts());
            Register register = protection.open(surroundings, texts);
            try (Lines lines = new Lines()) {
                lines.print(made(texts, register));
                LocalDate today = LocalDate.now(surroundings.clock());
                for (Register.Extent extent : register.extents()) {
                    Entry entry = extent.entry();
                    String ended = entry.holdsOn(today) ? "" : texts.say("inspect.expired");
                    lines.print("  " + Protection.described(texts, entry) + ended);
                    lines.print("    " + texts.say("inspect.extent", extent.fingerprints(), extent.terms()));
                    LocalDate expires = entry.expires();
                    if (expires != null) lines.print("    " + texts.say("inspect.expires", expires.toString()));
                    if (!entry.audiences().isEmpty()) {
                        lines.print("    "
                                + texts.say("inspect.audiences", Quote.clean(String.join("; ", entry.audiences()))));
                    }
                }
            }
            return ALL_READ;
        }

        private String made(Texts texts, Register register) {
            String when = OffsetDateTime.ofInstant(
                            register.made(), surroundings.clock().getZone())
                    .toLocalDate()
                    .toString();
            return texts.say(
                    "inspect.made",
                    protection.register(surroundings.env()),
                    when,
                    register.entries().size());
        }
    }

    /// Checks that a register is whole.
    @picocli.CommandLine.Command(name = "verify")
    static final class Verify extends Command {

        @Mixin
        RegisterOptions protection = new RegisterOptions();

        Verify(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() {
            Texts texts = RegisterOptions.said(texts());
            Register register = protection.open(surroundings, texts);
            try (Lines lines = new Lines()) {
                lines.print(texts.say(
                        "verify.whole",
                        protection.register(surroundings.env()),
                        register.made().toString(),
                        protection.readKey(surroundings, texts).id()));
            }
            return ALL_READ;
        }
    }

    /// Measures recall and false hits of a register made for the purpose.
    @picocli.CommandLine.Command(name = "measure")
    static final class MeasureIt extends Command {

        @Option(names = "--documents", paramLabel = "FOLDER", descriptionKey = "register.measure.documents")
        @Nullable
        Path documents;

        @Option(names = "--messages", paramLabel = "FILE", descriptionKey = "register.measure.messages")
        List<Path> messages = List.of();

        @Option(names = "--ordinary", paramLabel = "FILE", descriptionKey = "register.measure.ordinary")
        List<Path> ordinary = List.of();

        @Option(names = "--grams", paramLabel = "N", descriptionKey = "register.measure.grams")
        int grams = Register.Sensitivity.DEFAULT.grams();

        @Option(names = "--pairs", paramLabel = "N", descriptionKey = "register.measure.pairs")
        int pairs = Register.Sensitivity.DEFAULT.pairs();

        @Option(names = "--seed", paramLabel = "N", descriptionKey = "train.seed")
        long seed = 1;

        MeasureIt(Surroundings surroundings) {
            super(surroundings);
        }

        @Override
        public Integer call() throws IOException {
            if (grams < 1 || pairs < 1) {
                throw new UsageFault(RegisterOptions.said(texts()).say("measure.positive"));
            }
            RegisterMeasure measure = documents != null
                    ? RegisterMeasure.of(documents, seed)
                    : messages.isEmpty()
                            ? RegisterMeasure.ofStandIns(seed)
                            : RegisterMeasure.ofMessages(messages, seed);
            String report = measure.report(ordinary, new Register.Sensitivity(grams, pairs));
            try (Lines lines = new Lines()) {
                lines.print(report);
            }
            return ALL_READ;
        }
    }
}
