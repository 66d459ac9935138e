package waywarden.cli;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import waywarden.cli.Command.UsageFault;
import waywarden.register.Register;
import waywarden.register.RegisterKey;
import waywarden.register.RegisterReading.Opened;
import waywarden.register.RegisterReading.Refused;
import waywarden.result.Protection;
import waywarden.result.Texts;

/// Which register to use, and with which key. Both are files: a secret is never an argument.
final class RegisterOptions {

    @Option(names = "--register", paramLabel = "FILE", descriptionKey = "register.file")
    @Nullable
    Path file;

    @Option(names = "--key", paramLabel = "FILE", descriptionKey = "register.key")
    @Nullable
    Path key;

    /// Whether a register was named on the command line.
    boolean isAsked() {
        return file != null;
    }

    /// The register named, else that of the environment, else that of the usual place. One older than the register that
    /// lay there before is used, and said to be.
    ///
    /// @throws UsageFault if it or its key is missing, altered, or does not belong together
    Register open(Surroundings here, Texts texts) {
        Texts said = said(texts);
        Path register = register(here.env());
        return switch (Register.open(register, KeyFile.reading(key(here.env()), said))) {
            case Opened(Register opened) -> {
                noted(here, said, register, opened);
                yield opened;
            }
            case Refused(var why) -> throw new UsageFault(Protection.refused(said, why, register.toString()));
        };
    }

    private static void noted(Surroundings here, Texts said, Path file, Register register) {
        Path seen = NoteCommand.usualFolder(here.env()).resolve("registers");
        new SeenRegisters(seen)
                .newerThan(file, register.made())
                .ifPresent(before -> here.errorPrinter()
                        .println(Protection.older(
                                said,
                                file.toString(),
                                register.made(),
                                before,
                                here.clock().getZone())));
    }

    RegisterKey readKey(Surroundings here, Texts texts) {
        return KeyFile.reading(key(here.env()), said(texts));
    }

    Path register(Map<String, String> env) {
        return chosen(file, env, "WAYWARDEN_REGISTER", "register.wwr");
    }

    Path key(Map<String, String> env) {
        return chosen(key, env, "WAYWARDEN_REGISTER_KEY", "register.key");
    }

    private static Path chosen(@Nullable Path named, Map<String, String> env, String variable, String usual) {
        if (named != null) return named;
        String told = env.getOrDefault(variable, "");
        if (!told.isEmpty()) return Path.of(told);
        String config = env.getOrDefault("XDG_CONFIG_HOME", "");
        Path folder = config.isEmpty()
                ? Path.of(env.getOrDefault("HOME", System.getProperty("user.home", ".")), ".config")
                : Path.of(config);
        return folder.resolve("waywarden").resolve(usual);
    }

    /// The words of the commands about registers, in the same language.
    static Texts said(Texts texts) {
        return Texts.in(texts.locale(), Command.WORDS, "waywarden.cli.register");
    }
}
