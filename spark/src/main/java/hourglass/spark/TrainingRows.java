package hourglass.spark;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import hourglass.train.Split;
import hourglass.train.Training;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;

/// The training rows on the executors, as the network takes them: encoded and scaled there, by the bytes of a model
/// that
/// has everything but learned weights.
///
/// @param rows in the order of [CanonicalRows], numbered among the training rows
record TrainingRows(JavaRDD<NumberedRows> rows) implements AutoCloseable {
    private static final int ROWS_AT_ONCE = 4096;

    /// @param pairs whether targets differ from inputs
    static TrainingRows of(CanonicalRows rows, Broadcast<ModelBytes> untrained, boolean pairs, InputColumns columns) {
        int[] first = rows.firstOfPartition();
        List<String> names = columns.names();
        return new TrainingRows(rows.sorted()
                .mapPartitionsWithIndex(
                        (partition, some) ->
                                encoded(some, first[partition], first[first.length - 1], untrained, pairs, names),
                        true)
                .persist(StorageLevel.MEMORY_AND_DISK()));
    }

    private static Iterator<NumberedRows> encoded(
            Iterator<byte[]> some,
            int first,
            int all,
            Broadcast<ModelBytes> untrained,
            boolean pairs,
            List<String> names) {
        Model model = untrained.value().model();
        Training settings = model.recipe().training();
        int[] numbers = numbers(Split.of(all, settings).training(), all);
        return new Iterator<>() {
            private int next = first;

            @Override
            public boolean hasNext() {
                return some.hasNext();
            }

            @Override
            public NumberedRows next() {
                FrameBuilder builder = Frame.builder(names);
                List<Integer> taken = new ArrayList<>();
                while (some.hasNext() && taken.size() < ROWS_AT_ONCE) {
                    byte[] row = some.next();
                    if (numbers[next] >= 0) {
                        RowBytes.add(row, builder);
                        taken.add(numbers[next]);
                    }
                    next++;
                }
                Frame frame = builder.build();
                Matrix read =
                        model.columns().schema().read(frame, model.match(frame)).rows();
                return new NumberedRows(
                        0,
                        taken.stream().mapToInt(Integer::intValue).toArray(),
                        model.columns().encode(read).array(),
                        pairs ? model.task().target().scaled(read).array() : new float[0]);
            }
        };
    }

    /// Of each row its number among the chosen, −1 for others.
    private static int[] numbers(int[] chosen, int all) {
        int[] numbers = new int[all];
        Arrays.fill(numbers, -1);
        for (int i = 0; i < chosen.length; i++) {
            numbers[chosen[i]] = i;
        }
        return numbers;
    }

    /// The rows in groups, group g in partition g modulo the number of partitions: one shuffle. Kept by the executors.
    JavaRDD<NumberedRows> grouped(Assignment assignment, int partitions) {
        return rows.mapPartitionsToPair(some -> parts(some, assignment.placer()))
                .partitionBy(new KeyPartitioner(partitions))
                .values()
                .mapPartitions(TrainingRows::groups)
                .persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static Iterator<Tuple2<Integer, NumberedRows>> parts(
            Iterator<NumberedRows> some, Assignment.Placer placer) {
        List<Tuple2<Integer, NumberedRows>> parts = new ArrayList<>();
        while (some.hasNext()) {
            NumberedRows block = some.next();
            Map<Integer, List<Integer>> byGroup = new TreeMap<>();
            int[] places = new int[block.rows()];
            for (int i = 0; i < places.length; i++) {
                int row = block.numbers()[i];
                places[i] = placer.place(row);
                byGroup.computeIfAbsent(placer.group(row), group -> new ArrayList<>())
                        .add(i);
            }
            byGroup.forEach((group, chosen) -> parts.add(new Tuple2<>(
                    group,
                    block.select(
                            group, chosen.stream().mapToInt(Integer::intValue).toArray(), places))));
        }
        return parts.iterator();
    }

    private static Iterator<NumberedRows> groups(Iterator<NumberedRows> parts) {
        Map<Integer, List<NumberedRows>> byGroup = new TreeMap<>();
        while (parts.hasNext()) {
            NumberedRows part = parts.next();
            byGroup.computeIfAbsent(part.group(), group -> new ArrayList<>()).add(part);
        }
        List<NumberedRows> groups = new ArrayList<>();
        byGroup.forEach((group, some) -> groups.add(NumberedRows.joined(group, some)));
        return groups.iterator();
    }

    @Override
    public void close() {
        rows.unpersist(false);
    }
}
