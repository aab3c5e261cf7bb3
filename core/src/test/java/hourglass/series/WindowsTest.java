package hourglass.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.model.Model;
import hourglass.model.Point;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import hourglass.train.Split;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowsTest {
    private static final long HOUR = 3_600_000;

    /// Three interleaved series of hours with gaps and holes, rows in any order.
    private record Row(String sensor, long hour, double value, double other) {}

    private static List<Row> rows(Random random) {
        List<Row> rows = new ArrayList<>();
        for (String sensor : List.of("a", "b", "c")) {
            long hour = random.nextInt(10);
            for (int i = 0; i < 60; i++) {
                hour += random.nextInt(40) == 0 ? 3 : 1;
                double value = random.nextInt(30) == 0 ? Double.NaN : random.nextGaussian();
                rows.add(new Row(sensor, hour, value, random.nextInt(100)));
            }
        }
        return rows;
    }

    private static Frame frame(List<Row> rows) {
        FrameBuilder builder = Frame.builder(List.of("time", "sensor", "value", "other"));
        for (Row row : rows) {
            builder.moment(row.hour() * HOUR)
                    .text(row.sensor())
                    .number(row.value())
                    .number(row.other())
                    .endRow();
        }
        return builder.build();
    }

    private static Window window(Frame frame, int length) {
        return Window.of(frame, length, List.of("sensor"), Optional.of("time"));
    }

    /// Row by row: the rows before it in its group, no further back than one hour each.
    private static List<int[]> slow(List<Row> rows, int length) {
        List<int[]> windows = new ArrayList<>();
        for (int last = 0; last < rows.size(); last++) {
            int[] window = new int[length];
            int at = last;
            int filled = 0;
            while (at >= 0 && filled < length) {
                window[length - 1 - filled++] = at;
                Row now = rows.get(at);
                at = IntStream.range(0, rows.size())
                        .filter(i -> rows.get(i).sensor().equals(now.sensor())
                                && rows.get(i).hour() == now.hour() - 1)
                        .findFirst()
                        .orElse(-1);
            }
            if (filled == length) {
                windows.add(window);
            }
        }
        return windows;
    }

    private static Set<String> slowTexts(List<Row> rows, List<int[]> windows) {
        Set<String> texts = new HashSet<>();
        for (int[] window : windows) {
            StringBuilder text = new StringBuilder();
            for (int row : window) {
                text.append((float) rows.get(row).value())
                        .append(' ')
                        .append((float) rows.get(row).other())
                        .append(' ');
            }
            texts.add(text.toString());
        }
        return texts;
    }

    @Test
    void windowsAreTheRowsThatFollowEachOtherInTheirGroup() {
        Random random = new Random(1);
        for (int trial = 0; trial < 20; trial++) {
            List<Row> rows = rows(random);
            java.util.Collections.shuffle(rows, random);
            Frame frame = frame(rows);
            int length = 2 + random.nextInt(8);
            Windows windows = Windows.of(frame, window(frame, length));
            assertThat(windows.isSorted()).isFalse();
            Frame all = windows.frame();
            assertThat(all.columns()).isEqualTo(2 * length);
            Set<String> found = new HashSet<>();
            for (int row = 0; row < all.rows(); row++) {
                StringBuilder text = new StringBuilder();
                for (int j = 0; j < all.columns(); j++) {
                    text.append((float) all.number(row, j)).append(' ');
                }
                found.add(text.toString());
            }
            List<int[]> expected = slow(rows, length);
            assertThat(found).isEqualTo(slowTexts(rows, expected));
            assertThat(windows.count()).isEqualTo(expected.size());
            long whole = expected.stream()
                    .filter(window -> Arrays.stream(window)
                            .noneMatch(row -> Double.isNaN(rows.get(row).value())))
                    .count();
            assertThat(windows.withoutHoles().count()).isEqualTo((int) whole);
        }
    }

    @Test
    void aRowHasTheMeanOfTheWindowsThatHoldItMostOfThoseWithItInTheMiddle() {
        Random random = new Random(2);
        List<Row> rows = rows(random);
        Frame frame = frame(rows);
        Windows windows = Windows.of(frame, window(frame, 5));
        // Windows are counted by their last rows in the order of groups and hours, which is that of the rows here.
        List<int[]> slow = slow(rows, 5);
        double[] scores = random.doubles(windows.count()).toArray();
        double[] ofRows = windows.ofRows(scores);
        for (int row = 0; row < rows.size(); row++) {
            int at = row;
            // Weights 1, 2, 3, 2, 1: as if a window came so many times.
            double mean = IntStream.range(0, scores.length)
                    .flatMap(i -> IntStream.range(0, 5)
                            .filter(k -> slow.get(i)[k] == at)
                            .flatMap(
                                    k -> IntStream.range(0, 3 - Math.abs(k - 2)).map(it -> i)))
                    .mapToDouble(i -> scores[i])
                    .average()
                    .orElse(Double.NaN);
            if (Double.isNaN(mean)) {
                assertThat(ofRows[row]).isNaN();
            } else {
                assertThat(ofRows[row]).isCloseTo(mean, org.assertj.core.data.Offset.offset(1e-12));
            }
        }
    }

    /// Row by row: the highest that shares no window with one before.
    @Test
    void peaksShareNoWindow() {
        Random random = new Random(3);
        List<Row> rows = rows(random);
        Frame frame = frame(rows);
        Windows windows = Windows.of(frame, window(frame, 5)).withoutHoles();
        double[] ofRows = windows.ofRows(random.doubles(windows.count()).toArray());
        List<int[]> slow = slow(rows, 5).stream()
                .filter(window -> Arrays.stream(window)
                        .noneMatch(row -> Double.isNaN(rows.get(row).value())))
                .toList();
        List<Integer> expected = new ArrayList<>();
        Set<Integer> taken = new HashSet<>();
        IntStream.range(0, rows.size())
                .filter(row -> !Double.isNaN(ofRows[row]))
                .boxed()
                .sorted((a, b) -> Double.compare(ofRows[b], ofRows[a]))
                .forEach(row -> {
                    if (!taken.contains(row)) {
                        expected.add(row);
                        slow.stream()
                                .filter(window -> Arrays.stream(window).anyMatch(it -> it == row))
                                .flatMapToInt(Arrays::stream)
                                .forEach(taken::add);
                    }
                });
        assertThat(windows.peaks(ofRows, rows.size())).isEqualTo(expected).hasSizeGreaterThan(10);
        assertThat(windows.peaks(ofRows, 3)).isEqualTo(expected.subList(0, 3));
    }

    @Test
    void rowsKeptBackShareNoRowWithThoseLearnedFrom() {
        Frame frame = line(2000, 0);
        Windows windows = Windows.of(frame, Window.of(frame, 20));
        Split split = windows.split(0.1, 3);
        assertThat(split.validation().length).isBetween(180, 280);
        assertThat(split.training().length).isGreaterThan(1500);
        for (int kept : split.validation()) {
            assertThat(Arrays.stream(split.training()).noneMatch(it -> Math.abs(it - kept) < 20))
                    .isTrue();
        }
        assertThat(windows.split(0.1, 3).validation()).isEqualTo(split.validation());
        assertThat(windows.split(0.1, 4).validation()).isNotEqualTo(split.validation());
        assertThat(windows.split(0, 3).training()).hasSize(windows.count());
        double[] scores = new double[split.validation().length];
        // Of each stretch of m windows, m + 1 - 20 rows lie in no other.
        assertThat(windows.ofRowsWithin(split.validation(), scores).length).isBetween(100, scores.length);
    }

    @Test
    void foldsKeepEveryWindowBackOnce() {
        Frame frame = line(2000, 0);
        Windows windows = Windows.of(frame, Window.of(frame, 20));
        List<Split> folds = windows.folds(5, 1);
        assertThat(folds).hasSize(5);
        assertThat(folds.stream()
                        .flatMapToInt(it -> Arrays.stream(it.validation()))
                        .sorted())
                .containsExactlyElementsOf(
                        IntStream.range(0, windows.count()).boxed().toList());
        for (Split fold : folds) {
            assertThat(fold.training().length).isGreaterThan(900);
            for (int kept : fold.validation()) {
                assertThat(Arrays.stream(fold.training()).noneMatch(it -> Math.abs(it - kept) < 20))
                        .isTrue();
            }
        }
    }

    /// A wave with noise, and from row 1200 on 24 rows of something else.
    private static Frame line(int count, double offset) {
        Random random = new Random(5);
        FrameBuilder builder = Frame.builder(List.of("time", "value", "same"));
        for (int i = 0; i < count; i++) {
            double wave = i >= 1200 && i < 1224 ? 0.5 : Math.sin(2 * Math.PI * i / 24);
            builder.moment(i * HOUR)
                    .number(offset + wave + 0.1 * random.nextGaussian())
                    .number(7)
                    .endRow();
        }
        return builder.build();
    }

    @Test
    void whatIsNoMeasureIsSetAside() {
        Window window = Window.of(line(100, 0), 24);
        assertThat(window.names()).containsExactly("value", "time");
        assertThat(window.variables())
                .startsWith("value-23")
                .endsWith("value-0")
                .hasSize(24);
        assertThat(Window.of(line(100, 1e9), 24).measures().getFirst().origin()).isBetween(1e9 - 2, 1e9 + 2);
        assertThatThrownBy(() -> Window.of(line(100, 0), 1)).isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Window.of(line(100, 0), 9, List.of("tme"), Optional.empty()))
                .isInstanceOf(ProblemException.class);
        assertThatThrownBy(() -> Table.of(line(20, 0), Window.of(line(20, 0), 24)))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("long enough");
    }

    /// Of windows of two rows a row has three cells, which are all shown.
    @Test
    void thePartsOfCellsSumToTheScore() {
        Frame frame = line(300, 0);
        Model model =
                Model.train(Table.of(frame, Window.of(frame, 2)), Wishes.none().withEpochs(2));
        double[] scores = model.score(frame);
        int[] rows = {0, 1, 150, 299};
        List<List<Point>> points = model.points(frame, model.match(frame), rows);
        for (int i = 0; i < rows.length; i++) {
            int row = rows[i];
            assertThat(points.get(i)).extracting(Point::row).allMatch(it -> Math.abs(it - row) <= 1);
            assertThat(points.get(i).stream()
                            .mapToDouble(it -> it.reason().nats())
                            .sum())
                    .isCloseTo(scores[row], org.assertj.core.data.Offset.offset(1e-6 * scores[row]));
        }
        Frame few = line(1, 0);
        assertThat(model.points(few, model.match(few), 0).getFirst()).isEmpty();
    }

    @Test
    void aModelOfWindowsFindsTheOddStretchAfterItIsReadAgain(@TempDir Path folder) {
        Frame frame = line(2000, 1e9);
        Window window = Window.of(frame, 24);
        Model model = Model.train(Table.of(frame, window), Wishes.none().withEpochs(10));
        Path file = folder.resolve("model");
        model.save(file);
        Model again = Model.load(file);
        assertThat(again.columns().window()).contains(window);
        double[] scores = model.score(frame);
        assertThat(again.score(frame)).isEqualTo(scores);
        int highest = IntStream.range(0, scores.length)
                .reduce((a, b) -> scores[b] > scores[a] ? b : a)
                .orElseThrow();
        assertThat(highest).isBetween(1195, 1229);
        assertThat(again.judge(frame).get(highest).flagged()).isTrue();
        assertThat(again.givesReasons()).isFalse();
        assertThat(again.judge(frame).get(highest).reasons()).isEmpty();
        List<Point> points = again.points(frame, again.match(frame), highest).getFirst();
        assertThat(points)
                .hasSize(5)
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(b.reason().nats(), a.reason().nats()))
                .allSatisfy(point -> assertThat(point.row()).isBetween(highest - 23, highest + 23));
        String[] ends = points.getFirst().reason().expected().split(" to ", -1);
        assertThat(Double.parseDouble(ends[0])).isBetween(1e9 - 2, 1e9 + 2);
        long flagged = again.judge(frame).stream().filter(it -> it.flagged()).count();
        assertThat(flagged).isLessThan(150);
    }
}
