package hourglass.series;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The windows of a file: every `length` rows that follow each other, overlapping, never over the end of a series or a
/// gap of it. And the way back, from windows to rows.
///
/// A gap is a step of the order column more than half as long again as the usual one, where nine of ten steps are as
/// usual; where steps differ anyway, there are no gaps. Immutable.
public final class Windows {
    private static final double REGULAR = 0.9;
    private static final double GAP = 1.5;

    /// Rows kept back come in stretches of so many windows' lengths, so that most of their rows lie in no window that
    /// was learned from or straddles.
    private static final int STRETCH = 4;

    private final Frame frame;
    private final Window window;
    private final int[] places;
    private final int[] rows;
    private final int[] starts;
    private final int gaps;
    private final boolean sorted;

    private Windows(Frame frame, Window window, int[] places, int[] rows, int[] starts, int gaps, boolean sorted) {
        this.frame = frame;
        this.window = window;
        this.places = places;
        this.rows = rows;
        this.starts = starts;
        this.gaps = gaps;
        this.sorted = sorted;
    }

    /// The windows of rows with the columns of a series.
    public static Windows of(Frame frame, Window window) {
        return of(frame, window, window.match(frame.names(), "the rows").places());
    }

    /// The windows of rows.
    ///
    /// @param places of [Window#names()] in the frame
    public static Windows of(Frame frame, Window window, int[] places) {
        List<String> names = window.names();
        double[] order = new double[frame.rows()];
        if (window.order().isPresent()) {
            Column column = window.order().get();
            int place = places[names.indexOf(column.name())];
            for (int row = 0; row < order.length; row++) {
                order[row] = orderOf(frame, row, place, column);
            }
        }
        boolean sorted = true;
        List<int[]> series = new ArrayList<>();
        for (List<Integer> group : groups(frame, window, places).values()) {
            List<Integer> known =
                    group.stream().filter(row -> !Double.isNaN(order[row])).toList();
            List<Integer> inOrder = known.stream()
                    .sorted((a, b) -> Double.compare(order[a], order[b]))
                    .toList();
            sorted &= inOrder.equals(known);
            series.add(inOrder.stream().mapToInt(Integer::intValue).toArray());
        }
        double longest = window.order().isPresent() ? longestStep(series, order) : Double.POSITIVE_INFINITY;
        int[] rows = series.stream().flatMapToInt(Arrays::stream).toArray();
        IntStream.Builder starts = IntStream.builder();
        int gaps = 0;
        int first = 0;
        for (int[] own : series) {
            int begin = 0;
            for (int i = 0; i < own.length; i++) {
                if (i > 0 && order[own[i]] - order[own[i - 1]] > longest) {
                    begin = i;
                    gaps++;
                }
                if (i - begin + 1 >= window.length()) {
                    starts.add(first + i - window.length() + 1);
                }
            }
            first += own.length;
        }
        return new Windows(frame, window, places.clone(), rows, starts.build().toArray(), gaps, sorted);
    }

    /// Rows of each group, in the order of the file.
    private static Map<List<String>, List<Integer>> groups(Frame frame, Window window, int[] places) {
        int[] by = window.by().stream()
                .mapToInt(name -> places[window.names().indexOf(name)])
                .toArray();
        Map<List<String>, List<Integer>> groups = new LinkedHashMap<>();
        for (int row = 0; row < frame.rows(); row++) {
            List<String> key = new ArrayList<>();
            for (int place : by) {
                key.add(frame.text(row, place));
            }
            groups.computeIfAbsent(key, it -> new ArrayList<>()).add(row);
        }
        return groups;
    }

    /// NaN if the cell says no place in the order.
    private static double orderOf(Frame frame, int row, int place, Column column) {
        if (column.kind() instanceof Kind.Calendar calendar) {
            // Milliseconds of any year that people write dates of are exact in double precision.
            return calendar.moment(frame, row, place).isPresent()
                    ? (double) calendar.moment(frame, row, place).getAsLong()
                    : Double.NaN;
        }
        return frame.number(row, place);
    }

