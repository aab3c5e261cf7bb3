package hourglass.objective;

import hourglass.matrix.Matrix;
import hourglass.model.NormalWithVariance;
import java.util.Random;

/// The contract serves likelihoods that are not ours: a normal distribution with a variance of its own for each number,
/// two parameters a feature.
class UserLikelihoodTest extends LikelihoodContract {
    @Override
    protected Objective objective() {
        return new NormalWithVariance();
    }

    @Override
    protected void fillRow(Random random, Matrix x, int row) {
        for (int j = 0; j < x.columns(); j++) {
            x.set(row, j, (float) random.nextGaussian());
        }
    }

    @Override
    protected float[] outside() {
        return new float[] {};
    }

    @Override
    protected int[] parametersOf(int column, int columns) {
        return new int[] {column, columns + column};
    }
}
