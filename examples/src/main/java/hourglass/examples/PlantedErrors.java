package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// How well a default model finds errors in tables: in one row of twenty a cell is spoiled, then the model is trained
/// on all rows and scores them. Prints for each kind of error how well the spoiled rows are found (area under the
/// receiver operating characteristic against the untouched rows) and how often the spoiled column carries the most
/// nats.
///
/// `PlantedErrors FILE…`: tables of any columns.
public final class PlantedErrors {
    private static final double SHARE = 0.05;
    private static final long SEED = 7;

    /// What is done to a cell.
    enum Mistake {
        /// Two rows exchange a value.
        SWAPPED(0),
        /// The decimal point moves by two or three places.
        SHIFTED(1),
        /// A letter of a text is doubled or dropped.
        TYPO(2),
        /// A text becomes another of its column, a frequent one, that never stands beside a text of another column in
        /// that row, although by chance it would in five rows at least.
        IMPOSSIBLE(3);

        /// So that each has random numbers of its own.
        private final int stream;

        Mistake(int stream) {
            this.stream = stream;
        }
    }

    private PlantedErrors() {}

    public static void main(String[] arguments) {
        System.out.println("| table | error | rows | found | blamed |\n| --- | --- | --- | --- | --- |");
        for (String file : arguments) {
            Frame clean = DataFile.read(Path.of(file));
            for (Mistake error : Mistake.values()) {
                report(Path.of(file).getFileName().toString(), clean, error);
            }
        }
    }

    private static void report(String name, Frame clean, Mistake error) {
        List<Integer> learned = learned(clean, error);
        if (learned.isEmpty()) {
            return;
        }
        int[] spoiledColumn = new int[clean.rows()];
        Frame spoiled = spoiled(clean, error, learned, spoiledColumn);
        if (Arrays.stream(spoiledColumn).noneMatch(it -> it >= 0)) {
            return;
        }
        Model model = Model.train(spoiled);
        double[] nats = model.scoreByColumn(spoiled, model.match(spoiled));
        double[] scores = new double[clean.rows()];
        int width = nats.length / scores.length;
        int marked = 0;
        int blamed = 0;
        FrameBuilder marks = Frame.builder(List.of("spoiled"));
        for (int row = 0; row < scores.length; row++) {
            int most = 0;
            for (int j = 0; j < width; j++) {
                scores[row] += nats[row * width + j];
                most = nats[row * width + j] > nats[row * width + most] ? j : most;
            }
            marks.number(spoiledColumn[row] >= 0 ? 1 : 0).endRow();
            if (spoiledColumn[row] >= 0) {
                marked++;
                blamed += model.columns()
                                .schema()
                                .columns()
                                .get(most)
                                .name()
                                .equals(clean.names().get(spoiledColumn[row]))
                        ? 1
                        : 0;
            }
        }
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %d | %.3f | %.0f %% |%n",
                name,
                error.name().toLowerCase(Locale.ROOT),
                marked,
                OddRows.area(scores, marks.build()),
                100.0 * blamed / Math.max(1, marked));
    }

    /// Columns in which there is something to spoil.
    static List<Integer> learned(Frame clean, Mistake error) {
        List<Integer> columns = new ArrayList<>();
        for (int column = 0; column < clean.columns(); column++) {
            int numbers = 0;
            int texts = 0;
            for (int row = 0; row < clean.rows(); row++) {
                numbers += clean.isNumber(row, column) && clean.number(row, column) != 0 ? 1 : 0;
                texts += clean.isText(row, column) ? 1 : 0;
            }
            boolean suits = switch (error) {
                case SWAPPED -> true;
                case SHIFTED -> numbers > clean.rows() / 2;
                case TYPO, IMPOSSIBLE -> texts > clean.rows() / 2;
            };
            if (suits && distinct(clean, column) <= clean.rows() / 2 + (numbers > 0 ? clean.rows() : 0)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static long distinct(Frame clean, int column) {
        return java.util.stream.IntStream.range(0, clean.rows())
                .mapToObj(row -> clean.text(row, column))
                .distinct()
                .count();
    }

    /// The table with its errors.
    ///
    /// @param columns in which there is something to spoil
    /// @param spoiledColumn overwritten by the column spoiled in each row, −1 for none
    static Frame spoiled(Frame clean, Mistake error, List<Integer> columns, int[] spoiledColumn) {
        if (error == Mistake.IMPOSSIBLE) {
            return impossible(clean, columns, spoiledColumn);
        }
        FrameBuilder builder = Frame.builder(clean.names());
        for (int row = 0; row < clean.rows(); row++) {
            long key = Noise.key(SEED, Noise.Purpose.CORRUPTION, row, error.stream);
            boolean chosen = Noise.uniform(key, 0) < SHARE;
            int target = columns.get(Noise.below(key, 1, columns.size()));
            spoiledColumn[row] = -1;
            for (int column = 0; column < clean.columns(); column++) {
                if (!chosen || column != target || clean.isMissing(row, column)) {
                    builder.cell(clean, row, column);
                    continue;
                }
                if (spoil(clean, row, column, error, key, builder)) {
                    spoiledColumn[row] = column;
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    private static Frame impossible(Frame clean, List<Integer> columns, int[] spoiledColumn) {
        Combinations combinations = new Combinations(clean, columns);
        FrameBuilder builder = Frame.builder(clean.names());
        for (int row = 0; row < clean.rows(); row++) {
            long key = Noise.key(SEED, Noise.Purpose.CORRUPTION, row, Mistake.IMPOSSIBLE.stream);
            List<List<Combinations.Level>> candidates =
                    Noise.uniform(key, 0) < SHARE ? combinations.impossible(row) : List.of();
            spoiledColumn[row] = -1;
            String text = "";
            if (!candidates.isEmpty()) {
                List<Combinations.Level> levels = candidates.get(Noise.below(key, 1, candidates.size()));
                Combinations.Level level = levels.get(Noise.below(key, 2, levels.size()));
                spoiledColumn[row] = level.column();
                text = level.text();
            }
            for (int column = 0; column < clean.columns(); column++) {
                if (column == spoiledColumn[row]) {
                    builder.text(text);
                } else {
                    builder.cell(clean, row, column);
                }
            }
            builder.endRow();
        }
        return builder.build();
    }

    /// @return whether the cell differs now
    private static boolean spoil(Frame clean, int row, int column, Mistake error, long key, FrameBuilder builder) {
        return switch (error) {
            case SWAPPED -> {
                int other = Noise.below(key, 2, clean.rows());
                builder.cell(clean, other, column);
                yield !clean.text(other, column).equals(clean.text(row, column)) && !clean.isMissing(other, column);
            }
            case SHIFTED -> {
                if (!clean.isNumber(row, column) || clean.number(row, column) == 0) {
                    builder.cell(clean, row, column);
                    yield false;
                }
                builder.number(clean.number(row, column) * (Noise.uniform(key, 3) < 0.5 ? 100 : 1000));
                yield true;
            }
            case TYPO -> {
                if (!clean.isText(row, column)) {
                    builder.cell(clean, row, column);
                    yield false;
                }
                String text = clean.text(row, column);
                int at = Noise.below(key, 4, text.length());
                builder.text(
                        Noise.uniform(key, 5) < 0.5 || text.length() < 3
                                ? text.substring(0, at) + text.charAt(at) + text.substring(at)
                                : text.substring(0, at) + text.substring(at + 1));
                yield true;
            }
            case IMPOSSIBLE -> throw new IllegalArgumentException("takes more than a cell");
        };
    }
}
