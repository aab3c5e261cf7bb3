package hourglass.spark;

import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Row;
import org.apache.spark.storage.StorageLevel;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import scala.Tuple2;

/// The rows of a DataFrame in the order of [RowBytes], a function of what the rows are alone. Kept by the executors
/// until
/// closed; what is lost is sorted again, to the same.
final class CanonicalRows implements AutoCloseable {
    private final JavaRDD<byte[]> sorted;
    private final Frame frame;
    private final int[] firstOfPartition;
    private final String fingerprint;

    private CanonicalRows(JavaRDD<byte[]> sorted, Frame frame, int[] firstOfPartition, String fingerprint) {
        this.sorted = sorted;
        this.frame = frame;
        this.firstOfPartition = firstOfPartition;
        this.fingerprint = fingerprint;
    }

    /// Sorts the rows and reads them once, a partition at a time.
    ///
    /// @param invalid one of the words of `handleInvalid`
    static CanonicalRows of(JavaRDD<Row> rows, InputColumns columns, String invalid, int partitions, Logger log) {
        JavaRDD<byte[]> sorted = valid(rows, columns, invalid, log)
                .mapToPair(row -> new Tuple2<>(RowBytes.of(columns.cells(row)), Boolean.TRUE))
                .repartitionAndSortWithinPartitions(new HashRanges(partitions), new HashRanges.Order())
                .keys()
                .persist(StorageLevel.MEMORY_AND_DISK());
        List<Integer> counts = sorted.mapPartitions(CanonicalRows::count).collect();
        int[] first = new int[counts.size() + 1];
        for (int i = 0; i < counts.size(); i++) {
            first[i + 1] = Math.addExact(first[i], counts.get(i));
        }
        FrameBuilder builder = Frame.builder(columns.names());
        MessageDigest digest = digest();
        Iterator<byte[]> all = sorted.toLocalIterator();
        while (all.hasNext()) {
            byte[] row = all.next();
            digest.update(RowBytes.hash(row));
            RowBytes.add(row, builder);
        }
        if (builder.rows() != first[counts.size()]) {
            throw Problem.badData("the rows changed while they were read")
                    .expected(Counted.of(first[counts.size()], "row"))
                    .found(Counted.of(builder.rows(), "row"))
                    .remedy("a DataFrame that gives the same rows whenever it is computed, such as a table or file")
                    .exception();
        }
        return new CanonicalRows(sorted, builder.build(), first, HexFormat.of().formatHex(digest.digest()));
    }

    private static Iterator<Integer> count(Iterator<byte[]> rows) {
        int count = 0;
        while (rows.hasNext()) {
            rows.next();
            count++;
        }
        return List.of(count).iterator();
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static JavaRDD<Row> valid(JavaRDD<Row> rows, InputColumns columns, String invalid, Logger log) {
        boolean[] needed = new boolean[columns.names().size()];
        Arrays.fill(needed, true);
        if (invalid.equals(ColumnParams.KEEP)) {
            return rows;
        }
        JavaRDD<Row> withHoles = rows.filter(row -> MissingCell.place(columns.cells(row), needed, false) >= 0);
        if (invalid.equals(ColumnParams.ERROR)) {
            List<Row> first = withHoles.take(1);
            if (!first.isEmpty()) {
                @Nullable Object[] cells = columns.cells(first.getFirst());
                int place = MissingCell.place(cells, needed, false);
                throw MissingCell.problem(cells[place], columns.names().get(place))
                        .exception();
            }
            return rows;
        }
        long skipped = withHoles.count();
        if (skipped > 0) {
            log.warn("left out {} with missing cells", Counted.of(skipped, "row"));
        }
        return rows.filter(row -> MissingCell.place(columns.cells(row), needed, false) < 0);
    }

    /// Rows as [RowBytes].
    JavaRDD<byte[]> sorted() {
        return sorted;
    }

    /// All rows, on the driver.
    Frame frame() {
        return frame;
    }

    /// The place of the first row of each partition, and the number of rows.
    int[] firstOfPartition() {
        return firstOfPartition;
    }

    /// Of all rows.
    String fingerprint() {
        return fingerprint;
    }

    @Override
    public void close() {
        sorted.unpersist(false);
    }
}
