package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Focal;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.StudentT;
import hourglass.optimize.Optimizer;
import hourglass.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChoicesTest {
    @Test
    void optimisers() {
        assertThat(Choices.optimizer("adam")).isEqualTo(new Optimizer.Adam());
        assertThat(Choices.optimizer("sgd")).isEqualTo(new Optimizer.Sgd(0.01, 0, false));
        assertThat(Choices.optimizer("rmsprop")).isEqualTo(new Optimizer.RmsProp());
        assertThat(Choices.optimizer("sgd:0.9")).isEqualTo(new Optimizer.Sgd(0.01, 0.9, false));
        assertThat(Choices.optimizer("nesterov:0.9")).isEqualTo(new Optimizer.Sgd(0.01, 0.9, true));
        assertThat(Choices.optimizer("adamw:0.01")).isEqualTo(new Optimizer.Adam(1e-3, 0.9, 0.999, 1e-8, 0.01));
    }

    @Test
    void likelihoodsWithSettings() {
        assertThat(Choices.likelihood("student_t:4:0.5")).isEqualTo(new StudentT(4, 0.5f));
        assertThat(Choices.likelihood("negative_binomial:0.5")).isEqualTo(new NegativeBinomial(0.5f));
        assertThat(Choices.likelihood("negative_binomial:0.5:1000")).isEqualTo(new NegativeBinomial(0.5f, 1000));
        assertThat(Choices.likelihood("focal")).isEqualTo(new Focal(2));
        assertThat(Choices.likelihood("focal:1.5")).isEqualTo(new Focal(1.5f));
    }

    @Test
    void whatRegularisesTheCode() {
        assertThat(Choices.sparsity("topk:32")).isEqualTo(new TopK(32));
        assertThat(Choices.sparsity("kl:0.1:0.05")).isEqualTo(new Penalize(new Penalty.KullbackLeibler(0.1f, 0.05f)));
        assertThat(Choices.sparsity("contractive:0.01")).isEqualTo(new Penalize(new Penalty.Contractive(0.01f)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"adem", "adamw", "sgd:", "sgd:x", "nesterov", "sgd:0.5:1", "rmsprop:x:y:z", ""})
    void malformedOptimisersAreRefused(String text) {
        assertThatThrownBy(() -> Choices.optimizer(text)).isInstanceOf(ProblemException.class);
    }
}
