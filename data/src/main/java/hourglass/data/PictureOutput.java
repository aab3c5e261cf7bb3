package hourglass.data;

import hourglass.data.file.PendingFile;
import hourglass.data.picture.PngFiles;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.storage.FileProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Writes rows as pictures, PNG: a single one to a file, or one for each row to a folder, by the name of its file. They
/// appear whole and together at the commit; closed without one, nothing is left, and what was there stays.
public final class PictureOutput implements AutoCloseable {
    private final Path path;
    private final boolean toFolder;
    private final boolean madeFolder;
    private final PngFiles pictures;
    private final Map<String, String> written = new HashMap<>();
    private boolean committed;

    private PictureOutput(Path path, boolean toFolder, boolean madeFolder, PngFiles pictures) {
        this.path = path;
        this.toFolder = toFolder;
        this.madeFolder = madeFolder;
        this.pictures = pictures;
    }

    /// Whether a path asks for pictures: the name of a PNG file or a folder.
    ///
    /// @param pathText as a user wrote it; what ends in a slash is a folder, there or not
    public static boolean isFor(String pathText) {
        return isFolder(pathText) || pathText.toLowerCase(Locale.ROOT).endsWith(".png");
    }

    /// Whether a path is a folder, or says that it is to be one.
    public static boolean isFolder(String pathText) {
        return pathText.endsWith("/") || Files.isDirectory(Path.of(pathText));
    }

    /// Prepares to write; a folder is made if there is none.
    ///
    /// @param deep whether intensities go to 65535 rather than 255
    public static PictureOutput create(Path path, boolean toFolder, boolean deep) {
        boolean make = toFolder && !Files.isDirectory(path);
        if (make) {
            try {
                Files.createDirectory(path);
            } catch (IOException e) {
                throw Problem.of(Problem.Kind.CANNOT_CREATE, "folder cannot be created")
                        .at(path.toString())
                        .found(FileProblems.reason(e))
                        .exception(e);
            }
        }
        return new PictureOutput(path, toFolder, make, new PngFiles(deep));
    }

    /// Writes one row.
    ///
    /// @param file the picture that the row is
    /// @param shape of the picture: height × width, or height × width × 3
    public void write(String file, List<Integer> shape, Matrix rows, int row) {
        Path target = toFolder ? path.resolve(stem(file) + ".png") : path;
        boolean first = written.isEmpty();
        String before = written.putIfAbsent(target.toString(), file);
        if (before != null) {
            throw toFolder ? taken(target, before, file) : several();
        }
        try {
            if (Files.exists(target) && Files.exists(Path.of(file)) && Files.isSameFile(target, Path.of(file))) {
                throw Problem.usage("the output is one of the inputs")
                        .at(target.toString())
                        .remedy("another name or folder for the output")
                        .exception();
            }
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "reading failed")
                    .at(file)
                    .exception(e);
        }
        pictures.write(first ? PendingFile.create(target) : PendingFile.oneOfMany(target), shape, rows, row);
    }

    private RuntimeException several() {
        return Problem.usage("a .png file holds one picture, and there are several")
                .at(path.toString())
                .remedy("a folder as the output, a slash at its end")
                .exception();
    }

    private static RuntimeException taken(Path target, String before, String file) {
        return Problem.usage("two pictures would be written to one file")
                .at(target.toString())
                .found(before + " and " + file)
                .remedy("a folder for each kind of picture, one at a time")
                .exception();
    }

    /// A file's name without folders and extension.
    public static String stem(String file) {
        String name = String.valueOf(Path.of(file).getFileName());
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    /// Moves everything into place.
    public void commit() {
        pictures.commit();
        committed = true;
    }

    @Override
    public void close() {
        pictures.close();
        if (madeFolder && !committed) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException ignored) {
                // Somebody else has put something there.
            }
        }
    }
}
