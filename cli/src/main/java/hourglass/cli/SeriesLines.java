package hourglass.cli;

import hourglass.column.Column;
import hourglass.problem.Counted;
import hourglass.series.Measure;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What a series was taken for, and what of it could not be used.
final class SeriesLines {
    private SeriesLines() {}

    /// The columns and the cut.
    static List<String> of(Window window, Windows windows, Frame frame) {
        List<String> lines = new ArrayList<>();
        lines.add("series      " + description(window) + ": " + Counted.of(windows.count(), "window") + " from "
                + Counted.of(frame.rows(), "row"));
        List<String> aside = frame.names().stream()
                .filter(name -> !window.names().contains(name))
                .toList();
        if (!aside.isEmpty()) {
            lines.add("set aside   " + String.join(", ", aside) + " (no numbers that differ)");
        }
        return lines;
    }

    /// `value by sensor, in the order of timestamp, windows of 48 rows`.
    static String description(Window window) {
        return String.join(", ", window.measures().stream().map(Measure::name).toList())
                + (window.by().isEmpty() ? "" : " by " + String.join(", ", window.by()))
                + ", in the order of "
                + window.order().map(Column::name).orElse("the rows") + ", windows of " + window.length() + " rows";
    }

    /// @param whole windows without holes
    /// @param places of [Window#names()] in the frame
    static List<String> notes(Windows windows, int whole, Frame frame, int[] places) {
        List<String> notes = new ArrayList<>();
        for (Measure measure : windows.window().measures()) {
            int place = places[windows.window().names().indexOf(measure.name())];
            int[] rows = IntStream.range(0, frame.rows())
                    .filter(row -> !frame.isMissing(row, place) && !frame.isNumber(row, place))
                    .toArray();
            if (rows.length > 0) {
                notes.add(Numbers.grouped(rows.length) + " of column \"" + measure.name() + "\" "
                        + (rows.length == 1 ? "is no number" : "are no numbers") + ", such as \""
                        + frame.text(rows[0], place) + "\" in " + frame.place(rows[0]) + ": counted as missing");
            }
        }
        windows.window().order().ifPresent(column -> {
            if (!windows.isSorted()) {
                notes.add("the rows were not in the order of \"" + column.name() + "\" and were sorted by it");
            }
        });
        if (windows.gaps() > 0) {
            notes.add("the series has " + Counted.of(windows.gaps(), "gap") + "; no window reaches over one");
        }
        if (whole < windows.count()) {
            notes.add(Counted.of(windows.count() - whole, "window") + " with missing values left out");
        }
        return notes;
    }
}
