package hourglass.cli;

import hourglass.json.NearMiss;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.Huber;
import hourglass.loss.Loss;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.objective.ClassIndices;
import hourglass.objective.LossObjective;
import hourglass.objective.Objective;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.Iterator;
import java.util.List;

/// `--loss`: the name of a loss, as Keras has it or with hyphens, and for some a number after a colon: `huber:0.5` (δ),
/// `binary_crossentropy:0.1` (label smoothing), `sparse_categorical_crossentropy:10` (classes).
final class LossChoice {
    private LossChoice() {}

    private static List<String> names() {
        return Loss.standard().stream().map(Loss::name).toList();
    }

    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return names().iterator();
        }
    }

    static Objective objective(String text) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        Loss loss = Loss.named(name.replace('-', '_')).orElseThrow(() -> unknown(name));
        if (colon < 0) {
            if (loss instanceof SparseCategoricalCrossentropy) {
                throw malformed(text, loss.name() + ":10, the number of classes");
            }
            return new LossObjective(loss);
        }
        String number = text.substring(colon + 1);
        try {
            return withNumber(loss, text, number);
        } catch (NumberFormatException e) {
            throw malformed(text, "a number after the colon");
        }
    }

    private static Objective withNumber(Loss loss, String text, String number) {
        return switch (loss) {
            case Huber it -> new LossObjective(new Huber(Double.parseDouble(number)));
            case BinaryCrossentropy it ->
                new LossObjective(new BinaryCrossentropy(false, Double.parseDouble(number), -1));
            case CategoricalCrossentropy it ->
                new LossObjective(new CategoricalCrossentropy(false, Double.parseDouble(number), -1));
            case SparseCategoricalCrossentropy it -> new ClassIndices(Integer.parseInt(number));
            default -> throw malformed(text, loss.name() + ", which takes no number");
        };
    }

    private static ProblemException malformed(String text, String expected) {
        return Problem.usage("malformed value of --loss")
                .expected(expected)
                .found(text)
                .exception();
    }

    private static ProblemException unknown(String name) {
        return Problem.usage("unknown loss \"" + name + "\"" + NearMiss.suggestion(name, names()))
                .expected("one of " + String.join(", ", names()))
                .exception();
    }
}
