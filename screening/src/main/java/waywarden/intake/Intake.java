package waywarden.intake;

import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import waywarden.conversation.WaywardenException;
import waywarden.packed.Pack;

/// The front door of reading exports: files, folders and archives, each recognised by its content,
/// become transcripts and a list of what could not be read. Content never makes it throw.
public final class Intake {

    /// Entries by which office documents, books and programs show that they are zips for a reason of
    /// their own.
    private static final Set<String> NOT_EXPORTS = Set.of("[Content_Types].xml", "mimetype", "META-INF/MANIFEST.MF");

    /// Most bytes of one entry of a damaged archive, which must be held in memory.
    private static final int MOST_SALVAGED = 1 << 26;

    private final List<ConversationReader> formats;
    private final List<ArchiveReader> archiveFormats;
    private final IntakeLimits limits;
    private final Progress progress;
    private final Pack pack = new Pack();

    private final List<Transcript> transcripts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private final Map<Path, Long> sizes = new HashMap<>();
    private long bytesOfAll;
    private long bytesOfFilesDone;
    private long bytesOfFile;
    private long messages;
    private long messagesOfFile;

    Intake(
            List<ConversationReader> formats,
            List<ArchiveReader> archiveFormats,
            IntakeLimits limits,
            Progress progress) {
        this.formats = formats;
        this.archiveFormats = archiveFormats;
        this.limits = limits;
        this.progress = progress;
    }

    /// Reads files and folders in the order given; the files of a folder in the order of their names.
    public static Imported read(List<Path> paths, IntakeLimits limits, Progress progress) {
        return new Intake(ImportFormats.ALL, ImportFormats.ARCHIVES, limits, progress).files(paths);
    }

    /// Reads one export that may lie in memory.
    public static Imported read(Export export, IntakeLimits limits) {
        return new Intake(ImportFormats.ALL, ImportFormats.ARCHIVES, limits, Progress.NONE).export(export);
    }

    Imported files(List<Path> paths) {
        for (Path path : paths) bytesOfAll += sizeOf(path);
        for (Path path : paths) {
            if (Files.isDirectory(path)) topFolder(path);
            else file(path, true);
        }
        return imported();
    }

    Imported export(Export export) {
        content(export, null, 0, true);
        return imported();
    }

    private Imported imported() {
        progress.done(messages);
        return new Imported(transcripts, problems);
    }

    // --- files and folders ---