    private static double longestStep(List<int[]> series, double[] order) {
        double[] steps = series.stream()
                .flatMapToDouble(own ->
                        IntStream.range(1, own.length).mapToDouble(i -> order[own[i]] - order[own[i - 1]]))
                .sorted()
                .toArray();
        if (steps.length == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double usual = steps[steps.length / 2];
        long regular = Arrays.stream(steps).filter(step -> step == usual).count();
        return usual > 0 && regular >= REGULAR * steps.length ? GAP * usual : Double.POSITIVE_INFINITY;
    }

    public Window window() {
        return window;
    }

    /// How many windows there are.
    public int count() {
        return starts.length;
    }

    /// How many gaps the series have.
    public int gaps() {
        return gaps;
    }

    /// Whether rows stood in order.
    public boolean isSorted() {
        return sorted;
    }

    /// The numbers of some windows, less the origins of their measures, a row for each; NaN where a cell holds no
    /// number.
    ///
    /// @throws hourglass.problem.ProblemException if they do not fit in memory
    public Matrix matrix(int from, int to) {
        int width = window.measures().size();
        WindowMemory.require(to - from, window.length(), width);
        Matrix all = Matrix.zeros(to - from, window.length() * width);
        for (int i = from; i < to; i++) {
            for (int k = 0; k < window.length(); k++) {
                for (int j = 0; j < width; j++) {
                    double number = frame.number(rows[starts[i] + k], places[j])
                            - window.measures().get(j).origin();
                    all.set(i - from, k * width + j, (float) Math.clamp(number, -Float.MAX_VALUE, Float.MAX_VALUE));
                }
            }
        }
        return all;
    }

    /// All windows as rows of a table of their own.
    public Frame frame() {
        return Frame.of(window.variables(), matrix(0, count()));
    }

    /// These windows but for those with holes.
    public Windows withoutHoles() {
        int[] before = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            boolean hole = false;
            for (int j = 0; j < window.measures().size(); j++) {
                hole |= Double.isNaN(frame.number(rows[i], places[j]));
            }
            before[i + 1] = before[i] + (hole ? 1 : 0);
        }
        int[] whole = Arrays.stream(starts)
                .filter(start -> before[start + window.length()] == before[start])
                .toArray();
        return whole.length == starts.length ? this : new Windows(frame, window, places, rows, whole, gaps, sorted);
    }

    /// The score of each row of the file: the mean over the windows that hold it, each weighted by how far inside it
    /// the row stands; NaN if there is none.
    ///
    /// @param scores one for each window
    public double[] ofRows(double[] scores) {
        int[] counts = new int[rows.length];
        double[] means = means(IntStream.range(0, starts.length).toArray(), scores, counts);
        double[] ofRows = new double[frame.rows()];
        Arrays.fill(ofRows, Double.NaN);
        for (int i = 0; i < rows.length; i++) {
            ofRows[rows[i]] = means[i];
        }
        return ofRows;
    }

