package waywarden.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// A zip on the disk, read in place: nothing is unpacked to files, so an entry's name can do no harm.
final class ZipArchive implements Archive, Closeable {

    private final String name;
    private final ZipFile zip;
    private final Map<String, ZipEntry> entries = new LinkedHashMap<>();
    private final Map<String, BoundedEntry> opened = new LinkedHashMap<>();
    private final IntakeLimits limits;
    private final UnpackBudget budget;
    private final BiConsumer<String, Reason> loss;

    /// @param loss takes the losses that show while entries are listed or read: file and reason
    ZipArchive(String name, Path file, IntakeLimits limits, UnpackBudget budget, BiConsumer<String, Reason> loss)
            throws IOException {
        this.name = name;
        this.zip = open(file);
        this.limits = limits;
        this.budget = budget;
        this.loss = loss;
        list();
    }

    /// Entry names are UTF-8 unless the packing program was old; then most often GB18030 or a Western
    /// code page, and the last of these can decode any name.
    private static ZipFile open(Path file) throws IOException {
        ZipException first = null;
        for (Charset charset :
                List.of(StandardCharsets.UTF_8, Charset.forName("GB18030"), StandardCharsets.ISO_8859_1)) {
            try {
                return new ZipFile(file.toFile(), charset);
            } catch (ZipException e) {
                if (first == null) first = e;
            } catch (IllegalArgumentException e) {
                // A name that this charset cannot decode: the next one may.
            }
        }
        throw first == null ? new ZipException("entry names") : first;
    }

    private void list() {
        for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (entry.isDirectory() || isHidden(entry.getName())) continue;
            if (!budget.takeEntry()) {
                loss.accept(name, Reason.of("archive-too-many-entries", limits.archiveEntries()));
                return;
            }
            if (entries.putIfAbsent(entry.getName(), entry) != null) {
                loss.accept(shown(name, entry), Reason.of("entry-twice"));
            }
        }
    }

    /// Files that operating systems add to archives on their own account.
    static boolean isHidden(String entry) {
        for (String part : entry.split("/")) {
            boolean dots = part.equals(".") || part.equals("..");
            if (part.equals("__MACOSX") || (part.startsWith(".") && !dots)) return true;
        }
        return false;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<String> entries() {
        return new ArrayList<>(entries.keySet());
    }

    /// Packed size of an entry, for telling how far the reading has come.
    long packedSize(String entry) {
        ZipEntry known = entries.get(entry);
        return known == null ? 0 : Math.max(0, known.getCompressedSize());
    }

    @Override
    public Export entry(String entry) {
        ZipEntry known = entries.get(entry);
        if (known == null) throw new IllegalArgumentException("The archive names no such entry.");
        return opened.computeIfAbsent(entry, e -> new BoundedEntry(known));
    }

    /// How the person is shown an entry: without the control characters that a name may carry to a
    /// terminal.
    static String shown(String archive, ZipEntry entry) {
        return archive + "!" + entry.getName().replaceAll("\\p{Cntrl}", "\uFFFD");
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /// An entry whose streams end, with a word said once, where a limit ends or the packed bytes are
    /// damaged.
    private final class BoundedEntry implements Export {
        private final ZipEntry entry;
        private long charged;
        private boolean said;

        private BoundedEntry(ZipEntry entry) {
            this.entry = entry;
        }

        @Override
        public String name() {
            return shown(ZipArchive.this.name, entry);
        }

        @Override
        public long size() {
            return entry.getSize();
        }

        @Override
        public InputStream open() {
            try {
                InputStream in = zip.getInputStream(entry);
                return in == null ? InputStream.nullInputStream() : new Bounded(in);
            } catch (IOException e) {
                sayOnce(Reason.of("entry-damaged"));
                return InputStream.nullInputStream();
            }
        }

        private void sayOnce(Reason reason) {
            if (!said) loss.accept(name(), reason);
            said = true;
        }

        private final class Bounded extends InputStream {
            private final InputStream in;
            private long position;
            private boolean ended;

            private Bounded(InputStream in) {
                this.in = in;
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                if (length == 0) return 0;
                if (ended) return -1;
                int count;
                try {
                    count = in.read(bytes, offset, length);
                } catch (IOException e) {
                    sayOnce(Reason.of("entry-damaged"));
                    count = -1;
                }
                ended = count < 0 || !allowed(count);
                return ended ? -1 : count;
            }

            private boolean allowed(int count) {
                position += count;
                if (position > limits.fileBytes()) {
                    sayOnce(Reason.of("file-too-large", limits.fileBytes()));
                    return false;
                }
                long fresh = Math.max(0, position - charged);
                charged += fresh;
                if (budget.take(fresh)) return true;
                if (budget.overdrawnNow()) {
                    loss.accept(ZipArchive.this.name, Reason.of("archive-too-large", budget.allowed()));
                }
                return false;
            }

            @Override
            public void close() throws IOException {
                in.close();
            }
        }
    }
}
