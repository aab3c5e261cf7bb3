package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.matrix.Kernels;
import hourglass.model.Advice;
import hourglass.model.Advisor;
import hourglass.model.Prepared;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A run goes on under other kernels than it began with, and says so.
class OtherKernelsTest {
    @TempDir
    Path folder;

    private Path rows = Path.of("");
    private Path model = Path.of("");

    @BeforeEach
    void writeRows() throws IOException {
        Random random = new Random(5);
        StringBuilder text = new StringBuilder("a,b,c\n");
        for (int i = 0; i < 60; i++) {
            text.append(random.nextGaussian()).append(',').append(random.nextGaussian());
            text.append(',').append(i).append('\n');
        }
        rows = Files.writeString(folder.resolve("rows.csv"), text);
        model = folder.resolve("m.hourglass");
    }

    /// A checkpoint as a training session leaves it.
    private void checkpoint(String kernels) {
        Table table = Table.of(DataFile.read(rows), true);
        Advice advice = Advisor.advise(table, Wishes.none().withEpochs(3));
        Prepared prepared = Prepared.of(table, advice);
        Source source = Source.of(rows, Optional.empty(), new DataOptions(), model, advice, prepared);
        try (TrainingRun run =
                TrainingRun.start(advice.recipe(), prepared.training(), prepared.validation(), Kernels.plain(), 1)) {
            run.advance();
            CheckpointFile.save(
                    Checkpoints.beside(model),
                    run.checkpoint(),
                    RecipeJson.standard(),
                    Map.of(Checkpoints.SOURCE, source.toJson(), Checkpoints.KERNELS, kernels));
        }
    }

    @Test
    void otherKernelsAreToldInOneLine() {
        checkpoint("kernels of another machine");
        Commands.Result resumed = Commands.run("resume", model);
        assertThat(resumed.code()).as(resumed.messages()).isZero();
        assertThat(resumed.messages().lines())
                .filteredOn(line -> line.contains("kernels of another machine"))
                .singleElement()
                .asString()
                .contains("note: the run so far used other kernels")
                .contains("last digits");
        assertThat(model).exists();
    }

    @Test
    void theSameKernelsAreNoNews() {
        checkpoint(Kernels.fastest().kernels().description());
        Commands.Result resumed = Commands.run("resume", model);
        assertThat(resumed.code()).as(resumed.messages()).isZero();
        assertThat(resumed.messages()).doesNotContain("other kernels");
        assertThat(model).exists();
    }
}
