package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.data.row.RowReader;
import hourglass.inference.Network;
import hourglass.json.NearMiss;
import hourglass.model.Columns;
import hourglass.model.Model;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.problem.Problem;
import hourglass.series.Window;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// The rows of a file with the columns of a model, some at a time: memory does not grow with the file. The next ones
/// are read while something is done with those before. Says what was matched and passed over, and how far it has come.
final class ModelInput implements AutoCloseable {
    private static final int CELLS_AT_ONCE = 1 << 21;
    private static final float LARGEST_BYTE = 255;

    private final RowReader reader;
    private final ColumnMatch match;
    private final List<String> passedOn;
    private final int rowsAtOnce;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("hourglass-reader").factory());
    private final RowsProgress progress;
    private @Nullable Future<Piece> ahead;
    private long before;
    private long delivered;
    private OptionalDouble share = OptionalDouble.empty();

    /// @param share of the input that ends with it, if that is known
    private record Piece(Frame rows, OptionalDouble share) {}

    private ModelInput(Console console, RowReader reader, ColumnMatch match, List<String> passedOn) {
        this.progress = new RowsProgress(console, "row");
        this.reader = reader;
        this.match = match;
        this.passedOn = List.copyOf(passedOn);
        int slices = Math.max(1, CELLS_AT_ONCE / Math.max(1, match.places().length) / Network.SLICE);
        this.rowsAtOnce = slices * Network.SLICE;
    }

    /// Opens rows.
    ///
    /// @param passedOn names of columns to read besides, for the output
    /// @param everything whether all columns of the file are wanted
    static ModelInput open(
            Console console, Model model, Path file, DataOptions data, List<String> passedOn, boolean everything) {
        return open(console, model, file, data, passedOn, Optional.empty(), everything);
    }

    /// Opens rows.
    ///
    /// @param ifThere a column to pass on too, last, if it is there, not dropped and not read by the model
    static ModelInput open(
            Console console,
            Model model,
            Path file,
            DataOptions data,
            List<String> passedOn,
            Optional<String> ifThere,
            boolean everything) {
        data.readAs(model);
        return open(console, model, file, data.open(file), data, passedOn, ifThere, everything);
    }

    /// Opens the rows of one table.
    ///
    /// @param files that it is made of
    static ModelInput open(Console console, Model model, List<Path> files, DataOptions data, List<String> passedOn) {
        data.readAs(model);
        return open(console, model, files.getFirst(), data.open(files), data, passedOn, Optional.empty(), false);
    }

    private static ModelInput open(
            Console console,
            Model model,
            Path file,
            RowReader reader,
            DataOptions data,
            List<String> asked,
            Optional<String> ifThere,
            boolean everything) {
        try {
            requirePicture(model, reader, file);
            requireBits(model, reader, file);
            List<String> columns = reader.columns();
            List<String> passedOn = new ArrayList<>(asked);
            ifThere.filter(it -> columns.contains(it) && !data.drop.contains(it) && !asked.contains(it))
                    .filter(it -> !model.columns().schema().names().contains(it))
                    .ifPresent(passedOn::add);
            List<String> offered = offered(model.columns(), columns, data, passedOn, file);
            ColumnMatch found = model.columns().match(offered, file.toString());
            found.notes().forEach(console::note);
            List<String> wanted = new ArrayList<>();
            Arrays.stream(found.places())
                    .filter(place -> place >= 0)
                    .mapToObj(offered::get)
                    .forEach(wanted::add);
            for (String name : passedOn) {
                if (!columns.contains(name)) {
                    throw NearMiss.unknown("column", name, columns)
                            .at(file.toString())
                            .exception();
                }
                if (!wanted.contains(name)) {
                    wanted.add(name);
                }
            }
            List<String> selected = everything ? columns : wanted;
            if (!selected.equals(columns)) {
                reader.select(selected);
            }
            // A picture may have a hundred thousand columns.
            Map<String, Integer> indices = HashMap.newHashMap(selected.size());
            for (int i = 0; i < selected.size(); i++) {
                indices.putIfAbsent(selected.get(i), i);
            }
            int[] places = Arrays.stream(found.places())
                    .map(place -> place < 0 ? -1 : indices.getOrDefault(offered.get(place), -1))
                    .toArray();
            return new ModelInput(console, reader, new ColumnMatch(places, List.of()), passedOn);
        } catch (RuntimeException e) {
            reader.close();
            throw e;
        }
    }

    /// Pixels have numbers for names, which say nothing of where they stand.
    private static void requirePicture(Model model, RowReader reader, Path file) {
        List<Integer> known = model.card().rowShape();
        if (reader.rowsAreFiles() && known.size() > 1 && !known.equals(reader.shape())) {
            throw Problem.badData("pictures have another shape than those the model was trained on")
                    .at(file.toString())
                    .expected(shape(known))
                    .found(shape(reader.shape()))
                    .remedy("scale and convert them first, such as by ImageMagick: mogrify -resize " + known.get(1)
                            + "x"
                            + known.get(0) + "! " + (known.size() == 2 ? "-colorspace Gray" : "-type TrueColor")
                            + " FILES")
                    .exception();
        }
    }

    /// White is 255 or 65535, and a model knows but one of them.
    static void requireBits(Model model, RowReader reader, Path file) {
        Scaling scaling = model.columns().scaling();
        boolean known = reader.rowsAreFiles() && scaling.kind() == ScalingKind.COMMON_RANGE;
        boolean bytes = reader.valueType() == ValueType.UNSIGNED_BYTE;
        boolean ofBytes = scaling.scales()[0] <= LARGEST_BYTE;
        if (known && bytes != ofBytes) {
            throw Problem.badData("pictures have other bits than those the model was trained on")
                    .at(file.toString())
                    .expected(ofBytes ? "8 bits" : "16 bits")
                    .found(bytes ? "8 bits" : "a picture of 16 bits")
                    .remedy("convert them first, such as by ImageMagick: mogrify -depth " + (ofBytes ? 8 : 16)
                            + " FILES")
                    .exception();
        }
    }

    private static String shape(List<Integer> shape) {
        return shape.get(1) + " x " + shape.get(0) + " (width x height), " + (shape.size() == 2 ? "grey" : "colour");
    }

    /// What is there but for columns that were dropped, and those passed on or set aside unless the model knows them.
    private static List<String> offered(
            Columns model, List<String> columns, DataOptions data, List<String> passedOn, Path file) {
        List<String> chosen = Input.chosen(columns, data.keep, data.drop, file);
        Set<String> known = Set.copyOf(
                model.window().map(Window::names).orElseGet(() -> model.schema().names()));
        return chosen.stream()
                .filter(name -> known.contains(name) || (!passedOn.contains(name) && !name.equals(data.label)))
                .toList();
    }

    /// Names of the columns read besides, for the output.
    List<String> passedOn() {
        return passedOn;
    }

    /// Where the model's columns stand in the frames of [#next()].
    ColumnMatch match() {
        return match;
    }

    /// What tells of the rows before they are read.
    RowReader reader() {
        return reader;
    }

    /// The next rows, none at the end. A multiple of [Network#SLICE] but for the last. Those before are done with.
    Frame next() {
        progress.done(delivered, share);
        Piece piece = read(ahead == null ? readAhead() : ahead);
        int rows = piece.rows().rows();
        delivered += rows;
        share = piece.share();
        if (rows == 0) {
            ahead = null;
            progress.end();
        } else {
            ahead = readAhead();
        }
        return piece.rows();
    }

    private Future<Piece> readAhead() {
        return thread.submit(() -> {
            Frame frame = reader.read(rowsAtOnce).startingAt(before);
            before += frame.rows();
            return new Piece(frame, RowsProgress.share(reader, before));
        });
    }

    private static Piece read(Future<Piece> rows) {
        try {
            return rows.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException problem) {
                throw problem;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /// All rows that are left, for models of series.
    Frame rest() {
        List<Frame> parts = new ArrayList<>();
        for (Frame part = next(); part.rows() > 0 || parts.isEmpty(); part = next()) {
            parts.add(part);
        }
        return Frame.joined(parts);
    }

    /// Lines set aside so far.
    long rejected() {
        return reader.rejected();
    }

    /// What the reader guessed; complete at the end.
    List<String> notes() {
        return reader.notes();
    }

    /// Waits for what is being read.
    @Override
    public void close() {
        progress.end();
        thread.close();
        reader.close();
    }
}
