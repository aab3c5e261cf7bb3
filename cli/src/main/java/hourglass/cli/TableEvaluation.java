package hourglass.cli;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.report.HiddenCells;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// What `evaluate` says of a model of a table: how strange the rows are and which columns make them so; on request how
/// well holes are filled.
///
/// @param allColumns whether all of them are shown
record TableEvaluation(Console console, Model model, boolean json, boolean allColumns) {
    private static final double HIDDEN = 0.1;
    private static final long SEED = 1;

    void print(Path file, DataOptions data, boolean impute) {
        ScoredRows scored = new ScoredRows(model, model.calibration().decision());
        double[] sums = new double[model.columns().schema().columns().size()];
        Frame all = null;
        try (ModelInput input = ModelInput.open(console, model, file, data, List.of(), false)) {
            for (Frame next = input.next(); next.rows() > 0; next = input.next()) {
                double[] nats = model.scoreByColumn(next, input.match());
                double[] scores = new double[next.rows()];
                for (int i = 0; i < nats.length; i++) {
                    scores[i / sums.length] += nats[i];
                    sums[i % sums.length] += nats[i];
                }
                scored.add(scores);
                all = impute ? joined(all, next) : null;
            }
            input.notes().forEach(console::note);
            if (scored.count() == 0) {
                throw Problem.badData("there are no rows to evaluate")
                        .at(file.toString())
                        .exception();
            }
            print(scored, sums);
            if (all != null) {
                print(HiddenCells.of(model, all, input.match(), HIDDEN, SEED));
            }
        }
    }

    private void print(ScoredRows scored, double[] sums) {
        int flagged = 0;
        for (boolean flag : scored.flags()) {
            flagged += flag ? 1 : 0;
        }
        double[] scores = scored.scores();
        if (json) {
            JsonObject.Builder columns = JsonObject.builder();
            for (int j = 0; j < sums.length; j++) {
                columns.put(
                        model.columns().schema().columns().get(j).name(), ScoreSummary.number(sums[j] / scores.length));
            }
            console.print(ScoreSummary.base(model, scores)
                    .put("flagged", Json.of((long) flagged))
                    .put("nats_by_column", columns.build())
                    .build()
                    .compact());
            return;
        }
        console.print("rows           " + Numbers.grouped(scores.length) + " x " + Counted.of(sums.length, "column"));
        console.print("scores         " + ScoreSummary.quantiles(scores) + " nats");
        console.print("flagged        " + Numbers.grouped(flagged) + " (" + scored.description() + ")");
        new WorstColumns(console, model, allColumns).ofTable(sums, scores.length);
    }

    private void print(HiddenCells result) {
        console.print("");
        console.print(String.format(
                Locale.ROOT,
                "%-28s %8s %14s %14s %14s",
                "filling hidden cells",
                "cells",
                "model",
                "mean or mode",
                "5 nearest"));
        for (HiddenCells.Column column : result.columns()) {
            console.print(String.format(
                    Locale.ROOT,
                    "  %-26s %8d %14s %14s %14s",
                    column.name(),
                    column.cells(),
                    Numbers.significant(column.model()),
                    Numbers.significant(column.simple()),
                    Numbers.significant(column.neighbours())));
        }
        console.print("  (numbers: root mean square error in standard deviations; values: share of wrong ones)");
    }

    private static Frame joined(@org.jspecify.annotations.Nullable Frame before, Frame next) {
        if (before == null) {
            return next;
        }
        FrameBuilder builder = Frame.builder(before.names());
        for (Frame frame : List.of(before, next)) {
            for (int row = 0; row < frame.rows(); row++) {
                for (int column = 0; column < frame.columns(); column++) {
                    builder.cell(frame, row, column);
                }
                builder.endRow();
            }
        }
        return builder.build();
    }
}
