package hourglass.spark;

import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.judge.Decision;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NominalAttribute;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructType;

/// A trained autoencoder as a Transformer: it writes codes, reconstructions, scores, p-values, flags and reasons beside
/// the rows, of tables and of streams.
///
/// ```java
/// Dataset<Row> odd = model.transform(rows).filter("flagged");
/// ```
///
/// A saved model is a folder as of other stages; in it, `model.hourglass` is the one file that the command line and
/// [Model#load(java.nio.file.Path)] read. A file of theirs is a Transformer by [#of].
public final class HourglassModel extends org.apache.spark.ml.Model<HourglassModel>
        implements HourglassParams<HourglassModel>, MLWritable {
    private static final long serialVersionUID = 1L;

    /// The name of the model's file in the folder of a saved stage.
    public static final String FILE = "model.hourglass";

    private final String uid;
    private final ModelBytes bytes;
    private final ColumnParams columnParams;

    HourglassModel(String uid, ModelBytes bytes) {
        this.uid = uid;
        this.bytes = bytes;
        this.columnParams = new ColumnParams(this);
    }

    /// A model trained elsewhere, as a Transformer.
    public static HourglassModel of(Model model) {
        return new HourglassModel(Identifiable.randomUID("hourglass"), ModelBytes.of(model));
    }

    /// The model, to be used without Spark.
    public Model model() {
        return bytes.model();
    }

    @Override
    public String uid() {
        return uid;
    }

    @Override
    public ColumnParams columnParams() {
        return columnParams;
    }

    @Override
    public HourglassModel self() {
        return this;
    }

    @Override
    public HourglassModel copy(ParamMap extra) {
        HourglassModel copy = copyValues(new HourglassModel(uid, bytes), extra);
        return copy.setParent(parent());
    }

    @Override
    public StructType transformSchema(StructType schema) {
        inputs(schema);
        return outputSchema(schema);
    }

    private StructType outputSchema(StructType schema) {
        return OutputColumns.of(this).addedTo(schema, reconstructionNames());
    }

    /// What is read, with the names that the model knows.
    private InputColumns inputs(StructType schema) {
        Model reader = model();
        if (reader.columns().window().isPresent() || reader.columns().patches().isPresent()) {
            throw Problem.usage(
                            "the model reads stretches of a series or patches of pictures, which rows of a DataFrame"
                                    + " are not")
                    .exception();
        }
        if (isSet(inputCols())) {
            InputColumns columns = InputColumns.of(schema, $(inputCols()));
            reader.columns().match(columns.names(), "the DataFrame");
            return columns;
        }
        List<String> own = reader.columns().schema().names();
        return InputColumns.ofVector(schema, $(featuresCol()), own.size()).named(own);
    }

    private Metadata reconstructionNames() {
        if ($(reconstructionCol()).isEmpty()) {
            return Metadata.empty();
        }
        Attribute[] attributes = model().columns().schema().variables().stream()
                .map(HourglassModel::attribute)
                .toArray(Attribute[]::new);
        return new AttributeGroup($(reconstructionCol()), attributes).toMetadata();
    }

    private static Attribute attribute(Variable variable) {
        if (variable.kind() instanceof Kind.Category) {
            String[] levels = IntStream.range(0, variable.levels())
                    .mapToObj(variable::level)
                    .toArray(String[]::new);
            return NominalAttribute.defaultAttr().withName(variable.name()).withValues(levels);
        }
        return NumericAttribute.defaultAttr().withName(variable.name());
    }

    @Override
    public Dataset<Row> transform(Dataset<?> dataset) {
        StructType schema = dataset.schema();
        InputColumns columns = inputs(schema);
        StructType output = outputSchema(schema);
        SparkContext context = dataset.sparkSession().sparkContext();
        Broadcast<ModelBytes> shared =
                JavaSparkContext.fromSparkContext(context).broadcast(decided());
        BlockScorer scorer = new BlockScorer(shared, columns, OutputColumns.of(this), $(handleInvalid()));
        return dataset.toDF().mapPartitions(scorer, Encoders.row(output));
    }

    /// The model with the decision asked for.
    private ModelBytes decided() {
        if (isSet(falseAlarms()) && isSet(threshold())) {
            throw Problem.usage("`falseAlarms` and `threshold` both say when a row is flagged")
                    .remedy("one of them")
                    .exception();
        }
        if (isSet(falseAlarms())) {
            return ModelBytes.of(model().withDecision(new Decision.FalseAlarms((double) $(falseAlarms()))));
        }
        if (isSet(threshold())) {
            return ModelBytes.of(model().withDecision(new Decision.Threshold((double) $(threshold()))));
        }
        if (model().calibration().decision() instanceof Decision.FalseDiscoveries decision) {
            throw Problem.usage("the model flags rows by their share among all flagged, which rows judged apart do not"
                            + " know")
                    .found(decision.description())
                    .remedy("`falseAlarms` or `threshold`")
                    .exception();
        }
        return bytes;
    }

    @Override
    public MLWriter write() {
        return new Writer(this);
    }

    /// Reads a saved stage; what Spark calls for stages of pipelines.
    public static MLReader<HourglassModel> read() {
        return new Reader();
    }

    /// Reads a saved stage.
    public static HourglassModel load(String path) {
        return read().load(path);
    }

    @Override
    public String toString() {
        return uid + ": " + Counted.of(model().columns().schema().names().size(), "column") + ", code of "
                + model().recipe().architecture().codeSize();
    }

    private static final class Writer extends MLWriter {
        private final HourglassModel stage;

        Writer(HourglassModel stage) {
            this.stage = stage;
        }

        @Override
        public void saveImpl(String path) {
            DefaultParamsWriter.saveMetadata(stage, path, sparkSession());
            Path file = new Path(path, FILE);
            try {
                FileSystem system = file.getFileSystem(sc().hadoopConfiguration());
                try (FSDataOutputStream stream = system.create(file, false)) {
                    stream.write(stage.bytes.bytes());
                }
            } catch (IOException e) {
                throw Storage.problem("the model cannot be saved", file, e);
            }
        }
    }

    private static final class Reader extends MLReader<HourglassModel> {
        @Override
        public HourglassModel load(String path) {
            DefaultParamsReader.Metadata metadata =
                    DefaultParamsReader.loadMetadata(path, sparkSession(), HourglassModel.class.getName());
            Path file = new Path(path, FILE);
            try {
                FileSystem system = file.getFileSystem(sc().hadoopConfiguration());
                try (FSDataInputStream stream = system.open(file)) {
                    HourglassModel stage = new HourglassModel(metadata.uid(), new ModelBytes(stream.readAllBytes()));
                    stage.model();
                    metadata.getAndSetParams(stage, metadata.getAndSetParams$default$2());
                    return stage;
                }
            } catch (IOException e) {
                throw Storage.problem("the model cannot be read", file, e);
            }
        }
    }
}
