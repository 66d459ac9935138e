package waywarden.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import waywarden.advisory.signature.Fingerprint;
import waywarden.advisory.signature.Signer;
import waywarden.advisory.signature.SigningKey;
import waywarden.result.Texts;

/// Signs a warning.
@picocli.CommandLine.Command(name = "sign")
final class WarnSignCommand extends Command {

    @Parameters(arity = "1", paramLabel = "FILE", descriptionKey = "warn.sign.file")
    Path file = Path.of("");

    @Option(names = "--key", required = true, paramLabel = "KEY", descriptionKey = "warn.sign.key")
    Path key = Path.of("");

    @Option(names = "--alias", paramLabel = "NAME", descriptionKey = "warn.sign.alias")
    @Nullable
    String alias;

    @Option(names = "--passphrase-file", paramLabel = "FILE", descriptionKey = "warn.sign.passphrase")
    @Nullable
    Path passphraseFile;

    @Option(names = "--out", required = true, paramLabel = "FILE", descriptionKey = "warn.out")
    Path out = Path.of("");

    WarnSignCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    public Integer call() throws IOException {
        Texts texts = texts();
        byte[] message = WarningFiles.bytes(texts, file);
        try {
            SigningKey signing = SigningKey.read(key, alias, () -> passphrase(texts));
            byte[] signed = Signer.sign(message, signing);
            WarningFiles.write(texts, out, signed);
            try (Lines lines = new Lines()) {
                lines.beside("", 0, texts.say("warn.signed", out.toString()));
                lines.print(Fingerprint.of(signing.certificate().getPublicKey()));
            }
            return ALL_READ;
        } catch (SigningKey.UnusableKey fault) {
            throw new UsageFault(texts.say("key." + fault.fault().name(), key.toString()));
        } catch (Signer.NotSigned fault) {
            throw new UsageFault(texts.say("notsigned." + fault.fault().name(), file.toString()));
        }
    }

    /// From a file or typed unseen; never from the command line, where other users of the machine
    /// could read it.
    private char @Nullable [] passphrase(Texts texts) throws IOException {
        if (passphraseFile != null) {
            if (!Files.isRegularFile(passphraseFile)) {
                throw new UsageFault(texts.say("file.missing", passphraseFile.toString()));
            }
            try (var in = Files.newBufferedReader(passphraseFile, StandardCharsets.UTF_8)) {
                String line = in.readLine();
                return line == null ? new char[0] : line.toCharArray();
            }
        }
        Console console = surroundings.terminals().in() ? System.console() : null;
        if (console == null) throw new UsageFault(texts.say("warn.sign.noterminal"));
        return console.readPassword("%s", texts.say("warn.sign.prompt"));
    }
}
