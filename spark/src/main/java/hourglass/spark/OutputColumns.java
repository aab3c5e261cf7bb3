package hourglass.spark;

import hourglass.problem.Problem;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.param.Param;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/// Which columns are written, and what they are called.
///
/// @param names of those that are
record OutputColumns(EnumMap<Output, String> names) implements Serializable {
    /// What there is to write.
    enum Output {
        CODE,
        RECONSTRUCTION,
        SCORE,
        P_VALUE,
        FLAGGED,
        REASONS
    }

    static OutputColumns of(HourglassParams<?> params) {
        EnumMap<Output, String> names = new EnumMap<>(Output.class);
        for (Output output : Output.values()) {
            String name = params.getOrDefault(param(output, params));
            if (!name.isEmpty()) {
                names.put(output, name);
            }
        }
        return new OutputColumns(names);
    }

    private static Param<String> param(Output output, HourglassParams<?> params) {
        return switch (output) {
            case CODE -> params.codeCol();
            case RECONSTRUCTION -> params.reconstructionCol();
            case SCORE -> params.scoreCol();
            case P_VALUE -> params.pValueCol();
            case FLAGGED -> params.flaggedCol();
            case REASONS -> params.reasonsCol();
        };
    }

    private static DataType type(Output output) {
        return switch (output) {
            case CODE, RECONSTRUCTION -> SQLDataTypes.VectorType();
            case SCORE, P_VALUE -> DataTypes.DoubleType;
            case FLAGGED -> DataTypes.BooleanType;
            case REASONS ->
                DataTypes.createArrayType(
                        new StructType()
                                .add("column", DataTypes.StringType, false)
                                .add("nats", DataTypes.DoubleType, false)
                                .add("observed", DataTypes.StringType, false)
                                .add("expected", DataTypes.StringType, false),
                        false);
        };
    }

    boolean has(Output output) {
        return names.containsKey(output);
    }

    /// A schema with these columns after its own.
    ///
    /// @param metadata of the column of reconstructions
    /// @throws hourglass.problem.ProblemException if a name is taken
    StructType addedTo(StructType schema, Metadata metadata) {
        List<StructField> fields = new ArrayList<>(Arrays.asList(schema.fields()));
        names.forEach((output, name) -> {
            if (fields.stream().anyMatch(field -> field.name().equals(name))) {
                throw Problem.usage("there is already a column \"" + name + "\"")
                        .remedy("another name for what is written, or an empty one for nothing: the settings ending in"
                                + " Col")
                        .exception();
            }
            fields.add(new StructField(
                    name, type(output), true, output == Output.RECONSTRUCTION ? metadata : Metadata.empty()));
        });
        return new StructType(fields.toArray(StructField[]::new));
    }
}
