package waywarden.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import waywarden.advisory.CheckedWarning;
import waywarden.advisory.cap.Finding;
import waywarden.advisory.feed.Feed;
import waywarden.advisory.feed.FeedReader;
import waywarden.advisory.feed.WarningFolder;
import waywarden.advisory.profile.Profile;
import waywarden.advisory.profile.Profiles;
import waywarden.advisory.signature.Issuers;
import waywarden.advisory.xml.XmlLimits;
import waywarden.cli.Command.UsageFault;
import waywarden.result.Texts;

/// Reads and writes files of warnings for the commands.
final class WarningFiles {

    private WarningFiles() {}

    /// A file with everything in it checked.
    record CheckedFile(String name, Feed feed, List<CheckedWarning> warnings) {

        boolean accepted() {
            return feed.findings().stream().noneMatch(Finding::refuses)
                    && warnings.stream().allMatch(CheckedWarning::accepted);
        }
    }

    static CheckedFile read(Texts texts, Path file, @Nullable Profile profile, Issuers issuers) throws IOException {
        Feed feed = FeedReader.read(bytes(texts, file));
        List<CheckedWarning> warnings = feed.warnings().stream()
                .map(reading -> CheckedWarning.of(reading, profile, issuers))
                .toList();
        return new CheckedFile(file.toString(), feed, warnings);
    }

    /// The files named, and those in folders named, such as `warn feed` fills.
    static List<Path> under(List<Path> named) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path path : named) {
            if (Files.isDirectory(path)) files.addAll(WarningFolder.files(path));
            else files.add(path);
        }
        return files;
    }

    /// One byte more than is allowed is enough for the limit to be noticed and said.
    static byte[] bytes(Texts texts, Path file) throws IOException {
        if (!Files.isRegularFile(file)) throw new UsageFault(texts.say("file.missing", file.toString()));
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(XmlLimits.FEED.bytes() + 1);
        }
    }

    static @Nullable Profile profile(Texts texts, @Nullable String name) {
        if (name == null) return null;
        String names =
                String.join(", ", Profiles.ALL.stream().map(Profile::name).toList());
        return Profiles.named(name)
                .orElseThrow(() -> new UsageFault(texts.say("usage.choice", "--profile", name, names)));
    }

    static Issuers issuers(@Nullable Path file) throws IOException {
        return file == null ? Issuers.NONE : Issuers.read(file);
    }

    /// Writes beside the file and moves it there, so that there is never half a warning; never over
    /// another file.
    static void write(Texts texts, Path file, byte[] bytes) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new UsageFault(texts.say("file.unwritable", file.toString(), "NoSuchFolder"));
        }
        if (Files.exists(file)) throw new UsageFault(texts.say("warn.exists", file.toString()));
        Path beside = Files.createTempFile(folder, ".waywarden-", ".xml");
        try {
            Files.write(beside, bytes);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new UsageFault(texts.say("warn.exists", file.toString()));
        } finally {
            Files.deleteIfExists(beside);
        }
    }
}
