package hourglass.data.array;

import hourglass.data.file.Failures;
import hourglass.data.file.InputFile;
import hourglass.data.file.Names;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/// Opens an `.npz` file: a zip of `.npy` members, which are streamed and never extracted, so that their names cannot
/// reach any folder. Length and checksum of a member are proved by one pass before its rows are read.
public final class NpzFile {
    private static final int MOST_MEMBERS = 100_000;
    private static final String SUFFIX = ".npy";

    private final String name;
    private final ZipFile zip;
    private final Map<String, ZipEntry> members = new LinkedHashMap<>();

    private NpzFile(String name, ZipFile zip) {
        this.name = name;
        this.zip = zip;
    }

    /// Opens the member named by the options, else the only one of at least two dimensions, else the one named `X`.
    ///
    /// @param file closed with the reader
    public static RowReader open(InputFile file, ReadOptions options) {
        try {
            // zip entries whose names are not UTF-8 make the constructor throw IllegalArgumentException on some JDKs
            ZipFile zip = new ZipFile(file.path().toFile());
            try {
                return new NpzFile(file.name(), zip).source(file, options);
            } catch (IOException | RuntimeException e) {
                zip.close();
                throw e;
            }
        } catch (IOException e) {
            throw Failures.reading(file.name(), e);
        } catch (ProblemException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Problem.badData("compressed file is damaged").at(file.name()).exception(e);
        }
    }

    private RowReader source(InputFile file, ReadOptions options) throws IOException {
        list();
        String chosen = options.array().map(this::existing).orElse("");
        if (chosen.isEmpty()) {
            chosen = choose();
        }
        Layout layout = checked(chosen);
        String member = chosen;
        return new ArrayRows(
                shown(member),
                layout,
                () -> numbers(member, layout),
                beside(member, layout),
                options,
                () -> ArrayRows.closeAll(name, List.of(zip, file)));
    }

    /// Members that hold one number for each row, such as `y`: they can be selected as if they were columns.
    private Map<String, ArrayRows.Opening> beside(String member, Layout rows) {
        Map<String, ArrayRows.Opening> beside = new LinkedHashMap<>();
        for (String other : members.keySet()) {
            if (!other.equals(member) && isBeside(other, rows)) {
                beside.put(other, () -> {
                    Layout layout = checked(other);
                    return numbers(other, layout);
                });
            }
        }
        return beside;
    }

    private boolean isBeside(String other, Layout rows) {
        try (InputStream stream = stream(other)) {
            Layout layout = NpyHeader.read(stream, shown(other));
            return layout.columns() == 1 && layout.rows() == rows.rows();
        } catch (IOException | ProblemException ignored) {
            // A member that cannot be read, such as one of texts, is no column.
            return false;
        }
    }

    private Numbers numbers(String member, Layout layout) throws IOException {
        return layout.columnMajor() ? inMemory(member, layout) : new RowMajorNumbers(atNumbers(member, layout), layout);
    }

    private void list() throws IOException {
        if (zip.size() > MOST_MEMBERS) {
            throw bad("too many members").found(zip.size() + " members").exception();
        }
        for (ZipEntry entry : zip.stream().map(ZipEntry.class::cast).toList()) {
            String member = entry.getName();
            if (member.endsWith(SUFFIX)
                    && members.putIfAbsent(member.substring(0, member.length() - SUFFIX.length()), entry) != null) {
                throw bad("two members have the same name")
                        .found("\"" + member + "\" twice")
                        .exception();
            }
        }
        if (members.isEmpty()) {
            throw bad("there is no array in this .npz file")
                    .expected("a member whose name ends in .npy")
                    .exception();
        }
    }

    private String existing(String wanted) {
        if (members.containsKey(wanted)) {
            return wanted;
        }
        throw NearMiss.unknown("array", wanted, members.keySet()).at(name).exception();
    }

    private String choose() throws IOException {
        if (members.size() == 1) {
            return members.keySet().iterator().next();
        }
        if (members.containsKey("X")) {
            return "X";
        }
        List<String> tables = new ArrayList<>();
        for (String member : members.keySet()) {
            try (InputStream stream = stream(member)) {
                if (NpyHeader.read(stream, shown(member)).dimensions() > 1) {
                    tables.add(member);
                }
            } catch (ProblemException ignored) {
                // A member that cannot be read, such as one of texts, is no candidate.
            }
        }
        if (tables.size() == 1) {
            return tables.getFirst();
        }
        throw Problem.usage("this .npz file has several arrays")
                .at(name)
                .found(Names.shown(List.copyOf(members.keySet())))
                .remedy("`array` "
                        + (tables.isEmpty() ? members.keySet().iterator().next() : tables.getFirst()))
                .exception();
    }

    /// Reads a member once to its end and compares length and checksum.
    private Layout checked(String member) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream stream = new CheckedInputStream(stream(member), checksum)) {
            Layout layout = NpyHeader.read(stream, shown(member));
            layout.requireLength(shown(member), layout.start() + ArrayFile.lengthUpTo(stream, layout.length()));
            if (entry(member).getCrc() != checksum.getValue()) {
                throw new ZipException("wrong checksum of member " + member);
            }
            return layout;
        }
    }

    private InputStream atNumbers(String member, Layout layout) throws IOException {
        InputStream stream = stream(member);
        stream.skipNBytes(layout.start());
        return stream;
    }

    private Numbers inMemory(String member, Layout layout) throws IOException {
        if (layout.length()
                > Math.min(Integer.MAX_VALUE - 16, Runtime.getRuntime().maxMemory() / 4)) {
            throw bad("array in column order is too large to be read from an .npz file")
                    .found(layout.length() + " bytes")
                    .remedy("save it with numpy.ascontiguousarray, or as .npy")
                    .exception();
        }
        try (InputStream stream = stream(member)) {
            ByteBuffer bytes = ByteBuffer.wrap(stream.readNBytes((int) layout.length()));
            return new ColumnMajorNumbers((into, from) -> copy(bytes, into, (int) from), () -> {}, layout);
        }
    }

    /// The length was checked before: there is as much as is wanted.
    private static int copy(ByteBuffer bytes, ByteBuffer into, int from) {
        int count = into.remaining();
        into.put(bytes.slice(from, count));
        return count;
    }

    private ZipEntry entry(String member) {
        return Objects.requireNonNull(members.get(member));
    }

    private InputStream stream(String member) throws IOException {
        return zip.getInputStream(entry(member));
    }

    private String shown(String member) {
        return name + ", array \"" + member + "\"";
    }

    private Problem bad(String summary) {
        return Problem.badData(summary).at(name);
    }
}
