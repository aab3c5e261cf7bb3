package hourglass.cli;

import hourglass.data.row.ReadOptions;
import hourglass.json.Json;
import hourglass.json.RecordCodec;
import hourglass.model.Advice;
import hourglass.model.Outcome;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.ScalingKind;
import hourglass.model.Table;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the rows of a training run came from, kept with its checkpoints so that `resume` can find and check them.
///
/// @param file rows, absolute
/// @param target targets, absolute, if they are in a file of their own
/// @param output the model to write, absolute
/// @param input scaling chosen for the inputs
/// @param scaledTarget scaling chosen for the targets
/// @param fingerprint of the prepared rows
/// @param outcome what is predicted from the label, if it is not just set aside
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
        Optional<Outcome> outcome) {
    static Source of(
            Path file, Optional<Path> target, ReadOptions options, Path output, Advice advice, Prepared prepared) {
        return new Source(
                RowFiles.isStandardInput(file) ? file.toString() : absolute(file),
                target.map(Source::absolute),
                options.keep(),
                options.drop(),
                options.label(),
                options.array(),
                options.rejects().map(Source::absolute),
                absolute(output),
                advice.input(),
                advice.target(),
                Fingerprint.of(prepared),
                prepared.pairs().outcome());
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    /// Whether the rows can be read again.
    boolean canBeReadAgain() {
        return !RowFiles.isStandardInput(Path.of(file));
    }

    /// Name of the file without folders.
    String fileName() {
        return Path.of(file).getFileName().toString();
    }

    /// The rows and what each is to be turned into.
    Pairs read() {
        Table rows = RowFiles.read(Path.of(file), readOptions());
        if (outcome.isPresent()) {
            return Pairs.toPredict(rows, outcome.get());
        }
        return Pairs.of(
                rows,
                target.map(it -> RowFiles.read(Path.of(it), readOptions())).orElse(rows));
    }

    private ReadOptions readOptions() {
        return new ReadOptions(keep, drop, label, array, rejects.map(Path::of));
    }

    String toJson() {
        return RecordCodec.standard().encode(Source.class, this).compact();
    }

    static Source fromJson(String json, String origin) {
        return RecordCodec.standard().decode(Source.class, Json.parse(json, origin), origin);
    }
}
