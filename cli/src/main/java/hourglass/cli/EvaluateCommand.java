package hourglass.cli;

import hourglass.json.JsonObject;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.objective.Likelihood;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.report.Compression;
import hourglass.report.Denoising;
import hourglass.report.Remarks;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "evaluate",
        description = "Tell how well a model reconstructs the rows of a file, such as rows kept back from training.")
final class EvaluateCommand extends ConsoleCommand {
    private static final int MOST_COMPRESSED = 10_000;

    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows; - for standard input.")
    Path file = Path.of("-");

    @Option(
            names = "--compression",
            description = {
                "Tell how many bytes the code takes and at what error, beside PCA and engineered compression:",
                "Deflate (gzip) for tables, PNG and JPEG for pictures. The first 10,000 rows are judged."
            })
    boolean compression;

    @Option(names = "--json", description = "One JSON object instead.")
    boolean json;

    @Option(names = "--all", description = "Show all columns, worst first, not just the worst 12.")
    boolean all;

    @Option(
            names = "--impute",
            description =
                    "Tell how well holes are filled: a tenth of the cells is hidden and guessed, beside the mean or"
                            + " commonest value and the five nearest rows.")
    boolean impute;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description =
                    "What the rows should be, such as clean for noisy ones: reconstructions are compared with these"
                            + " rows, pictures by the names of their files, others one after the other. Held in memory.")
    @Nullable
    Path target;

    @Mixin
    DataOptions data = new DataOptions();

    EvaluateCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        Model model = ModelFiles.ofRows(modelFile);
        DoubleStream.Builder found = DoubleStream.builder();
        double squaredError = 0;
        int columns = model.columns().count();
        double[] sums = new double[columns];
        double[] squares = new double[columns];
        Matrix first = Matrix.zeros(0, columns);
        double[] losses = new double[columns];
        long rejected;
        if (model.readsHoles()) {
            requireNoCompression();
            requireNoTarget();
            new TableEvaluation(console, model, json, all).print(file, data, impute);
            return;
        }
        requireNoImputation();
        Optional<TargetRows> targets =
                Optional.ofNullable(target).map(it -> TargetRows.read(console, model, file, it, data));
        Optional<PictureFigures> pictures;
        Optional<PictureFigures> noisy;
        double noise = 0;
        try (ModelInput input = ModelInput.open(console, model, file, data, List.of(), false)) {
            pictures = PictureFigures.of(model, input.reader());
            noisy = targets.flatMap(it -> PictureFigures.of(model, input.reader()));
            for (Frame frame = input.next(); frame.rows() > 0; frame = input.next()) {
                Matrix next = Numeric.of(model, frame, input.match());
                Matrix wanted = targets.isPresent() ? targets.get().of(frame) : next;
                Matrix scaled = model.task().target().scaled(wanted);
                if (compression) {
                    first = continued(first, next);
                }
                for (double score : targets.isPresent() ? model.score(next, wanted) : model.score(next)) {
                    found.add(score);
                }
                Matrix inputs = model.columns().encode(next);
                Matrix means = model.network().means(inputs);
                model.recipe().architecture().objective().expose(means, scaled);
                squaredError += squaredError(means, scaled);
                add(scaled, sums, squares);
                add(model.network().lossPerColumn(inputs, scaled), losses);
                if (targets.isPresent()) {
                    noise += squaredError(model.task().target().scaled(next), scaled);
                }
                if (pictures.isPresent()) {
                    model.task().target().invert(means);
                    pictures.get().add(means, wanted, frame);
                }
                if (noisy.isPresent()) {
                    noisy.get().add(next, wanted, frame);
                }
            }
            targets.ifPresent(TargetRows::requireAllTaken);
            input.notes().forEach(console::note);
            rejected = input.rejected();
        }
        double[] scores = found.build().toArray();
        if (scores.length == 0) {
            throw Problem.badData("there are no rows to evaluate")
                    .at(file.toString())
                    .exception();
        }
        double variation = variation(sums, squares, scores.length);
        Optional<WholeFigures> whole = model.columns()
                .patches()
                .flatMap(patches -> pictures.map(like ->
                        WholeFigures.of(console, model, patches, data, file, Optional.ofNullable(target), like)));
        if (json) {
            JsonObject.Builder object = ScoreSummary.json(
                    model, scores, squaredError / scores.length / columns, 1 - squaredError / variation);
            if (target != null) {
                object.put("compared_with", target.toString())
                        .put(
                                "noise",
                                JsonObject.builder()
                                        .put("before", ScoreSummary.number(noise / scores.length / columns))
                                        .put("after", ScoreSummary.number(squaredError / scores.length / columns))
                                        .build());
            }
            pictures.ifPresent(it -> object.put("pictures", it.json()));
            noisy.ifPresent(it -> object.put("pictures_before", it.json()));
            whole.ifPresent(it -> object.put("whole_pictures", it.after().json()));
            whole.flatMap(WholeFigures::before).ifPresent(it -> object.put("whole_pictures_before", it.json()));
            console.print(object.build().compact());
            return;
        }
        print(model, scores, squaredError, variation);
        String judged = model.columns().patches().isPresent() ? "patches        " : "pictures       ";
        pictures.ifPresentOrElse(it -> console.print(judged + it.text()), () -> {
            if (PictureFigures.apply(model)) {
                console.print(judged + "no PSNR and SSIM: these numbers do not tell how bright a pixel can be");
            }
        });
        if (target != null) {
            double numbers = (double) scores.length * columns;
            console.print("noise          " + Summary.text(new Denoising(noise / numbers, squaredError / numbers)));
            if (pictures.isPresent() && noisy.isPresent()) {
                console.print("               " + noisy.get().text(pictures.get()));
            }
        }
        whole.ifPresent(it -> {
            console.print("pictures       " + it.after().text());
            it.before().ifPresent(given -> console.print("               " + given.text(it.after())));
        });
        targets.map(TargetRows::description)
                .or(() -> model.card().ofPairs() ? Optional.of(TargetRows.themselves()) : Optional.empty())
                .ifPresent(it -> console.print("compared with  " + it));
        new WorstColumns(console, model, all).ofAlike(losses, scores.length);
        if (compression) {
            print(Compression.of(model, first, Kernels.fastest().kernels()));
        }
        if (rejected > 0) {
            console.say(Counted.of(rejected, "row") + " set aside");
        }
    }

    /// Σ (found − wanted)² over rows and columns.
    private static double squaredError(Matrix found, Matrix wanted) {
        double error = 0;
        for (int row = 0; row < wanted.rows(); row++) {
            for (int j = 0; j < wanted.columns(); j++) {
                double difference = (double) found.get(row, j) - wanted.get(row, j);
                error += difference * difference;
            }
        }
        return error;
    }

    /// Adds rows and their squares to sums over rows.
    private static void add(Matrix rows, double[] sums, double[] squares) {
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                double value = rows.get(row, j);
                sums[j] += value;
                squares[j] += value * value;
            }
        }
    }

    /// Rows with those that follow, up to [#MOST_COMPRESSED] in all.
    private static Matrix continued(Matrix first, Matrix next) {
        int more = Math.min(MOST_COMPRESSED - first.rows(), next.rows());
        if (more == 0) {
            return first;
        }
        Matrix all = Matrix.zeros(first.rows() + more, first.columns());
        all.rows(0, first.rows()).copyFrom(first);
        all.rows(first.rows(), all.rows()).copyFrom(next.rows(0, more));
        return all;
    }

    /// Squared distance of all rows from their mean.
    private static double variation(double[] sums, double[] squares, int rows) {
        double variation = 0;
        for (int j = 0; j < sums.length; j++) {
            variation += Math.max(0, squares[j] - sums[j] * sums[j] / rows);
        }
        return variation;
    }

    private void print(Model model, double[] scores, double squaredError, double variation) {
        int columns = model.columns().count();
        String unit = Summary.unit(model);
        int rows = scores.length;
        console.print("rows           " + Numbers.grouped(rows) + " x " + Counted.of(columns, "column"));
        console.print("score          "
                + Numbers.significant(Arrays.stream(scores).average().orElseThrow())
                + " " + unit + " per row, a sum over columns"
                + (model.recipe().architecture().objective() instanceof Likelihood
                        ? ", less those of a perfect reconstruction"
                        : ""));
        console.print("squared error  " + Numbers.significant(squaredError / rows) + " per row, a sum over columns; "
                + Numbers.significant(squaredError / rows / columns) + " per number; in scaled units");
        double explained = 1 - squaredError / variation;
        console.print("explained      "
                + (!Remarks.explainedApplies(model, explained)
                        ? "does not apply: " + unit + " does not predict on the scale of the rows"
                        : (variation > 0 ? Numbers.percent(explained) : "-") + " of the variance of these rows"));
        console.print("scores         " + ScoreSummary.quantiles(scores));
    }

    private void requireNoTarget() {
        if (target != null) {
            throw Problem.usage(
                            "--target is for models whose columns are taken alike, such as those trained with --target")
                    .at(modelFile.toString())
                    .exception();
        }
    }

    private void requireNoCompression() {
        if (compression) {
            throw Problem.badData(
                            "compression is told of numbers taken alike, but each column of the model has a kind of its own")
                    .at(modelFile.toString())
                    .remedy("a model trained with --likelihood gaussian")
                    .exception();
        }
    }

    private void requireNoImputation() {
        if (impute) {
            throw Problem.badData("the model was trained on columns taken alike and cannot read missing values")
                    .at(modelFile.toString())
                    .exception();
        }
    }

    private static void add(double[] more, double[] sums) {
        for (int j = 0; j < sums.length; j++) {
            sums[j] += more[j];
        }
    }

    private void print(Compression result) {
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "%-30s %12s %14s %14s",
                "storing " + Counted.of(result.rows(), "row"),
                "bytes a row",
                "bytes for all",
                "error"));
        for (Compression.Candidate candidate : result.candidates()) {
            console.print(String.format(
                    Locale.ROOT,
                    "  %-28s %12s %14s %14s",
                    candidate.name(),
                    Numbers.significant(candidate.bytesPerRow()),
                    candidate.sharedBytes() == 0 ? "-" : Numbers.grouped(candidate.sharedBytes()),
                    candidate.error() == 0 ? "none" : Numbers.significant(candidate.error())));
        }
        console.print("  (bytes for all: the decoder, needed once; error: root mean square per number, in the file's"
                + " units; PCA is fitted to these very rows)");
    }
}
