package waywarden.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import waywarden.result.PrivateFiles;

/// Remembers of each place the newest register that lay there, so that an older one put in its stead is noticed. A file
/// of a line for each place: a hash of where, and when the register was made. Where it cannot be written nothing is
/// remembered, and the check goes on.
final class SeenRegisters {

    private static final int SHOWN_BYTES = 8;

    /// Longest file that is read, in bytes.
    private static final int LONGEST = 1 << 16;

    private final Path file;

    SeenRegisters(Path file) {
        this.file = file;
    }

    /// Takes note of a register.
    ///
    /// @return when the newer one was made that lay there before; nothing where there was none
    Optional<Instant> newerThan(Path register, Instant made) {
        try {
            Map<String, Instant> seen = read();
            String place = place(register);
            Instant before = seen.get(place);
            if (before != null && made.isBefore(before)) return Optional.of(before);
            if (!made.equals(before)) {
                seen.put(place, made);
                write(seen);
            }
        } catch (IOException e) {
            // The folder cannot be used; the register can.
        }
        return Optional.empty();
    }

    private Map<String, Instant> read() throws IOException {
        Map<String, Instant> seen = new TreeMap<>();
        if (!Files.isRegularFile(file) || Files.size(file) > LONGEST) return seen;
        for (String line : Files.readAllLines(file, StandardCharsets.ISO_8859_1)) {
            String[] parts = line.split(" ");
            try {
                if (parts.length == 2) seen.put(parts[0], Instant.parse(parts[1]));
            } catch (DateTimeException e) {
                // A damaged line tells nothing.
            }
        }
        return seen;
    }

    private void write(Map<String, Instant> seen) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) Files.createDirectories(folder);
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        Files.deleteIfExists(beside);
        PrivateFiles.create(beside);
        StringBuilder lines = new StringBuilder();
        seen.forEach(
                (place, made) -> lines.append(place).append(' ').append(made).append('\n'));
        Files.writeString(beside, lines, StandardCharsets.US_ASCII);
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String place(Path register) {
        try {
            byte[] path = register.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(path);
            return HexFormat.of().formatHex(hash, 0, SHOWN_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
