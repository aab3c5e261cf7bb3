package hourglass.data;

import hourglass.data.file.InputFile;
import hourglass.data.picture.PictureFormat;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipFile;

/// The format of a file of rows, and whether it is compressed.
///
/// @param kind of the bytes, decompressed
/// @param gzip whether they are compressed
record Format(Kind kind, boolean gzip) {
    private static final int START = 512;
    private static final int GZIP_MAGIC = 0x1F8B;
    private static final String SUPPORTED =
            "CSV, TSV, JSON, IDX (each also with gzip), Parquet, .npy, .npz, or pictures";

    /// What other bytes are, by how they begin, and what helps.
    private static final Map<String, List<String>> OTHERS = Map.ofEntries(
            Map.entry("\u00D0\u00CF\u0011\u00E0", List.of("an Excel workbook of the old kind", "save it as CSV")),
            Map.entry("\u0089HDF", List.of("an HDF5 file", "save the table as Parquet or .npy")),
            Map.entry("SQLite format 3", List.of("an SQLite database", "export the table as CSV")),
            Map.entry("ARROW1", List.of("an Arrow or Feather file", "save it as Parquet")),
            Map.entry("MATLAB 5.0", List.of("a MATLAB file", "save the table as CSV or .npy")),
            Map.entry("%PDF", List.of("a PDF document", "export the table as CSV")),
            Map.entry("BZh91AY&SY", List.of("packed by bzip2", "unpack it: bunzip2")),
            Map.entry("\u00FD7zXZ", List.of("packed by xz", "unpack it: unxz")),
            Map.entry("(\u00B5/\u00FD", List.of("packed by zstd", "unpack it: unzstd")),
            Map.entry("7z\u00BC\u00AF", List.of("a 7-Zip archive", "unpack it")),
            Map.entry(
                    "version https://git-lfs.github.com/",
                    List.of("a pointer of Git LFS in place of the file", "fetch the file: git lfs pull")),
            Map.entry("<?xml", List.of("an XML document", "export the table as CSV")));

    enum Kind {
        TEXT("a text table"),
        JSON("JSON"),
        PARQUET("Parquet"),
        NPY("a NumPy array"),
        NPZ("a .npz archive"),
        IDX("an IDX array"),
        PICTURE("a picture");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /// The format a name tells, if it tells one.
    static Optional<Format> ofName(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        String stem = gzip ? name.substring(0, name.length() - 3) : name;
        Kind kind = switch (stem.substring(stem.lastIndexOf('.') + 1)) {
            case "csv", "tsv", "tab", "txt" -> Kind.TEXT;
            case "jsonl", "ndjson", "json" -> Kind.JSON;
            case "idx" -> Kind.IDX;
            case "parquet", "pq" -> Kind.PARQUET;
            case "npy" -> Kind.NPY;
            case "npz" -> Kind.NPZ;
            case "png", "jpg", "jpeg", "bmp", "gif", "tif", "tiff" -> Kind.PICTURE;
            default -> stem.endsWith("ubyte") ? Kind.IDX : null;
        };
        return Optional.ofNullable(kind).map(known -> new Format(known, gzip));
    }

    /// Whether a name says that the fields of a text are separated by tabs.
    static boolean saysTabs(Path path) {
        return path.toString().toLowerCase(Locale.ROOT).matches(".*\\.(tsv|tab)(\\.gz)?");
    }

    /// The format of a file, told by its first bytes; its name counts where the bytes may be anything.
    ///
    /// @throws ProblemException if the file is of no supported kind
    static Format of(InputFile file) {
        byte[] stored = file.start(false, START);
        if (stored.length == 0) {
            throw Problem.badData("file is empty").at(file.name()).exception();
        }
        boolean gzip = stored.length > 2 && (ByteBuffer.wrap(stored).getShort() & 0xFFFF) == GZIP_MAGIC;
        byte[] bytes = gzip ? file.start(true, START) : stored;
        if (bytes.length == 0) {
            throw Problem.badData("file is empty").at(file.name()).exception();
        }
        Kind kind = kind(file, bytes, gzip);
        if (gzip && (kind == Kind.PARQUET || kind == Kind.NPY || kind == Kind.NPZ || kind == Kind.PICTURE)) {
            throw Problem.badData("this is " + kind.words + ", compressed once more by gzip")
                    .at(file.name())
                    .remedy("unpack it: gunzip")
                    .exception();
        }
        return new Format(kind, gzip);
    }

