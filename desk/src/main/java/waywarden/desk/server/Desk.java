package waywarden.desk.server;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.signature.Fingerprint;
import waywarden.advisory.signature.SigningKey;
import waywarden.conversation.WaywardenException;
import waywarden.delivery.Database;
import waywarden.delivery.DatabaseSettings;
import waywarden.delivery.Secrets;
import waywarden.desk.Account;
import waywarden.desk.Authority;
import waywarden.desk.Passphrases;
import waywarden.desk.Role;
import waywarden.desk.store.Accounts;
import waywarden.desk.store.AuditLog;
import waywarden.result.Texts;

/// The program behind `./waywarden desk`: runs the service, or makes an account from the terminal.
@Command(name = "waywarden desk", synopsisSubcommandLabel = "[admin NAME]")
public final class Desk implements Callable<Integer> {

    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_USAGE = 2;

    private static final String MIGRATIONS = "waywarden/desk/db";

    @Option(names = "--lang", paramLabel = "en|zh", descriptionKey = "lang", scope = CommandLine.ScopeType.INHERIT)
    @Nullable
    String language;

    @Option(names = "--data", paramLabel = "FOLDER", descriptionKey = "data", scope = CommandLine.ScopeType.INHERIT)
    Path data = usualFolder(System.getenv());

    @Option(
            names = "--passphrase-file",
            paramLabel = "FILE",
            descriptionKey = "passphrase",
            scope = CommandLine.ScopeType.INHERIT)
    @Nullable
    Path passphraseFile;

    @Option(names = "--port", paramLabel = "PORT", descriptionKey = "port")
    @Nullable
    Integer port;

