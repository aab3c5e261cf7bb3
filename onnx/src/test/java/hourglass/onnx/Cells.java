package hourglass.onnx;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/// A table with a column of every kind, and its rows as inputs of an ONNX file.
final class Cells {
    static final Schema SCHEMA = new Schema(List.of(
            new Column("width", new Kind.Real()),
            new Column("pressure", new Kind.Real(1e9)),
            new Column("amount", new Kind.Skewed(0.5)),
            new Column("visits", new Kind.Count()),
            new Column("flag", new Kind.YesNo()),
            new Column("member", new Kind.YesNo("no", "yes")),
            new Column("sex", new Kind.YesNo("1", "2")),
            new Column("colour", new Kind.Category(List.of("red", "green", "blue"), 5)),
            new Column("size", new Kind.Ordinal(List.of("small", "medium", "large"))),
            new Column("stars", new Kind.Ordinal(List.of("1", "2", "3", "4", "5"))),
            new Column("opened", new Kind.Calendar()),
            new Column("plant", new Kind.Constant("north")),
            new Column("version", new Kind.Constant("2.5")),
            new Column("remark", new Kind.Constant("")),
            new Column("id", new Kind.SetAside()),
            new Column("score", new Kind.Real())));

    private Cells() {}

    /// Rows by a hidden number, so that there is something to learn.
    static Frame rows(int count) {
        Random random = new Random(4);
        FrameBuilder builder = Frame.builder(SCHEMA.names());
        String[] sizes = {"small", "medium", "large"};
        String[] colours = {"red", "green", "blue", "mauve"};
        for (int i = 0; i < count; i++) {
            double z = random.nextGaussian();
            int level = Math.clamp(Math.round(z + 1), 0, 2);
            builder.number((float) (3 * z + 0.3 * random.nextGaussian()));
            builder.number(1e9 + z + 0.1 * random.nextGaussian());
            builder.number(Math.sinh(2 * z + 0.2 * random.nextGaussian()));
            builder.number(Math.floor(Math.exp(z + 1)));
            builder.number(z > 0 ? 1 : 0);
            builder.text(z > 0.5 ? "yes" : "no");
            builder.number(z > -0.5 ? 1 : 2);
            builder.text(colours[random.nextInt(40) == 0 ? 3 : level]);
            builder.text(sizes[level]);
            builder.number(level + 2.0);
            builder.moment(1_700_000_000_000L + (long) (z * 4e9) + i * 3_600_000L);
            builder.text("north").number(2.5).missing("").number(i).number((float) z);
            builder.endRow();
        }
        return builder.build();
    }

    /// Ordinary rows and after each of them the same with one odd cell.
    static Frame odd(Frame rows) {
        FrameBuilder builder = Frame.builder(SCHEMA.names());
        int row = 0;
        for (int column = 0; column < SCHEMA.columns().size(); column++) {
            for (int oddity = 0; oddity < 5; oddity++) {
                copy(builder, rows, row, -1, oddity);
                copy(builder, rows, row, column, oddity);
                row++;
            }
        }
        for (int j = 0; j < SCHEMA.columns().size(); j++) {
            builder.missing("");
        }
        return builder.endRow().build();
    }

    private static void copy(FrameBuilder builder, Frame rows, int row, int odd, int oddity) {
        for (int j = 0; j < SCHEMA.columns().size(); j++) {
            if (j == odd) {
                addOdd(builder, SCHEMA.columns().get(j).kind(), oddity);
            } else {
                builder.cell(rows, row, j);
            }
        }
        builder.endRow();
    }

    private static void addOdd(FrameBuilder builder, Kind kind, int oddity) {
        Form form = Form.of(kind);
        if (oddity == 0 || form == Form.NONE) {
            builder.missing("");
        } else if (kind instanceof Kind.Calendar) {
            builder.moment(new long[] {0, -86_400_001L, 4_000_000_000_000L, 951_782_400_000L}[oddity - 1]);
        } else if (form == Form.TEXT) {
            builder.text(new String[] {"large", "yes", "mauve", "grey"}[oddity - 1]);
        } else {
            builder.number(new double[] {-3, 2.25, 7, Double.POSITIVE_INFINITY}[oddity - 1]);
        }
    }

    /// The rows as inputs by column.
    static Map<String, Object> inputs(Frame rows, Schema schema, OnnxModel model) {
        Map<String, Object> inputs = new LinkedHashMap<>();
        for (Port port : model.inputs()) {
            String name = port.name().equals("column_score") ? "score" : port.name();
            int j = rows.indexOf(name);
            Kind kind = schema.columns().get(schema.indexOf(name)).kind();
            double[] numbers = IntStream.range(0, rows.rows())
                    .mapToDouble(row -> kind instanceof Kind.Calendar calendar
                            ? calendar.moment(rows, row, j).isPresent()
                                    ? calendar.moment(rows, row, j).getAsLong()
                                    : Double.NaN
                            : rows.number(row, j))
                    .toArray();
            float[] singles = new float[numbers.length];
            IntStream.range(0, numbers.length).forEach(i -> singles[i] = (float) numbers[i]);
            inputs.put(
                    port.name(),
                    switch (port.type()) {
                        case "float" -> singles;
                        case "double" -> numbers;
                        default ->
                            IntStream.range(0, rows.rows())
                                    .mapToObj(row -> rows.text(row, j))
                                    .toArray(String[]::new);
                    });
        }
        return inputs;
    }
}