    private static Kind kind(InputFile file, byte[] bytes, boolean gzip) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (text.startsWith("PAR1")) {
            return Kind.PARQUET;
        } else if (text.startsWith("\u0093NUMPY")) {
            return Kind.NPY;
        } else if (text.startsWith("PK\3\4") || text.startsWith("PK\5\6")) {
            return gzip ? Kind.NPZ : zip(file);
        } else if (bytes.length >= 4 && ByteBuffer.wrap(bytes).getShort() == 0 && bytes[2] >= 8 && bytes[2] <= 14) {
            return Kind.IDX;
        } else if (PictureFormat.of(bytes).isPresent()) {
            return Kind.PICTURE;
        }
        refuseOthers(file, bytes, text);
        String beginning = text.replaceFirst("^\u00EF\u00BB\u00BF", "").stripLeading();
        if (beginning.matches("(?s)\\{\\s*[\"}].*|\\[\\s*\\{.*")) {
            return Kind.JSON;
        }
        Optional<Kind> named = ofName(file.name()).map(Format::kind).filter(it -> it != Kind.PICTURE);
        boolean binary = text.chars().anyMatch(c -> c < '\t') && bytes[0] != (byte) 0xFF && bytes[0] != (byte) 0xFE;
        if (named.isPresent() && (binary || (named.get() == Kind.JSON && beginning.matches("(?s)[\\[{].*")))) {
            return named.get();
        }
        return Kind.TEXT;
    }

    private static Kind zip(InputFile file) {
        try (ZipFile zip = new ZipFile(file.path().toFile())) {
            if (zip.stream().anyMatch(entry -> entry.getName().endsWith(".npy"))) {
                return Kind.NPZ;
            } else if (zip.stream().anyMatch(entry -> entry.getName().startsWith("xl/"))) {
                throw refused(file, "an Excel workbook", "save it as CSV");
            } else if (ofName(file.name())
                    .filter(format -> format.kind() == Kind.NPZ)
                    .isPresent()) {
                return Kind.NPZ;
            }
            throw refused(file, "a zip archive", "unpack it: unzip");
        } catch (IOException | IllegalArgumentException ignored) {
            // Whoever opens it as an archive says what is wrong with it.
            return Kind.NPZ;
        }
    }

    private static void refuseOthers(InputFile file, byte[] bytes, String text) {
        for (Map.Entry<String, List<String>> other : OTHERS.entrySet()) {
            if (text.startsWith(other.getKey())) {
                throw refused(
                        file, other.getValue().getFirst(), other.getValue().getLast());
            }
        }
        if (text.matches("(?s)RIFF.{4}WEBP.*|.{4}ftyp(avif|heic|heix|mif1).*")) {
            throw refused(file, "a picture in WebP, AVIF or HEIC", "save it as PNG");
        }
        if (text.stripLeading().toLowerCase(Locale.ROOT).matches("(?s)<(!doctype html|html|head|body|!--).*")) {
            throw refused(file, "a web page, as servers send it in place of a file", "download the file again");
        } else if (bytes.length > 1 && bytes[0] == (byte) 0x80 && bytes[1] >= 2 && bytes[1] <= 5) {
            throw refused(
                    file,
                    "a Python pickle, which may run programs and is never opened",
                    "save the table as Parquet, CSV or .npy");
        }
    }

    private static ProblemException refused(InputFile file, String what, String remedy) {
        return Problem.badData("this is " + what)
                .at(file.name())
                .expected(SUPPORTED)
                .remedy(remedy)
                .exception();
    }

    /// What to say if a name told another format.
    Optional<String> note(InputFile file) {
        return ofName(file.name())
                .filter(named -> !named.equals(this))
                .map(named -> named.kind == kind
                        ? "the name says " + (named.gzip ? "gzip" : "no gzip") + ", and the file is "
                                + (gzip ? "compressed by gzip" : "not compressed")
                        : "the name says " + named.kind.words + ", and the file is " + kind.words
                                + (gzip ? ", compressed by gzip" : ""));
    }
}
