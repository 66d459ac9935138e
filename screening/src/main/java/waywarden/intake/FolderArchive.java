package waywarden.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// An unpacked archive: the files of a folder, offered to the readers of whole archives.
///
/// @param name    the folder as the person named it
/// @param entries the names of its files with `/` between folders, in name order
/// @param files   where each lies
record FolderArchive(String name, List<String> entries, Map<String, Path> files) implements Archive {

    @Override
    public Export entry(String entry) {
        Path file = files.get(entry);
        if (file == null) throw new IllegalArgumentException("The folder holds no such file.");
        return Export.of(file);
    }
}
