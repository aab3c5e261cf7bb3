package hourglass.cli;

import hourglass.data.Overflow;
import hourglass.model.Advice;
import hourglass.model.Pairs;
import hourglass.model.Prepared;
import hourglass.model.ScalingKind;
import hourglass.model.ValueKind;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.train.Recipe;
import java.nio.file.Path;
import java.util.List;

/// The rows that an interrupted run was started with, found again.
///
/// @param source where they are now, and where the model is to be written
record FoundRows(Source source, Advice advice, Prepared prepared) {
    /// Looks where the rows were, then where they would be if their folder was copied or moved with the checkpoint.
    ///
    /// @param checkpoint the one that was named
    /// @param output the model to write
    /// @param overflow where rows go that are too large for memory
    static FoundRows of(Source began, Path checkpoint, Path output, Recipe recipe, Overflow overflow) {
        ProblemException first = null;
        List<Source> places = began.places(checkpoint, output);
        for (Source place : places) {
            try {
                return read(place, recipe, overflow);
            } catch (ProblemException notThere) {
                if (first == null) {
                    first = notThere;
                }
            }
        }
        throw first == null ? new IllegalStateException("no place to look at") : first;
    }

    private static FoundRows read(Source source, Recipe recipe, Overflow overflow) {
        Pairs pairs = source.read(overflow);
        ValueKind kind = source.input() == ScalingKind.COLUMNS
                ? ValueKind.TABLE
                : ValueKind.of(pairs.outcome().isPresent() ? pairs.inputs() : pairs.targets());
        overflow.forgetCells();
        Advice advice = new Advice(kind, source.input(), source.scaledTarget(), recipe);
        Prepared prepared = Prepared.of(pairs, advice);
        if (!Fingerprint.of(prepared).equals(source.fingerprint())) {
            throw Problem.badData("the rows are not those the run was started with")
                    .at(source.file())
                    .remedy("the original file in its place")
                    .remedy("hourglass train, to start anew")
                    .exception();
        }
        return new FoundRows(source, advice, prepared);
    }

    /// Says in one line what is elsewhere than at first.
    void noteMoved(Console console, Source began, boolean outputWasGiven) {
        StringBuilder moved = new StringBuilder();
        if (!outputWasGiven && !source.output().equals(began.output())) {
            moved.append("; the model is written to ").append(source.output());
        }
        if (!source.file().equals(began.file())) {
            moved.append("; rows are read from ").append(source.file());
        }
        source.target()
                .filter(it -> !began.target().equals(source.target()))
                .ifPresent(it -> moved.append("; targets are read from ").append(it));
        source.rejects()
                .filter(it -> !began.rejects().equals(source.rejects()))
                .ifPresent(
                        it -> moved.append("; lines set aside are written to ").append(it));
        if (!moved.isEmpty()) {
            console.say("note: not where the run began, beside " + began.output() + ": " + moved.substring(2));
        }
    }
}
