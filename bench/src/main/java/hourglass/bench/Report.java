package hourglass.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/// The outcome as Markdown.
final class Report {
    private final StringBuilder text = new StringBuilder();
    private final double peak;

    private Report(double peak) {
        this.peak = peak;
    }

    static String of(
            Machine machine,
            Options options,
            String date,
            List<Comparison.Outcome> outcomes,
            List<CommandComparison.Outcome> commands) {
        double product = outcomes.stream()
                .mapToDouble(Comparison.Outcome::bestProduct)
                .max()
                .orElse(0);
        Report report = new Report(Math.max(machine.fma(), product));
        report.line("# Benchmarks, %s: %s, %d cores", date, machine.processor(), machine.cores());
        report.line("");
        report.line(
                "Java %s; %d rounds in turn, %.1f s each; how and why: [docs/benchmarks.md](../benchmarks.md).",
                Runtime.version(), options.rounds(), options.seconds());
        if (!outcomes.isEmpty()) {
            report.line("");
            report.line(
                    "Peak on %d threads: %.0f GFLOP/s of fused multiply-adds in registers, %.0f in our best product of 512 x 512 "
                            + "matrices; the larger is 100 %%%s.",
                    Machine.THREADS,
                    machine.fma(),
                    product,
                    product > machine.fma() ? ", here the product: the loop in registers was disturbed" : "");
        }
        for (Comparison.Outcome outcome : outcomes) {
            report.add(outcome);
        }
        for (CommandComparison.Outcome outcome : commands) {
            report.add(outcome);
        }
        return report.text.toString();
    }

    private void add(Comparison.Outcome outcome) {
        Workload workload = outcome.workload();
        List<Double> ours = outcome.results().getFirst().nanoseconds();
        boolean row = workload.kind == Workload.Kind.SCORE_ROW;
        line("");
        line("## %s: %s (%s)", workload, workload.describe(), outcome.origin());
        line("");
        line(
                "| | %s per %s | times ours (least–most) | rows/s | GFLOP/s | of peak | peak memory, MiB | differs by |",
                row ? "µs" : "ms", workload.kind.unit);
        line("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Comparison.Result result : outcome.results()) {
            if (result.failure().isPresent() || result.nanoseconds().isEmpty()) {
                line(
                        "| %s | not shown: %s | | | | | | |",
                        result.description(), result.failure().orElse("no time"));
                continue;
            }
            double time = median(result.nanoseconds());
            double rate = workload.operations() / time;
            line(
                    "| %s | %.4g | %s | %,.0f | %.3g | %.1f %% | %s | %.0e |",
                    result.description(),
                    time * (row ? 1e-3 : 1e-6),
                    ratio(result.nanoseconds(), ours),
                    workload.batch * 1e9 / time,
                    rate,
                    100 * rate / peak,
                    result.peakMemory().isPresent() ? result.peakMemory().getAsLong() : "–",
                    result.difference());
        }
        line("");
        line(
                "Our own two products, oneDNN's and plain Java's, differ by %.1e: others may by 1e-4 (DL4J 2e-3) or twice that.",
                outcome.ownDifference());
    }

    private void add(CommandComparison.Outcome outcome) {
        line("");
        line(
                "## %s: %s (%.1f MB), from the start of the command to the model written",
                outcome.workload(), CommandComparison.DESCRIPTION, outcome.tableBytes() * 1e-6);
        line("");
        line("| | s | times ours (least–most) | peak memory, MiB | squared error |");
        line("| --- | ---: | ---: | ---: | ---: |");
        List<Double> ours = nanoseconds(outcome.results().getFirst());
        for (CommandComparison.Result result : outcome.results()) {
            if (result.failure().isPresent()) {
                line(
                        "| %s | not shown: %s | | | |",
                        result.command().name(), result.failure().get());
                continue;
            }
            CommandRun last = result.runs().getLast();
            line(
                    "| %s | %.2f | %s | %s | %.4f |",
                    last.description(),
                    median(nanoseconds(result)) * 1e-9,
                    ratio(nanoseconds(result), ours),
                    last.peakMemory().isPresent() ? last.peakMemory().getAsLong() : "–",
                    last.error());
        }
    }

    private static List<Double> nanoseconds(CommandComparison.Result result) {
        return result.runs().stream().map(it -> (double) it.nanoseconds()).toList();
    }

    private static String ratio(List<Double> theirs, List<Double> ours) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < theirs.size(); i++) {
            ratios.add(theirs.get(i) / ours.get(i));
        }
        return String.format(
                Locale.ROOT, "%.2f (%.2f–%.2f)", median(ratios), Collections.min(ratios), Collections.max(ratios));
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation would be one more library
    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
