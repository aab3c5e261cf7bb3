package hourglass.model;

import hourglass.json.RecordCodec;
import hourglass.json.Words;
import hourglass.loss.Loss;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.network.BatchTopK;
import hourglass.network.JumpRelu;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.ClassIndices;
import hourglass.objective.LossObjective;
import hourglass.objective.Mixed;
import hourglass.objective.Objective;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// One thing that a user may wish for: how a command line or a form asks for the components of [Wishes], in a word
/// each.
public final class Wish {
    private final RecordComponent component;
    private final Asked asked;

    private Wish(RecordComponent component, Asked asked) {
        this.component = component;
        this.asked = asked;
    }

    /// All, in the order of [Wishes].
    public static List<Wish> all() {
        return Arrays.stream(Wishes.class.getRecordComponents())
                .flatMap(component -> Arrays.stream(component.getAnnotationsByType(Asked.class))
                        .map(asked -> new Wish(component, asked)))
                .toList();
    }

    /// That of the component of [Wishes], but `likelihood` and `loss` for its objective.
    public String name() {
        return asked.name().isEmpty() ? component.getName() : asked.name();
    }

    /// Whether it means nothing for a network without a code.
    public boolean shapesTheCode() {
        return asked.of() == Asked.Part.CODE;
    }

    /// Whether a recipe's architecture leaves no room for it.
    public boolean shapesTheNetwork() {
        return shapesTheCode() || asked.of() == Asked.Part.NETWORK;
    }

    /// What stands for its word in a description.
    public String label() {
        return asked.label();
    }

    /// For a person.
    ///
    /// @param listed stands where it lists its [#examples]
    public String description(String listed) {
        return asked.value().replace("%s", listed);
    }

    /// Its words, with numbers where there must be some: `masking:0.1`. None if it is a number itself.
    public List<String> examples() {
        return words().examples();
    }

    /// Whether it is only wished for or not.
    public boolean isFlag() {
        return component.getType() == boolean.class;
    }

    /// The word meant where there is none; empty if there must be one.
    public Optional<String> alone() {
        return Optional.of(asked.alone()).filter(word -> !word.isEmpty());
    }

    /// Wishes with this one besides.
    ///
    /// @throws hourglass.problem.ProblemException if the word means nothing, or something out of range
    public Wishes addedTo(Wishes wishes, String word) {
        boolean isOptional = component.getType() == Optional.class;
        return words().as(value ->
                        RecordCodec.changed(wishes, component.getName(), isOptional ? Optional.of(value) : value))
                .read(word);
    }

    private Words<?> words() {
        return switch (name()) {
            case "likelihood" -> Words.ofRecords(name(), likelihoods());
            case "loss" ->
                Words.ofRecords(name(), losses()).as(it -> it instanceof Loss loss ? new LossObjective(loss) : it);
            case "optimizer" -> Words.ofSealed(name(), OptimizerWord.class).as(OptimizerWord::optimizer);
            case "sparsity" ->
                Words.ofRecords(name(), List.of(Penalty.class, TopK.class, BatchTopK.class, JumpRelu.class))
                        .as(it -> it instanceof Penalty penalty ? new Penalize(penalty) : it);
            default -> ofType();
        };
    }

    /// Those that are no adapted loss and that a word can give.
    private static List<Class<? extends Objective>> likelihoods() {
        return Objective.standard().stream()
                .filter(type -> type != LossObjective.class && type != ClassIndices.class && type != Mixed.class)
                .toList();
    }

    /// As the lecture has them; class indices need the number of classes.
    private static List<Class<?>> losses() {
        return Loss.standard().stream()
                .<Class<?>>map(
                        loss -> loss instanceof SparseCategoricalCrossentropy ? ClassIndices.class : loss.getClass())
                .toList();
    }

    private Words<?> ofType() {
        Class<?> type = component.getType();
        if (type == boolean.class) {
            return Words.ofTruth(name());
        } else if (type == OptionalInt.class) {
            return Words.ofWhole(name()).as(OptionalInt::of);
        } else if (type == OptionalLong.class) {
            return Words.ofLong(name()).as(OptionalLong::of);
        } else if (type == OptionalDouble.class) {
            return Words.ofNumber(name()).as(OptionalDouble::of);
        } else if (((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0]
                instanceof Class<?> of) {
            return of.isEnum() ? Words.ofConstants(name(), of) : Words.ofSealed(name(), of);
        }
        return Words.ofWholes(name());
    }
}
