package hourglass.cli;

import hourglass.column.Schema;
import hourglass.column.SchemaJson;
import hourglass.data.Overflow;
import hourglass.data.row.ReadOptions;
import hourglass.json.Json;
import hourglass.json.RecordCodec;
import hourglass.model.Advice;
import hourglass.model.Outcome;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.ScalingKind;
import hourglass.model.Table;
import hourglass.picture.Patches;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Where the rows of a training run came from, kept with its checkpoints so that `resume` can find and check them.
///
/// @param file rows, absolute
/// @param target targets, absolute, if they are in a file of their own
/// @param label the column set aside, or predicted
/// @param output the model to write, absolute
/// @param input scaling chosen for the inputs
/// @param scaledTarget scaling chosen for the targets
/// @param fingerprint of the prepared rows
/// @param outcome what is predicted from the label, if it is not just set aside
/// @param schema of the columns learned from; empty where they are taken alike
/// @param window how a series is cut; empty for rows of their own
/// @param patches how pictures are cut; empty for whole ones
/// @param grey whether coloured pictures are read as grey ones; empty if not
/// @param began where all of this was when training began; empty if it is there still
record Source(
        String file,
        Optional<String> target,
        List<String> keep,
        List<String> drop,
        Optional<String> label,
        Optional<String> array,
        Optional<String> rejects,
        String output,
        ScalingKind input,
        ScalingKind scaledTarget,
        String fingerprint,
        Optional<Outcome> outcome,
        Optional<Boolean> header,
        Optional<List<String>> missing,
        Optional<String> sql,
        Optional<Schema> schema,
        Optional<Window> window,
        Optional<Patches> patches,
        Optional<Boolean> grey,
        Optional<Places> began) {
    /// Where files were, absolute.
    record Places(String file, Optional<String> target, Optional<String> rejects, String output) {}

    static Source of(
            Path file, Optional<Path> target, DataOptions data, Path output, Advice advice, Prepared prepared) {
        Table inputs = prepared.pairs().inputs();
        Optional<Outcome> outcome = prepared.pairs().outcome();
        ReadOptions reading = data.toReadOptions();
        return new Source(
                Input.isStandardInput(file) ? file.toString() : absolute(file),
                target.map(Source::absolute),
                data.keep,
                data.drop,
                outcome.map(Outcome::column).or(() -> Optional.ofNullable(data.label)),
                Optional.ofNullable(data.array),
                Optional.ofNullable(data.rejects).map(Source::absolute),
                absolute(output),
                advice.input(),
                advice.target(),
                Fingerprint.of(prepared),
                outcome,
                reading.header(),
                reading.missing(),
                reading.sql(),
                advice.input() == ScalingKind.COLUMNS ? Optional.of(inputs.schema()) : Optional.empty(),
                inputs.windows().map(Windows::window),
                reading.patches(),
                reading.grey() ? Optional.of(true) : Optional.empty(),
                Optional.empty());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /// Where the rows may be now, the likeliest first: at their absolute place; at the same place as seen from the
    /// checkpoint, if their folder came along with it. The second is tried, too, when other rows have taken the first.
    ///
    /// @param checkpoint the one that was named
    /// @param newOutput the model to write
    List<Source> places(Path checkpoint, Path newOutput) {
        Relocation relocation = new Relocation(places(), began.orElseGet(this::places), checkpoint);
        return Stream.of(false, true)
                .map(it -> at(relocation.rows(it), absolute(newOutput)))
                .distinct()
                .toList();
    }

    private Places places() {
        return new Places(file, target, rejects, output);
    }

    private Source at(Places now, String newOutput) {
        boolean moved = !now.equals(places()) || !newOutput.equals(output);
        return new Source(
                now.file(),
                now.target(),
                keep,
                drop,
                label,
                array,
                now.rejects(),
                newOutput,
                input,
                scaledTarget,
                fingerprint,
                outcome,
                header,
                missing,
                sql,
                schema,
                window,
                patches,
                grey,
                moved ? began.or(() -> Optional.of(places())) : began);
    }

    /// Whether the rows can be read again.
    boolean canBeReadAgain() {
        return !Input.isStandardInput(Path.of(file));
    }

    /// Name of the file without folders.
    String fileName() {
        return Path.of(file).getFileName().toString();
    }

    /// The rows and what each is to be turned into.
    ///
    /// @param overflow where they go if they are too large for memory
    Pairs read(Overflow overflow) {
        if (outcome.isPresent()) {
            Frames frame = read(file, overflow);
            Frames inputs = frame.only(frame.names().stream()
                    .filter(name -> !name.equals(outcome.get().column()))
                    .toList());
            Table table = table(inputs);
            return Pairs.toPredict(frame, outcome.get(), table);
        }
        Frames frame = read(file, overflow);
        Table rows = table(frame);
        return Pairs.of(
                rows,
                target.map(it -> table(PicturePairs.aligned(frame, read(it, overflow), it)))
                        .orElse(rows));
    }

    private Frames read(String path, Overflow overflow) {
        List<String> last = outcome.map(it -> List.of(it.column())).orElse(List.of());
        List<String> left = new ArrayList<>(drop);
        label.filter(it -> outcome.isEmpty()).ifPresent(left::add);
        return Input.read(Path.of(path), readOptions(), keep, left, last, overflow);
    }

    private Table table(Frames frame) {
        if (window.isPresent()) {
            return Table.of(TrainingInput.inMemory(frame, Path.of(file), "a series"), window.get());
        }
        return schema.map(it -> Table.of(frame, it)).orElseGet(() -> Table.of(frame, true));
    }

    private ReadOptions readOptions() {
        return new ReadOptions(header, missing, array, sql, rejects.map(Path::of), patches, grey.orElse(false));
    }

    private static RecordCodec codec() {
        return SchemaJson.in(RecordCodec.standard());
    }

    String toJson() {
        return codec().encode(Source.class, this).compact();
    }

    static Source fromJson(String json, String origin) {
        return codec().decode(Source.class, Json.parse(json, origin), origin);
    }
}
