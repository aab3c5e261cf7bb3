package hourglass.train;

import hourglass.engine.NotFiniteException;
import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;
import java.util.List;

/// A round at a time: parameters and moments become means of those of all workers, the parameters with momentum.
final class RoundMover implements Mover {
    private final Elsewhere.InRounds elsewhere;
    private final int stepsPerEpoch;
    private final Parameters parameters;
    private final float[] block;
    private final OptimizerState optimizer;
    private final float[] velocity;

    /// @param velocity v of [Rounds], continued
    RoundMover(
            Elsewhere.InRounds elsewhere,
            int stepsPerEpoch,
            Parameters parameters,
            OptimizerState optimizer,
            float[] velocity) {
        this.elsewhere = elsewhere;
        this.stepsPerEpoch = stepsPerEpoch;
        this.parameters = parameters;
        this.block = parameters.block();
        this.optimizer = optimizer;
        this.velocity = velocity;
    }

    @Override
    public Moved move(long step, int epoch, int inEpoch, Rates rates) {
        Rounds rounds = elsewhere.rounds();
        double[] of = new double[Math.min(rounds.steps(), stepsPerEpoch - inEpoch)];
        for (int i = 0; i < of.length; i++) {
            of[i] = rates.at(step + i);
        }
        int roundsPerEpoch = (stepsPerEpoch + rounds.steps() - 1) / rounds.steps();
        long number = (long) epoch * roundsPerEpoch + inEpoch / rounds.steps();
        List<LocalState> states = elsewhere
                .workers()
                .run(new Round(number, epoch, inEpoch, step, of), new LocalState(block, moments(), 0, 0));
        if (states.size() != rounds.workers()) {
            throw new IllegalStateException(
                    "expected " + rounds.workers() + " workers in a round, got " + states.size());
        }
        double loss = 0;
        double penalty = 0;
        for (int i = 0; i < states.size(); i++) {
            loss += states.get(i).loss();
            penalty += states.get(i).penalty();
            if (!Double.isFinite(loss) || !Double.isFinite(penalty)) {
                throw NotFiniteException.of("loss", "round " + number + ", worker " + i);
            }
        }
        average(states, rounds);
        parameters.restoreUnitRows();
        optimizer.restoreSteps(step + of.length);
        return new Moved(of.length, loss, penalty);
    }

    private float[] moments() {
        float[] all = new float[optimizer.slots().size() * block.length];
        for (int i = 0; i < optimizer.slots().size(); i++) {
            System.arraycopy(optimizer.slots().get(i), 0, all, i * block.length, block.length);
        }
        return all;
    }

    private void average(List<LocalState> states, Rounds rounds) {
        for (int i = 0; i < block.length; i++) {
            double sum = 0;
            for (LocalState state : states) {
                sum += state.block()[i];
            }
            double towards = sum / states.size() - block[i];
            double moving = rounds.momentum() * velocity[i] + towards;
            velocity[i] = (float) moving;
            block[i] = (float) (block[i] + rounds.rate() * (towards + rounds.momentum() * moving));
        }
        for (int slot = 0; slot < optimizer.slots().size(); slot++) {
            float[] moment = optimizer.slots().get(slot);
            for (int i = 0; i < moment.length; i++) {
                double sum = 0;
                for (LocalState state : states) {
                    sum += state.moments()[slot * block.length + i];
                }
                moment[i] = (float) (sum / states.size());
            }
        }
    }
}