    @Option(names = "--stop-after-start", hidden = true)
    boolean stopAfterStart;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help",
            scope = CommandLine.ScopeType.INHERIT)
    boolean help;

    private final PrintStream out;
    private final PrintStream err;

    private Desk(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    public static void main(String[] args) {
        watchParent();
        System.exit(run(System.out, System.err, args));
    }

    /// Ends with the process that started it, however that ends.
    private static void watchParent() {
        String parent = System.getProperty("waywarden.parent", "");
        if (parent.isEmpty()) return;
        Optional<ProcessHandle> handle = ProcessHandle.of(Long.parseLong(parent));
        if (handle.isEmpty()) System.exit(FAILED);
        Thread.ofPlatform().daemon().name("parent").start(() -> {
            handle.get().onExit().join();
            System.exit(FAILED);
        });
    }

    static int run(PrintStream out, PrintStream err, String... args) {
        Desk desk = new Desk(out, err);
        CommandLine line = new CommandLine(desk);
        line.addSubcommand("admin", new Admin(desk));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setResourceBundle(ResourceBundle.getBundle("waywarden.desk.help", locale(args)));
        line.setExecutionExceptionHandler((failure, failed, parsed) -> desk.failed(failure));
        line.setParameterExceptionHandler((fault, faulty) -> {
            err.println(fault.getMessage());
            return WRONG_USAGE;
        });
        return line.execute(args);
    }

    private static Locale locale(String... args) {
        for (int i = 0; i + 1 < args.length; i++) {
            if (args[i].equals("--lang")) return Locale.of(args[i + 1]);
        }
        return Locale.getDefault();
    }

    Texts texts() {
        return Texts.in(language, Locale.getDefault(), "waywarden.desk.messages");
    }

    private int failed(Exception failure) {
        if (!System.getenv().getOrDefault("WAYWARDEN_DEBUG", "").isEmpty()) failure.printStackTrace(err);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof PortInUseException || cause instanceof BindException) {
                err.println(texts().say("start.port"));
                return WRONG_USAGE;
            }
            if (cause instanceof SigningKey.UnusableKey key) {
                err.println(texts().say("key." + key.fault().name()));
                return WRONG_USAGE;
            }
            if (cause instanceof WaywardenException fault) {
                err.println(fault.getMessage());
                return fault instanceof Unusable ? WRONG_USAGE : FAILED;
            }
            if (cause instanceof IOException || cause instanceof UncheckedIOException) {
                err.println(texts().say("start.io", cause.getClass().getSimpleName()));
                return FAILED;
            }
        }
        err.println(texts().say("start.failed", failure.getClass().getSimpleName()));
        return FAILED;
    }

    /// Runs the service until it is told to end.
    @Override
    public Integer call() throws IOException, InterruptedException {
        DeskFolder folder = DeskFolder.at(data);
        Optional<FileLock> lock = folder.lock();
        if (lock.isEmpty()) throw new Unusable(texts().say("start.running", data));
        try {
            DeskFile read = DeskFile.read(folder.settings());
            DeskFile file = port == null ? read : read.on(port);
            SigningKey key = key(folder, file);
            Database database = database(folder, file);
            ConfigurableApplicationContext service;
            try {
                service = start(folder, file, key, database);
            } catch (RuntimeException | IOException e) {
                database.close();
                throw e;
            }
            if (stopAfterStart) {
                service.close();
                database.close();
                return DONE;
            }
            // What is under way is let finish before the database closes.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                service.close();
                database.close();
            }));
            new CountDownLatch(1).await();
        } finally {
            lock.get().channel().close();
        }
        return DONE;
    }

    private ConfigurableApplicationContext start(DeskFolder folder, DeskFile file, SigningKey key, Database database)
            throws IOException {
        if (new Accounts(database.client()).all().isEmpty()) {
            throw new Unusable(texts().say("start.nobody", data));
        }
        Setup setup = new Setup(data, file, key, database, Secrets.keptIn(folder.secrets()), InstantSource.system());
        ConfigurableApplicationContext service = DeskServer.start(setup);
        out.println(texts().say("start.address", setup.address()));
        out.println(texts().say("start.feed", setup.address() + "/feed.atom"));
        out.println(texts().say("start.key", Fingerprint.of(key.certificate().getPublicKey())));
        out.flush();
        return service;
    }

    private SigningKey key(DeskFolder folder, DeskFile file) throws IOException {
        Path named = file.key() == null ? folder.key() : file.key();
        if (!Files.exists(named) && file.key() == null) {
            char[] passphrase = passphrase("start.key.new");
            String problem = problem(passphrase);
            if (problem != null) throw new Unusable(problem);
            NewKey.make(named, file.sender().name(), passphrase);
            return SigningKey.read(named, null, () -> passphrase);
        }
        return SigningKey.read(named, file.alias(), () -> passphrase("start.key.ask"));
    }

    private static Database database(DeskFolder folder, DeskFile file) throws IOException {
        DeskFile.Server server = file.database();
        if (server == null) return Database.open(DatabaseSettings.embedded(folder.database()), MIGRATIONS);
        String password = server.passwordFile() == null
                ? null
                : Files.readString(server.passwordFile()).strip();
        return Database.open(DatabaseSettings.of(server.url(), server.user(), password), MIGRATIONS);
    }

    /// From the first line of a file or typed unseen; never from the command line, where other users
    /// of the machine could read it.
    char[] passphrase(String prompt) throws IOException {
        if (passphraseFile != null) {
            if (!Files.isRegularFile(passphraseFile)) throw new Unusable(texts().say("start.no.file", passphraseFile));
            try (var in = Files.newBufferedReader(passphraseFile, StandardCharsets.UTF_8)) {
                String line = in.readLine();
                return line == null ? new char[0] : line.toCharArray();
            }
        }
        Console console = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .orElseThrow(() -> new Unusable(texts().say("start.no.terminal")));
        char[] typed = console.readPassword("%s ", texts().say(prompt));
        return typed == null ? new char[0] : typed;
    }

    /// What is wrong with a passphrase; null where nothing is.
    @Nullable
    String problem(char[] passphrase) {
        return Passphrases.problem(new String(passphrase), texts());
    }

    static Path usualFolder(Map<String, String> env) {
        String data = env.getOrDefault("XDG_DATA_HOME", "");
        Path folder = data.isEmpty()
                ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home", ".")), ".local", "share")
                : Path.of(data);
        return folder.resolve("waywarden").resolve("desk");
    }

    /// Makes an account, or a new password for one, on the terminal of the machine itself.
    @Command(name = "admin")
    static final class Admin implements Callable<Integer> {

        private final Desk desk;

        @Parameters(arity = "1", paramLabel = "NAME", descriptionKey = "admin.name")
        String name = "";

        @Option(names = "--roles", paramLabel = "ROLE", split = ",", descriptionKey = "admin.roles")
        Set<Role> roles = EnumSet.of(Role.ADMIN);

        Admin(Desk desk) {
            this.desk = desk;
        }

        @Override
        public Integer call() throws IOException {
            if (!Account.isName(name)) throw new Unusable(desk.texts().say("admin.name.wrong"));
            DeskFolder folder = DeskFolder.at(desk.data);
            DeskFile file = DeskFile.read(folder.settings());
            char[] passphrase = desk.passphrase("admin.passphrase");
            String problem = desk.problem(passphrase);
            if (problem != null) throw new Unusable(problem);
            String encoded = new BCryptPasswordEncoder(12).encode(new String(passphrase));
            Arrays.fill(passphrase, '\0');
            try (Database database = database(folder, file)) {
                Accounts accounts = new Accounts(database.client());
                AuditLog audit = new AuditLog(database.client(), database.transactions());
                Account account = new Account(name, name, roles, Authority.FULL, desk.language, true);
                Instant now = Instant.now();
                boolean made = Boolean.TRUE.equals(database.transactions().execute(status -> {
                    boolean added = accounts.add(account, encoded, now);
                    if (!added) {
                        accounts.change(account);
                        accounts.setPassword(name, String.valueOf(encoded));
                    }
                    audit.add("terminal", added ? "account-made" : "account-reset", name, roles.toString(), now);
                    return added;
                }));
                desk.out.println(desk.texts().say(made ? "admin.made" : "admin.reset", name));
            }
            return DONE;
        }
    }

    /// What was asked for cannot be done as it was asked for; the sentence says what to do instead.
    static final class Unusable extends WaywardenException {
        private static final long serialVersionUID = 1L;

        Unusable(String sentence) {
            super(sentence);
        }
    }
}
