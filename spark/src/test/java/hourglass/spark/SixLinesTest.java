package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The lines of README.md, from a DataFrame to flagged rows.
class SixLinesTest {
    private static Dataset<Row> oddOf(SparkSession spark, String folder) throws IOException {
        // README
        Dataset<Row> payments = spark.read().parquet(folder + "payments");
        HourglassAutoencoder autoencoder = new HourglassAutoencoder().setInputCols(payments.columns());
        HourglassModel model = autoencoder.fit(payments); // by tasks of Spark, a small table by the driver
        model.save(folder + "payments-model"); // the file model.hourglass in it is one of the command line's
        Dataset<Row> odd = model.transform(payments).filter("flagged");
        odd.select("amount", "score", "p_value", "reasons").show(false);
        // README
        return odd;
    }

    @Test
    void areThoseOfThisProgram() throws IOException {
        String source = Files.readString(Path.of("src/test/java/hourglass/spark/SixLinesTest.java"));
        List<String> lines = source.split("// README\n", -1)[1]
                .trim()
                .lines()
                .map(String::trim)
                .toList();
        assertThat(lines).hasSize(6);
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(String.join("\n", lines).replace("folder + ", ""));
    }

    @Test
    void findOddRows(@TempDir Path folder) throws IOException {
        SparkSession spark = LocalSpark.session();
        try {
            String path = folder + "/";
            List<Row> rows = new ArrayList<>(Rows.mixed(300, 3));
            rows.add(RowFactory.create(1e6, -500, "Chur", true, LocalDateTime.of(2026, 4, 1, 0, 0)));
            Rows.mixed(spark, rows).write().parquet(path + "payments");
            Dataset<Row> odd = oddOf(spark, path);
            assertThat(odd.count()).isBetween(1L, 40L);
            assertThat(odd.filter("weight = -500").count()).isOne();
            assertThat(Files.size(folder.resolve("payments-model").resolve(HourglassModel.FILE)))
                    .isPositive();
        } finally {
            spark.stop();
        }
    }
}