    /// The rows of the file with the highest scores, highest first, the first of equals first; none shares a window
    /// with one before, which the same event would have made odd. Rows without a score are left out.
    ///
    /// @param ofRows the score of each row of the file
    public List<Integer> peaks(double[] ofRows, int most) {
        boolean[] taken = new boolean[rows.length];
        List<Integer> peaks = new ArrayList<>();
        int[] highest = IntStream.range(0, rows.length)
                .filter(i -> !Double.isNaN(ofRows[rows[i]]))
                .boxed()
                .sorted((a, b) -> Double.compare(ofRows[rows[b]], ofRows[rows[a]]))
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < highest.length && peaks.size() < most; i++) {
            int position = highest[i];
            if (!taken[position]) {
                peaks.add(rows[position]);
                for (int k = firstHolding(position); k < starts.length && starts[k] <= position; k++) {
                    Arrays.fill(taken, starts[k], starts[k] + window.length(), true);
                }
            }
        }
        return peaks;
    }

    /// The first window that ends at a position in the order or later: those that hold it follow.
    private int firstHolding(int position) {
        int found = Arrays.binarySearch(starts, position - window.length() + 1);
        return found < 0 ? -found - 1 : found;
    }

    /// The windows that hold a row of the file: from, to.
    public int[] holding(int row) {
        int position = position(row);
        int from = firstHolding(position);
        int to = from;
        while (to < starts.length && starts[to] <= position) {
            to++;
        }
        return position < 0 ? new int[] {0, 0} : new int[] {from, to};
    }

    private int position(int row) {
        return IntStream.range(0, rows.length)
                .filter(i -> rows[i] == row)
                .findFirst()
                .orElse(-1);
    }

    /// Where in the file a row of a window stands.
    ///
    /// @param place in the window, from 0
    public int row(int index, int place) {
        return rows[starts[index] + place];
    }

    /// Scores of the rows whose windows are all among some; if there is no such row, of those that one of them holds.
    ///
    /// @param chosen the windows, in rising order
    /// @param scores one for each of them
    public double[] ofRowsWithin(int[] chosen, double[] scores) {
        int[] counts = new int[rows.length];
        double[] means = means(chosen, scores, counts);
        int[] all = new int[rows.length];
        count(IntStream.range(0, starts.length).toArray(), all);
        double[] within = IntStream.range(0, rows.length)
                .filter(i -> counts[i] > 0 && counts[i] == all[i])
                .mapToDouble(i -> means[i])
                .toArray();
        return within.length > 0
                ? within
                : Arrays.stream(means).filter(Double::isFinite).toArray();
    }

    /// @param counts of windows that hold each row, which are added to
    private double[] means(int[] chosen, double[] scores, int[] counts) {
        count(chosen, counts);
        double[] sums = new double[rows.length];
        double[] weights = new double[rows.length];
        for (int i = 0; i < chosen.length; i++) {
            for (int k = 0; k < window.length(); k++) {
                int weight = window.weight(k);
                sums[starts[chosen[i]] + k] += weight * scores[i];
                weights[starts[chosen[i]] + k] += weight;
            }
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] = counts[i] == 0 ? Double.NaN : sums[i] / weights[i];
        }
        return sums;
    }

    private void count(int[] chosen, int[] counts) {
        for (int i : chosen) {
            for (int k = 0; k < window.length(); k++) {
                counts[starts[i] + k]++;
            }
        }
    }

    /// Which windows are learned from and which are kept back: whole stretches, by the seed, and no window learned from
    /// shares a row with one kept back. So some are neither.
    public Split split(double share, long seed) {
        int wanted = (int) Math.round(share * starts.length);
        int[] all = IntStream.range(0, starts.length).toArray();
        if (wanted == 0) {
            return new Split(all, new int[0]);
        }
        List<int[]> stretches = stretches(Math.min(wanted, STRETCH * window.length()));
        int[] order = Noise.permutation(Noise.key(seed, Noise.Purpose.SPLIT, 0, 0), stretches.size());
        List<int[]> chosen = new ArrayList<>();
        int taken = 0;
        for (int i = 0; i < order.length && taken < wanted; i++) {
            int[] stretch = stretches.get(order[i]);
            chosen.add(stretch);
            taken += stretch[1] - stretch[0];
        }
        Split split = keepingBack(chosen);
        return split.training().length == 0 ? new Split(all, new int[0]) : split;
    }

    /// Every window kept back once, in whole stretches as [#split] keeps them back.
    public List<Split> folds(int count, long seed) {
        List<int[]> stretches = stretches(STRETCH * window.length());
        int[] order = Noise.permutation(Noise.key(seed, Noise.Purpose.SPLIT, 1, 0), stretches.size());
        List<Split> folds = new ArrayList<>();
        for (int fold = 0; fold < Math.min(count, order.length); fold++) {
            List<int[]> chosen = new ArrayList<>();
            for (int i = fold; i < order.length; i += count) {
                chosen.add(stretches.get(order[i]));
            }
            folds.add(keepingBack(chosen));
        }
        return folds;
    }

    private Split keepingBack(List<int[]> stretches) {
        int[] validation = stretches.stream()
                .flatMapToInt(it -> IntStream.range(it[0], it[1]))
                .sorted()
                .toArray();
        int[] marks = new int[rows.length];
        count(validation, marks);
        int[] before = new int[rows.length + 1];
        for (int i = 0; i < rows.length; i++) {
            before[i + 1] = before[i] + (marks[i] > 0 ? 1 : 0);
        }
        int[] training = IntStream.range(0, starts.length)
                .filter(i -> before[starts[i] + window.length()] == before[starts[i]])
                .toArray();
        return new Split(training, validation);
    }

    /// Windows that follow each other, cut into pieces: from, to.
    private List<int[]> stretches(int longest) {
        List<int[]> stretches = new ArrayList<>();
        int from = 0;
        for (int i = 1; i <= starts.length; i++) {
            boolean ends = i == starts.length || starts[i] != starts[i - 1] + 1 || i - from == longest;
            if (ends) {
                stretches.add(new int[] {from, i});
                from = i;
            }
        }
        return stretches;
    }
}
