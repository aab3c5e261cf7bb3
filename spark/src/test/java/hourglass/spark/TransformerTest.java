package hourglass.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.model.Model;
import hourglass.model.Verdict;
import hourglass.model.Wish;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The stages as Spark ML expects them, and their columns as the model without Spark gives them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TransformerTest {
    private static final List<Row> ROWS = Rows.mixed(3_000, 2);

    private final SparkSession session = LocalSpark.session();
    private final Dataset<Row> rows = Rows.mixed(session, ROWS);
    private final HourglassModel model = stage().fit(rows);

    @AfterAll
    void stop() {
        session.stop();
    }

    private static HourglassAutoencoder stage() {
        return new HourglassAutoencoder()
                .setInputCols(Rows.COLUMNS)
                .setCode(2)
                .setEpochs(4)
                .setTraining("driver");
    }

    private static Frame frame(List<Row> rows) {
        InputColumns columns = new InputColumns(new int[] {0, 1, 2, 3, 4}, List.of(Rows.COLUMNS), false);
        FrameBuilder builder = Frame.builder(List.of(Rows.COLUMNS));
        rows.forEach(row -> InputColumns.add(columns.cells(row), builder));
        return builder.build();
    }

    @Test
    void columnsAreThoseOfTheModelAlone() {
        List<Verdict> expected = model.model().judge(frame(ROWS));
        List<Row> judged = model.transform(rows).collectAsList();
        assertThat(judged).hasSameSizeAs(ROWS);
        int flagged = 0;
        for (int i = 0; i < judged.size(); i++) {
            Row row = judged.get(i);
            Verdict verdict = expected.get(i);
            assertThat(row.<Double>getAs("score")).isEqualTo(verdict.score());
            assertThat(row.<Double>getAs("p_value")).isEqualTo(verdict.pValue());
            assertThat(row.<Boolean>getAs("flagged")).isEqualTo(verdict.flagged());
            List<Row> reasons = row.getList(row.fieldIndex("reasons"));
            assertThat(reasons.stream().map(it -> it.getString(0)))
                    .isEqualTo(verdict.reasons().stream().map(it -> it.column()).toList());
            assertThat(row.<Vector>getAs("code").size()).isEqualTo(2);
            assertThat(row.<Vector>getAs("reconstruction").size())
                    .isEqualTo(model.model().columns().count());
            flagged += verdict.flagged() ? 1 : 0;
        }
        assertThat(flagged).isPositive();
    }

    @Test
    void aThresholdAndARateOfFalseAlarmsDecide() {
        Dataset<Row> byThreshold = model.copy(ParamMap.empty()).setThreshold(5).transform(rows);
        assertThat(byThreshold.filter("flagged <> (score > 5)").count()).isZero();
        Dataset<Row> byRate = model.copy(ParamMap.empty()).setFalseAlarms(0.2).transform(rows);
        assertThat(byRate.filter("flagged <> (p_value <= 0.2)").count()).isZero();
        assertThat(byRate.filter("flagged").count()).isBetween(300L, 1_000L);
        HourglassModel both = model.copy(ParamMap.empty()).setFalseAlarms(0.2).setThreshold(1);
        assertThatThrownBy(() -> both.transform(rows)).isInstanceOf(ProblemException.class);
    }

    @Test
    void columnsWithoutANameAreNotWritten() {
        HourglassModel few = model.copy(ParamMap.empty())
                .setCodeCol("")
                .setReconstructionCol("")
                .setReasonsCol("")
                .setPValueCol("")
                .setFlaggedCol("odd");
        assertThat(few.transform(rows).columns())
                .containsExactly("amount", "weight", "city", "member", "paid", "score", "odd");
        assertThat(few.transformSchema(rows.schema()).fieldNames())
                .isEqualTo(few.transform(rows).columns());
    }

    @Test
    void isSavedAsOneFileThatIsReadWithoutSpark(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("stage");
        model.copy(ParamMap.empty()).setScoreCol("nats").save(path.toString());
        HourglassModel loaded = HourglassModel.load(path.toString());
        assertThat(loaded.uid()).isEqualTo(model.uid());
        assertThat(loaded.transform(rows).select("nats").collectAsList())
                .isEqualTo(model.transform(rows).select("score").collectAsList());
        Model alone = Model.load(path.resolve(HourglassModel.FILE));
        assertThat(alone.score(frame(ROWS))).isEqualTo(model.model().score(frame(ROWS)));
        assertThatThrownBy(() -> model.save(path.toString())).hasMessageContaining("already exists");
        assertThat(HourglassModel.of(alone)
                        .setInputCols(Rows.COLUMNS)
                        .transform(rows)
                        .count())
                .isEqualTo(ROWS.size());
    }

    @Test
    void schemasAreCheckedBeforeAnyJob() {
        assertThatThrownBy(() -> stage().setInputCols("amount", "wieght").transformSchema(rows.schema()))
                .hasMessageContaining("there is no column \"wieght\"");
        assertThatThrownBy(() -> stage().setScoreCol("city").transformSchema(rows.schema()))
                .hasMessageContaining("there is already a column \"city\"");
        assertThatThrownBy(
                        () -> new HourglassAutoencoder().setFeaturesCol("city").transformSchema(rows.schema()))
                .hasMessageContaining("holds no vectors");
        assertThatThrownBy(() -> stage().setActivation("relo").transformSchema(rows.schema()))
                .hasMessageContaining("relo");
        assertThatThrownBy(() ->
                        model.transformSchema(rows.select("amount", "city").schema()))
                .hasMessageContaining("there is no column \"weight\"");
        assertThatThrownBy(() -> stage().setCode(0)).isInstanceOf(IllegalArgumentException.class);
        Dataset<Row> nested = rows.withColumn("weight", functions.struct("weight"));
        assertThatThrownBy(() -> stage().transformSchema(nested.schema())).hasMessageContaining("holds no cells");
    }

    @Test
    void everyWishIsAParameter() {
        List<String> missing = Wish.all().stream()
                .map(Wish::name)
                .filter(name -> !stage().hasParam(name))
                .toList();
        // Rows of a DataFrame have no shape of a picture.
        assertThat(missing).containsExactly("conv");
        assertThat(stage().explainParams()).contains("code").contains("roundSteps");
    }

    @Test
    void rowsWithHolesAreRefusedLeftOutOrKept() {
        long holes = rows.filter("amount is null").count();
        assertThat(holes).isPositive();
        HourglassModel skips = model.copy(ParamMap.empty()).setHandleInvalid("skip");
        assertThat(skips.transform(rows).count()).isEqualTo(rows.count() - holes);
        HourglassModel refuses = model.copy(ParamMap.empty()).setHandleInvalid("error");
        assertThatThrownBy(() -> refuses.transform(rows).count())
                .hasStackTraceContaining("a cell is missing or no finite number");
        assertThatThrownBy(() -> stage().setHandleInvalid("error").fit(rows))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("a cell is missing or no finite number")
                .hasMessageContaining("amount");
        Model skipped = stage().setHandleInvalid("skip").setEpochs(1).fit(rows).model();
        assertThat(skipped.card().trainingRows() + skipped.card().validationRows())
                .isEqualTo((int) (rows.count() - holes));
    }

    private Dataset<Row> vectors() {
        List<Row> numbers = ROWS.stream()
                .filter(row -> !row.isNullAt(0))
                .map(row -> RowFactory.create(row.getDouble(0), (double) row.getInt(1), row.getBoolean(3) ? 1.0 : 0.0))
                .toList();
        StructType schema = new StructType()
                .add("amount", DataTypes.DoubleType)
                .add("weight", DataTypes.DoubleType)
                .add("label", DataTypes.DoubleType);
        return session.createDataFrame(numbers, schema);
    }

    @Test
    void worksInAPipelineThatIsSavedAndInCrossValidation(@TempDir Path folder) throws Exception {
        Dataset<Row> table = vectors();
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"amount", "weight"})
                .setOutputCol("features");
        HourglassAutoencoder stage =
                new HourglassAutoencoder().setCode(1).setEpochs(2).setTraining("driver");
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {assembler, stage});
        String path = folder.resolve("pipeline").toString();
        pipeline.save(path);
        PipelineModel fitted = Pipeline.load(path).fit(table);
        List<Row> scores = fitted.transform(table).select("score").collectAsList();
        fitted.save(folder.resolve("fitted").toString());
        PipelineModel loaded = PipelineModel.load(folder.resolve("fitted").toString());
        assertThat(loaded.transform(table).select("score").collectAsList()).isEqualTo(scores);

        ParamMap[] grid = new ParamGridBuilder()
                .addGrid(stage.epochs(), scala.jdk.javaapi.CollectionConverters.asScala(Arrays.<Object>asList(1, 2)))
                .build();
        CrossValidatorModel best = new CrossValidator()
                .setEstimator(pipeline)
                .setEvaluator(new BinaryClassificationEvaluator().setRawPredictionCol("score"))
                .setEstimatorParamMaps(grid)
                .setNumFolds(2)
                .setSeed(1)
                .fit(table);
        assertThat(best.avgMetrics()).hasSize(2).doesNotContain(Double.NaN);
    }

    @Test
    void aStreamIsJudgedAsATable(@TempDir Path folder) throws Exception {
        String source = folder.resolve("source").toString();
        rows.repartition(3).write().parquet(source);
        Dataset<Row> stream = session.readStream().schema(rows.schema()).parquet(source);
        assertThat(stream.isStreaming()).isTrue();
        var query = model.transform(stream)
                .writeStream()
                .format("memory")
                .queryName("judged")
                .trigger(org.apache.spark.sql.streaming.Trigger.AvailableNow())
                .start();
        query.awaitTermination();
        List<Double> scores = new ArrayList<>();
        session.table("judged").select("score").collectAsList().forEach(row -> scores.add(row.getDouble(0)));
        List<Double> expected = new ArrayList<>();
        model.transform(rows).select("score").collectAsList().forEach(row -> expected.add(row.getDouble(0)));
        assertThat(scores).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void aCopyKeepsUidAndSettings() {
        HourglassAutoencoder stage = stage().setSeed(5);
        HourglassAutoencoder copy = stage.copy(new ParamMap().put(stage.code().w(3)));
        assertThat(copy.uid()).isEqualTo(stage.uid());
        assertThat(copy.$(copy.code())).isEqualTo(3);
        assertThat(copy.$(copy.seed())).isEqualTo(5L);
        assertThat(stage.$(stage.code())).isEqualTo(2);
        assertThat(model.parent().uid()).isEqualTo(model.uid());
    }
}
