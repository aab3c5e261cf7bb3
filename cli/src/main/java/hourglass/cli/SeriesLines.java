package hourglass.cli;

import hourglass.column.Column;
import hourglass.series.Measure;
import hourglass.series.Window;
import hourglass.series.Windows;
import hourglass.table.Frame;
import java.util.ArrayList;
import java.util.List;

/// What a series was taken for, and what of it could not be used.
final class SeriesLines {
    private SeriesLines() {}

    /// The columns and the cut.
    static List<String> of(Window window, Windows windows, Frame frame) {
        List<String> lines = new ArrayList<>();
        lines.add("series      " + description(window) + ": " + counted(windows.count(), "window") + " from "
                + Numbers.grouped(frame.rows()) + " rows");
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
    static List<String> notes(Windows windows, int whole) {
        List<String> notes = new ArrayList<>();
        windows.window().order().ifPresent(column -> {
            if (!windows.isSorted()) {
                notes.add("the rows were not in the order of \"" + column.name() + "\" and were sorted by it");
            }
        });
        if (windows.gaps() > 0) {
            notes.add("the series has " + counted(windows.gaps(), "gap") + "; no window reaches over one");
        }
        if (whole < windows.count()) {
            notes.add(counted(windows.count() - whole, "window") + " with missing values left out");
        }
        return notes;
    }

    private static String counted(int count, String what) {
        return Numbers.grouped(count) + " " + what + (count == 1 ? "" : "s");
    }
}
