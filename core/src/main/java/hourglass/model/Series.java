package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.series.Windows;
import hourglass.table.Frame;

/// Scores of the rows of a series.
final class Series {
    private static final int WINDOWS_AT_ONCE = 1 << 14;

    private Series() {}

    /// The weighted mean of the scores of the windows that hold a row; NaN where there is none.
    static double[] score(Model model, Frame rows, ColumnMatch match) {
        Windows windows = Windows.of(rows, model.columns().window().orElseThrow(), match.places())
                .withoutHoles();
        double[] scores = new double[windows.count()];
        for (int from = 0; from < scores.length; from += WINDOWS_AT_ONCE) {
            int to = Math.min(scores.length, from + WINDOWS_AT_ONCE);
            double[] some = model.score(windows.matrix(from, to));
            System.arraycopy(some, 0, scores, from, some.length);
        }
        return windows.ofRows(scores);
    }
}