    private long sizeOf(Path path) {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(this::sizeOfFile)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            // It is said where the file is read.
            return 0;
        }
    }

    private long sizeOfFile(Path file) {
        return sizes.computeIfAbsent(file, f -> {
            try {
                return Files.size(f);
            } catch (IOException e) {
                return 0L;
            }
        });
    }

    private void topFolder(Path folder) {
        int before = transcripts.size() + problems.size();
        int media = folder(folder);
        if (media > 0) note(folder.toString(), Reason.of("media-skipped", media));
        if (transcripts.size() + problems.size() == before) loss(folder.toString(), Reason.of("folder-empty"));
    }

    /// How many media files were left out.
    private int folder(Path folder) {
        if (wholeFolder(folder)) return 0;
        int media = 0;
        for (Path path : inNameOrder(folder)) {
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) media += folder(path);
            else if (Files.isDirectory(path)) note(path.toString(), Reason.of("link-skipped"));
            else if (!file(path, false)) media++;
        }
        return media;
    }

    private List<Path> inNameOrder(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            loss(folder.toString(), Reason.of("not-readable", e.getClass().getSimpleName()));
            return List.of();
        }
    }

    /// An unpacked archive is read as the archive it was.
    private boolean wholeFolder(Path folder) {
        if (archiveFormats.isEmpty()) return false;
        Map<String, Path> files = new LinkedHashMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            all.filter(Files::isRegularFile)
                    .sorted()
                    .limit(limits.archiveEntries())
                    .forEach(file -> files.put(
                            folder.relativize(file)
                                    .toString()
                                    .replace(file.getFileSystem().getSeparator(), "/"),
                            file));
        } catch (IOException | UncheckedIOException e) {
            // It is said where the folder is listed.
            return false;
        }
        files.keySet().removeIf(ZipArchive::isHidden);
        return wholeArchive(new FolderArchive(folder.toString(), List.copyOf(files.keySet()), files));
    }

    /// Whether the file was read or something was said of it; false for media found among other files.
    private boolean file(Path file, boolean named) {
        bytesOfFile = 0;
        boolean dealtWith = true;
        if (Files.isRegularFile(file)) {
            dealtWith = content(counted(file), file, 0, named);
        } else {
            loss(file.toString(), Reason.of(Files.exists(file) ? "not-a-file" : "no-such-file"));
        }
        bytesOfFilesDone += sizeOfFile(file);
        bytesOfFile = 0;
        tellProgress();
        return dealtWith;
    }

    /// The file's bytes, with progress told as they are read. A second reading of the same bytes counts
    /// for nothing.
    private Export counted(Path file) {
        Export plain = Export.of(file);
        return new Export() {
            @Override
            public String name() {
                return plain.name();
            }

            @Override
            public long size() throws IOException {
                return plain.size();
            }

            @Override
            public InputStream open() throws IOException {
                return new FilterInputStream(plain.open()) {
                    private long position;

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        int count = super.read(bytes, offset, length);
                        position += Math.max(0, count);
                        if (position > bytesOfFile) {
                            bytesOfFile = position;
                            tellProgress();
                        }
                        return count;
                    }
                };
            }
        };
    }

    private void tellProgress() {
        progress.at(Math.min(bytesOfFilesDone + bytesOfFile, bytesOfAll), bytesOfAll, messages + messagesOfFile);
    }

    // --- one content ---

    /// @param file  where the content lies, for archives to be opened in place; null where it lies in an
    ///              archive
    /// @param named whether the person named the very file, so that even media in it are worth a word
    /// @return whether it was read or something was said of it
    private boolean content(Export export, @Nullable Path file, int depth, boolean named) {
        progress.file(export.name());
        try {
            if (export.size() > limits.fileBytes()) {
                loss(export.name(), Reason.of("file-too-large", limits.fileBytes()));
                return true;
            }
            return recognised(export, head(export), file, depth, named);
        } catch (IOException e) {
            loss(export.name(), Reason.of("not-readable", e.getClass().getSimpleName()));
            return true;
        }
    }

    private static byte[] head(Export export) throws IOException {
        try (InputStream in = export.open()) {
            return in.readNBytes(Opening.LENGTH);
        }
    }

    private boolean recognised(Export export, byte[] head, @Nullable Path file, int depth, boolean named)
            throws IOException {
        switch (FileKind.of(head)) {
            case EMPTY -> loss(export.name(), Reason.of("empty"));
            case ZIP -> {
                return zip(export, head, file, depth, named);
            }
            case OTHER_ARCHIVE -> loss(export.name(), Reason.of("archive-other"));
            case MEDIA -> {
                return isUnknown(export, named);
            }
            case TEXT -> {
                return text(export, head, named);
            }
        }
        return true;
    }

    private boolean isUnknown(Export export, boolean say) {
        if (say) loss(export.name(), Reason.of("unknown-format"));
        return say;
    }

    private boolean text(Export export, byte[] head, boolean named) {
        Opening opening = new Opening(export.name(), TextEncoding.decode(head), head.length < Opening.LENGTH);
        for (ConversationReader reader : formats) {
            if (recognises(reader, opening)) {
                reading(export.name(), reader.name(), sink -> reader.read(export, limits, sink));
                return true;
            }
        }
        return isUnknown(export, named || opening.isText());
    }

    private boolean recognises(ConversationReader reader, Opening opening) {
        try {
            return reader.recognises(opening);
        } catch (RuntimeException e) {
            loss(opening.name(), failed(reader.name(), e));
            return false;
        }
    }

    private static Reason failed(String format, Throwable e) {
        return Reason.of("reader-failed", format, e.getClass().getSimpleName());
    }

    private interface Reading {
        void into(TranscriptSink sink) throws IOException;
    }

    /// Reads with whatever a reader does wrong kept in: what it had read before stays.
    private void reading(String source, String format, Reading reading) {
        TranscriptCollector collector = new TranscriptCollector(source, limits, this::heard, pack);
        try {
            reading.into(collector);
        } catch (IOException | UncheckedIOException e) {
            collector.loss(0, Reason.of("not-readable", e.getClass().getSimpleName()));
        } catch (WaywardenException noRoom) {
            // Whatever is read next would not fit either.
            throw noRoom;
        } catch (RuntimeException | StackOverflowError e) {
            collector.loss(0, failed(format, e));
        }
        keep(source, collector);
    }

    private void heard(long messagesOfThisFile) {
        messagesOfFile = messagesOfThisFile;
    }

    private void keep(String source, TranscriptCollector collector) {
        List<Transcript> read = collector.transcripts();
        List<Problem> told = collector.problems();
        if (read.isEmpty() && told.isEmpty()) loss(source, Reason.of("no-messages"));
        read.forEach(transcript -> transcripts.add(withUniqueId(transcript)));
        problems.addAll(told);
        messages += messagesOfFile;
        messagesOfFile = 0;
    }

    private Transcript withUniqueId(Transcript transcript) {
        Transcript.Header header = transcript.header();
        String id = header.id();
        for (int n = 2; !ids.add(id); n++) id = header.id() + "~" + n;
        if (id.equals(header.id())) return transcript;
        return new Transcript(
                new Transcript.Header(id, header.channel(), header.title(), header.worker(), header.lang()),
                transcript.source(),
                transcript.utterances());
    }

    // --- archives ---

    private @Nullable UnpackBudget budget;

    private boolean zip(Export export, byte[] head, @Nullable Path file, int depth, boolean named) throws IOException {
        if (depth >= limits.nesting()) {
            loss(export.name(), Reason.of("archive-too-deep", limits.nesting()));
            return true;
        }
        if (file != null) return zip(export.name(), head, file, depth, named);
        Path copy = Files.createTempFile("waywarden", ".zip");
        try (InputStream in = export.open()) {
            Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
            return zip(export.name(), head, copy, depth, named);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private boolean zip(String name, byte[] head, Path file, int depth, boolean named) throws IOException {
        UnpackBudget shared = depth == 0 || budget == null ? new UnpackBudget(Files.size(file), limits) : budget;
        budget = shared;
        try (ZipArchive archive = new ZipArchive(name, file, limits, shared, this::loss)) {
            if (archive.entries().stream().anyMatch(NOT_EXPORTS::contains)) {
                return isUnknown(Export.of(name, head), named);
            }
            if (!wholeArchive(archive)) entries(archive, depth);
        } catch (IOException e) {
            if (FileKind.isEncryptedZip(head)) loss(name, Reason.of("archive-encrypted"));
            else salvage(name, file, depth, shared);
        }
        return true;
    }

    /// The end, where a zip keeps its list of entries, is often what a broken download lacks: what comes
    /// before it is read entry by entry, each held in memory.
    private void salvage(String name, Path file, int depth, UnpackBudget budgetLeft) {
        loss(name, Reason.of("archive-damaged"));
        int media = 0;
        try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.isDirectory() || ZipArchive.isHidden(entry.getName())) continue;
                byte[] bytes = salvaged(zip);
                if (!budgetLeft.takeEntry() || !budgetLeft.take(bytes.length)) return;
                if (!content(Export.of(ZipArchive.shown(name, entry), bytes), null, depth + 1, false)) media++;
            }
        } catch (IOException | IllegalArgumentException e) {
            // The damage already told of: nothing can be read beyond it.
        }
        if (media > 0) note(name, Reason.of("media-skipped", media));
    }

    /// As much of an entry as is whole.
    private static byte[] salvaged(InputStream in) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] block = new byte[1 << 13];
        try {
            for (int n = in.read(block); n >= 0 && bytes.size() < MOST_SALVAGED; n = in.read(block)) {
                bytes.write(block, 0, n);
            }
        } catch (IOException e) {
            // Cut here; that the archive is damaged has been said.
        }
        return bytes.toByteArray();
    }

    private boolean wholeArchive(Archive archive) {
        for (ArchiveReader reader : archiveFormats) {
            if (recognises(reader, archive)) {
                reading(archive.name(), reader.name(), sink -> reader.read(archive, limits, sink));
                return true;
            }
        }
        return false;
    }

    private boolean recognises(ArchiveReader reader, Archive archive) {
        try {
            return reader.recognises(archive);
        } catch (IOException | RuntimeException e) {
            loss(archive.name(), failed(reader.name(), e));
            return false;
        }
    }

    private void entries(ZipArchive archive, int depth) {
        if (archive.entries().isEmpty()) loss(archive.name(), Reason.of("empty"));
        int media = 0;
        for (String entry : archive.entries()) {
            if (!content(archive.entry(entry), null, depth + 1, false)) media++;
            if (depth == 0) {
                bytesOfFile += archive.packedSize(entry);
                tellProgress();
            }
        }
        if (media > 0) note(archive.name(), Reason.of("media-skipped", media));
    }

    private void loss(String file, Reason reason) {
        problems.add(new Problem(Problem.Severity.LOSS, file, 0, reason));
    }

    private void note(String file, Reason reason) {
        problems.add(new Problem(Problem.Severity.NOTE, file, 0, reason));
    }
}
