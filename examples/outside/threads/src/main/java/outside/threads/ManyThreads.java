package outside.threads;

import hourglass.model.Model;
import hourglass.model.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One model, loaded once, scores from many threads at once and tells each what it tells one. Arguments: numbers of
/// threads, 8 where there are none.
final class ManyThreads {
    private static final int ROUNDS = 20;

    public static void main(String[] arguments) throws Exception {
        Model model = saveAndLoad(Model.train(rows(400, 0)));
        Table others = rows(300, 1000);
        double[] alone = model.score(others);
        for (int threads : threads(arguments)) {
            int same = 0;
            for (double[] scores : together(threads, () -> model.score(others))) {
                same += Arrays.equals(scores, alone) ? 1 : 0;
            }
            System.out.println(threads + " threads: " + same + " of " + threads * ROUNDS + " answers as one thread's");
            if (same < threads * ROUNDS) {
                System.exit(1);
            }
        }
    }

    private static int[] threads(String[] arguments) {
        return arguments.length == 0
                ? new int[] {8}
                : Arrays.stream(arguments).mapToInt(Integer::parseInt).toArray();
    }

    /// Three numbers that hang together, and one that is now and then far off.
    private static Table rows(int count, int from) {
        float[][] rows = new float[count][];
        for (int i = 0; i < count; i++) {
            double angle = 0.7 * (from + i);
            double odd = i % 50 == 49 ? 4 : 0;
            rows[i] = new float[] {
                (float) Math.sin(angle), (float) Math.cos(angle), (float) (Math.sin(angle) + odd), (float) Math.sin(3 * angle)
            };
        }
        return Table.of(List.of("sine", "cosine", "again", "thrice"), rows);
    }

    private static Model saveAndLoad(Model model) throws IOException {
        Path folder = Files.createTempDirectory("outside");
        Path file = folder.resolve("rows.hourglass");
        try {
            model.save(file);
            return Model.load(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /// All threads start at one moment and answer {@value #ROUNDS} times.
    private static List<double[]> together(int threads, Callable<double[]> question) throws Exception {
        CyclicBarrier start = new CyclicBarrier(threads);
        List<double[]> answers = new ArrayList<>();
        try (ExecutorService team = Executors.newFixedThreadPool(threads)) {
            List<Future<List<double[]>>> asked = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                asked.add(team.submit(() -> {
                    List<double[]> own = new ArrayList<>();
                    start.await();
                    for (int round = 0; round < ROUNDS; round++) {
                        own.add(question.call());
                    }
                    return own;
                }));
            }
            for (Future<List<double[]>> each : asked) {
                answers.addAll(each.get());
            }
        }
        return answers;
    }
}
