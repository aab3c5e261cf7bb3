package hourglass.data;

import hourglass.data.file.InputFile;
import hourglass.problem.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/// The format of a file of rows, and whether it is compressed.
///
/// @param kind of the bytes, decompressed
/// @param gzip whether they are compressed
record Format(Kind kind, boolean gzip) {
    static final String SUPPORTED =
            ".csv .tsv .jsonl .ndjson .json .idx (each also with .gz), .parquet, .npy, .npz, or *-ubyte";

    enum Kind {
        CSV,
        TSV,
        JSON,
        JSON_LINES,
        PARQUET,
        NPY,
        NPZ,
        IDX
    }

    /// The format a name tells.
    static Format ofName(Path path) {
        String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
        boolean gzip = name.endsWith(".gz");
        String stem = gzip ? name.substring(0, name.length() - 3) : name;
        Kind kind = switch (stem.substring(stem.lastIndexOf('.') + 1)) {
            case "csv" -> Kind.CSV;
            case "tsv", "tab" -> Kind.TSV;
            case "jsonl", "ndjson" -> Kind.JSON_LINES;
            case "json" -> Kind.JSON;
            case "idx" -> Kind.IDX;
            case "parquet", "pq" -> gzip ? null : Kind.PARQUET;
            case "npy" -> gzip ? null : Kind.NPY;
            case "npz" -> gzip ? null : Kind.NPZ;
            default -> stem.endsWith("ubyte") ? Kind.IDX : null;
        };
        if (kind == null) {
            throw Problem.badData("this kind of file is not supported")
                    .at(path.toString())
                    .expected(SUPPORTED)
                    .exception();
        }
        return new Format(kind, gzip);
    }

    /// The format the first bytes tell.
    static Format ofBytes(InputFile file) {
        byte[] start = file.start(false, 8);
        boolean gzip = start.length > 2 && start[0] == 0x1F && (start[1] & 0xFF) == 0x8B;
        byte[] bytes = gzip ? file.start(true, 8) : start;
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (!gzip && text.startsWith("PAR1")) {
            return new Format(Kind.PARQUET, false);
        } else if (!gzip && text.startsWith("\u0093NUMPY")) {
            return new Format(Kind.NPY, false);
        } else if (!gzip && (text.startsWith("PK\3\4") || text.startsWith("PK\5\6"))) {
            return new Format(Kind.NPZ, false);
        } else if (bytes.length >= 4 && ByteBuffer.wrap(bytes).getShort() == 0 && bytes[2] >= 8 && bytes[2] <= 14) {
            return new Format(Kind.IDX, gzip);
        } else if (text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[")) {
            return new Format(Kind.JSON, gzip);
        }
        return new Format(Kind.CSV, gzip);
    }
}
