package hourglass.spark;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/// DataFrames for tests, functions of a seed.
final class Rows {
    static final String[] COLUMNS = {"amount", "weight", "city", "member", "paid"};

    private Rows() {}

    /// A table of columns of several kinds with holes, two hidden causes; identical rows among them.
    static List<Row> mixed(int count, long seed) {
        Random random = new Random(seed);
        List<Row> rows = new ArrayList<>();
        String[] cities = {"Bern", "Basel", "Chur"};
        LocalDateTime first = LocalDateTime.of(2026, 1, 1, 0, 0);
        for (int i = 0; i < count; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            rows.add(RowFactory.create(
                    random.nextInt(50) == 0 ? null : Math.exp(2 + a + 0.1 * random.nextGaussian()),
                    (int) Math.round(70 + 10 * a + 5 * b + random.nextGaussian()),
                    cities[a > 0.4 ? 0 : b > 0 ? 1 : 2],
                    a + b > 0,
                    first.plusMinutes((long) (60 * 24 * (100 + 30 * b)))));
            if (i % 97 == 0) {
                rows.add(rows.getLast());
            }
        }
        return rows;
    }

    static Dataset<Row> mixed(SparkSession session, List<Row> rows) {
        StructType schema = new StructType()
                .add("amount", DataTypes.DoubleType)
                .add("weight", DataTypes.IntegerType)
                .add("city", DataTypes.StringType)
                .add("member", DataTypes.BooleanType)
                .add("paid", DataTypes.TimestampNTZType);
        return session.createDataFrame(rows, schema);
    }

    /// The same rows in another order.
    static List<Row> shuffled(List<Row> rows, long seed) {
        List<Row> other = new ArrayList<>(rows);
        Collections.shuffle(other, new Random(seed));
        return other;
    }
}
