package hourglass.spark;

import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.FrameBuilder;
import java.io.Serializable;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StringType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;
import org.apache.spark.sql.types.VarcharType;
import org.jspecify.annotations.Nullable;

/// The columns of a DataFrame that are read, and their cells: numbers, texts and Booleans, dates and times (an instant
/// by
/// the clock of UTC), nothing for null; or the numbers of one vector or array.
///
/// @param places of the columns in the schema
/// @param names of the cells
/// @param isVector whether all cells come from the one column
@SuppressWarnings("ArrayRecordComponent")
record InputColumns(int[] places, List<String> names, boolean isVector) implements Serializable {
    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(5969, 12, 31, 0, 0);

    InputColumns {
        names = List.copyOf(names);
    }

    /// Columns by their names.
    ///
    /// @throws hourglass.problem.ProblemException if one is not there, comes twice or holds what is no cell
    static InputColumns of(StructType schema, String... names) {
        if (names.length == 0) {
            throw Problem.usage("`inputCols` names no column").exception();
        }
        if (Arrays.stream(names).distinct().count() < names.length) {
            throw Problem.usage("`inputCols` names a column twice")
                    .found(String.join(", ", names))
                    .exception();
        }
        int[] places =
                Arrays.stream(names).mapToInt(name -> place(schema, name)).toArray();
        for (int place : places) {
            StructField field = schema.apply(place);
            if (!isCell(field.dataType())) {
                throw Problem.badData("column \"" + field.name() + "\" holds no cells")
                        .expected("numbers, texts, Booleans, dates or times")
                        .found(field.dataType().simpleString())
                        .remedy("leave it out of `inputCols`")
                        .exception();
            }
        }
        return new InputColumns(places, List.of(names), false);
    }

    private static int place(StructType schema, String name) {
        int place = Arrays.asList(schema.fieldNames()).indexOf(name);
        if (place < 0) {
            throw Problem.badData("there is no column \"" + name + "\"")
                    .expected("one of: " + String.join(", ", schema.fieldNames()))
                    .exception();
        }
        return place;
    }

    private static boolean isCell(DataType type) {
        return type instanceof NumericType
                || type instanceof BooleanType
                || type instanceof StringType
                || type instanceof CharType
                || type instanceof VarcharType
                || type instanceof DateType
                || type instanceof TimestampType
                || type instanceof TimestampNTZType;
    }

    /// Checks that a column is one of vectors or of arrays of numbers.
    static int vectorPlace(StructType schema, String column) {
        int place = place(schema, column);
        DataType type = schema.apply(place).dataType();
        boolean isArray = type instanceof ArrayType array && array.elementType() instanceof NumericType;
        if (!isArray && !type.equals(SQLDataTypes.VectorType())) {
            throw Problem.badData("column \"" + column + "\" holds no vectors")
                    .expected("a vector or an array of numbers; columns of their own are named by `inputCols`")
                    .found(type.simpleString())
                    .exception();
        }
        return place;
    }

    /// The numbers of a column of vectors, called as the column's attributes are, else by column and place.
    ///
    /// @param size of the vectors
    static InputColumns ofVector(StructType schema, String column, int size) {
        int place = vectorPlace(schema, column);
        Attribute[] attributes = attributes(schema.apply(place));
        List<String> names = IntStream.range(0, size)
                .mapToObj(i -> attributes.length == size && attributes[i].name().isDefined()
                        ? attributes[i].name().get()
                        : column + "_" + i)
                .toList();
        boolean unique = names.stream().distinct().count() == size;
        return new InputColumns(
                new int[] {place},
                unique
                        ? names
                        : IntStream.range(0, size)
                                .mapToObj(i -> column + "_" + i)
                                .toList(),
                true);
    }

    private static Attribute[] attributes(StructField field) {
        if (!field.dataType().equals(SQLDataTypes.VectorType())) {
            return new Attribute[0];
        }
        var attributes = AttributeGroup.fromStructField(field).attributes();
        return attributes.isDefined() ? attributes.get() : new Attribute[0];
    }

    /// The same columns with cells called otherwise.
    InputColumns named(List<String> others) {
        return new InputColumns(places, others, isVector);
    }

    /// The cells of a row: `Double`, `String`, `Long` for milliseconds of a moment, null for nothing.
    @Nullable
    Object[] cells(Row row) {
        if (!isVector) {
            @Nullable Object[] cells = new @Nullable Object[places.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = cell(row.get(places[i]));
            }
            return cells;
        }
        double[] numbers = numbers(row.get(places[0]));
        @Nullable Object[] cells = new @Nullable Object[names.size()];
        if (numbers.length > 0 && numbers.length != cells.length) {
            throw Problem.badData("vectors are not of one length")
                    .expected(Counted.of(cells.length, "number"))
                    .found(Counted.of(numbers.length, "number"))
                    .exception();
        }
        for (int i = 0; i < numbers.length; i++) {
            cells[i] = Double.isNaN(numbers[i]) ? null : (Object) numbers[i];
        }
        return cells;
    }

    /// The numbers of a vector or array; none for null.
    static double[] numbers(@Nullable Object value) {
        return switch (value) {
            case null -> new double[0];
            case Vector vector -> vector.toArray();
            case scala.collection.Seq<?> seq -> {
                double[] numbers = new double[seq.size()];
                for (int i = 0; i < numbers.length; i++) {
                    numbers[i] = seq.apply(i) instanceof Number number ? number.doubleValue() : Double.NaN;
                }
                yield numbers;
            }
            default -> throw new IllegalArgumentException("no vector: " + value.getClass());
        };
    }

    private static @Nullable Object cell(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Double it -> it.isNaN() ? null : it;
            case Number it -> Double.isNaN(it.doubleValue()) ? null : (Object) it.doubleValue();
            case String it -> it.isEmpty() ? null : it;
            case Boolean it -> it.toString();
            case LocalDate it -> milliseconds(it.atTime(LocalTime.MIN));
            case LocalDateTime it -> milliseconds(it);
            case Instant it -> milliseconds(LocalDateTime.ofInstant(it, ZoneOffset.UTC));
            case java.sql.Date it -> milliseconds(it.toLocalDate().atTime(LocalTime.MIN));
            case java.sql.Timestamp it -> milliseconds(LocalDateTime.ofInstant(it.toInstant(), ZoneOffset.UTC));
            default -> throw new IllegalArgumentException("no cell: " + value.getClass());
        };
    }

    /// Of the years that a cell has room for.
    private static Long milliseconds(LocalDateTime moment) {
        LocalDateTime within = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
        return within.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /// Adds the cells of a row to a frame.
    static void add(@Nullable Object[] cells, FrameBuilder builder) {
        for (Object cell : cells) {
            switch (cell) {
                case null -> builder.missing("");
                case Double it -> builder.number(it);
                case Long it -> builder.moment(it);
                default -> builder.text(cell.toString());
            }
        }
        builder.endRow();
    }
}
