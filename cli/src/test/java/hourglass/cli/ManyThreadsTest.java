package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// One model used by 64 threads at once answers as it answers one.
class ManyThreadsTest {
    private static final int THREADS = 64;
    private static final int ASKED = 5;

    @TempDir
    Path folder;

    /// Scores, reasons, what is expected in holes, and codes, of rows of one's own.
    private static List<Object> answers(Model model, Frame rows) {
        List<Object> answers = new ArrayList<>();
        for (double score : model.score(rows)) {
            answers.add(score);
        }
        answers.add(model.judge(rows));
        Frame filled = model.readsHoles() ? model.impute(rows) : rows;
        for (int row = 0; row < filled.rows(); row++) {
            for (int column = 0; column < filled.columns(); column++) {
                answers.add(filled.isMissing(row, column) ? "" : filled.text(row, column));
            }
        }
        for (float number :
                model.encode(Table.of(rows, model.columns().schema())).array()) {
            answers.add(number);
        }
        return answers;
    }

    @ParameterizedTest
    @ValueSource(strings = {"--code=3", "--sparse=topk:2", "--variational"})
    void theyAnswerAsOne(String option) throws Exception {
        Path file = option.equals("--code=3") ? Commands.copy(BundledData.PENGUINS, folder) : Commands.digits(folder);
        Path saved = folder.resolve("m.hourglass");
        Commands.assertDone(Commands.run("train", file, option, "--epochs", 2, "-o", saved));
        Model model = Model.load(saved);
        Frame all = DataFile.read(file);
        List<Frame> rows = new ArrayList<>();
        List<List<Object>> expected = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            int first = thread * 5;
            int[] chosen = IntStream.range(first, first + 4).toArray();
            rows.add(all.select(chosen));
            expected.add(answers(model, rows.getLast()));
        }
        CountDownLatch ready = new CountDownLatch(THREADS);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<List<Object>>>> found = new ArrayList<>();
            for (Frame own : rows) {
                found.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await();
                    List<List<Object>> answers = new ArrayList<>();
                    for (int i = 0; i < ASKED; i++) {
                        answers.add(answers(model, own));
                    }
                    return answers;
                }));
            }
            for (int thread = 0; thread < THREADS; thread++) {
                assertThat(found.get(thread).get()).as("thread %s", thread).containsOnly(expected.get(thread));
            }
        }
    }
}
