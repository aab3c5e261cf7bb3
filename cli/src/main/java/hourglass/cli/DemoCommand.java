package hourglass.cli;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Model;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Corruption;
import hourglass.random.Noise;
import hourglass.report.Evaluation;
import hourglass.report.PrincipalComponents;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "demo",
        description = "Train a plain and a denoising autoencoder on bundled handwritten digits and show what they do.")
final class DemoCommand extends ConsoleCommand {
    private static final int CODE = 16;
    private static final int EPOCHS = 120;
    private static final float NOISE = 0.35f;
    private static final int SHOWN = 4;

    @Mixin
    RunOptions running = new RunOptions();

    DemoCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        Kernels kernels = running.kernels().kernels();
        Table digits = digits();
        Announcement.kernels(console, running);
        console.print("data        1,797 handwritten digits of 8 x 8 pixels (UCI), a tenth of them kept unseen");

        Wishes wishes = Wishes.none().withCode(CODE).withEpochs(EPOCHS);
        Advice plain = Advisor.advise(digits, wishes);
        Prepared prepared = Prepared.of(digits, plain);
        heading("1  A plain autoencoder: 64 pixels through " + CODE + " numbers and back");
        Model plainModel = train(plain, prepared);
        new Summary(console).table(Evaluation.of(plainModel, prepared, kernels), plainModel);
        Matrix unseen = prepared.validation().inputs().toMatrix();
        Matrix shown = unseen.rows(0, SHOWN);
        DigitDrawing.print(console, "unseen digits", shown);
        DigitDrawing.print(
                console,
                "rebuilt from " + CODE + " numbers",
                plainModel.network().means(shown));

        heading("2  A denoising autoencoder: trained to undo noise that is new at every step");
        Advice denoising = Advisor.advise(digits, wishes.withCorruption(new Corruption.Gaussian(NOISE)));
        Model denoiser = train(denoising, prepared);
        Matrix noisy = noisy(unseen);
        Matrix principal = PrincipalComponents.fit(prepared.training().inputs().toMatrix(), CODE, kernels)
                .reconstruct(noisy, kernels);
        console.print("");
        console.print("  squared error per pixel against the clean digits, " + unseen.rows() + " unseen rows");
        error("the noisy digits themselves", noisy, unseen);
        error("PCA, " + CODE + " components", principal, unseen);
        error("the plain autoencoder", plainModel.network().means(noisy), unseen);
        error("the denoising autoencoder", denoiser.network().means(noisy), unseen);
        console.print("");
        DigitDrawing.print(console, "noisy", noisy.rows(0, SHOWN));
        DigitDrawing.print(console, "denoised", denoiser.network().means(noisy.rows(0, SHOWN)));

        console.print("next        hourglass data                     (these digits and other data as files)");
        console.print("            hourglass train YOUR-FILE.csv      (also .parquet .jsonl .npy .npz IDX)");
        console.print("            hourglass train --help");
    }

    private Table digits() {
        try (InputStream stream = BundledData.DIGITS.open();
                RowReader reader = DataFile.open(stream, BundledData.DIGITS.file(), ReadOptions.none())) {
            reader.select(reader.columns().subList(0, 64));
            return Table.of(DataFile.read(reader, BundledData.DIGITS.file()), true);
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the digits", e);
        }
    }

    private void heading(String text) {
        console.print("");
        console.print(text);
    }

    private Model train(Advice advice, Prepared prepared) {
        try (TrainingRun run = TrainingRun.start(
                advice.recipe(),
                prepared.training(),
                prepared.validation(),
                running.kernels().kernels(),
                running.threads())) {
            ProgressDisplay display =
                    new ProgressDisplay(console, advice.recipe().training().epochs());
            while (run.advance()) {
                display.afterStep(run);
            }
            display.finish(run);
            return Model.of(prepared, run, BundledData.DIGITS.file(), Optional.empty());
        }
    }

    private static Matrix noisy(Matrix rows) {
        Matrix noisy = rows.copy();
        for (int row = 0; row < rows.rows(); row++) {
            long key = Noise.key(1, Noise.Purpose.SAMPLING, row, 0);
            for (int j = 0; j < rows.columns(); j++) {
                noisy.set(row, j, (float) (rows.get(row, j) + NOISE * Noise.gaussian(key, j)));
            }
        }
        return noisy;
    }

    private void error(String name, Matrix reconstruction, Matrix clean) {
        double sum = 0;
        for (int row = 0; row < clean.rows(); row++) {
            for (int j = 0; j < clean.columns(); j++) {
                double difference = (double) reconstruction.get(row, j) - clean.get(row, j);
                sum += difference * difference;
            }
        }
        console.print(String.format(
                Locale.ROOT, "    %-30s %10s", name, Numbers.significant(sum / clean.rows() / clean.columns())));
    }
}
