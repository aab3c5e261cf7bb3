package hourglass.regression;

import hourglass.inference.Network;
import hourglass.matrix.Kernels;
import hourglass.network.Architecture;
import hourglass.network.Parameters;

/// A fitted single layer.
///
/// @param architecture one dense layer
/// @param numbers W (features × outputs) by rows, then b, in double precision; not to be modified
/// @param objective F: mean loss and penalty, at the end
/// @param gradientNorm the largest slope left
/// @param iterations steps taken
/// @param converged whether the largest slope is within the solver's tolerance
@SuppressWarnings("ArrayRecordComponent") // results are read, not compared
public record Fit(
        Architecture architecture,
        double[] numbers,
        double objective,
        double gradientNorm,
        int iterations,
        boolean converged) {

    /// The weight from an input to an output.
    public double weight(int feature, int output) {
        return numbers[feature * architecture.targetColumns() + output];
    }

    /// The bias of an output.
    public double bias(int output) {
        return numbers[architecture.features() * architecture.targetColumns() + output];
    }

    /// The layer as parameters of a network, rounded to single precision.
    public Parameters parameters() {
        Parameters parameters = Parameters.zeros(architecture);
        for (int i = 0; i < numbers.length; i++) {
            parameters.block()[i] = (float) numbers[i];
        }
        return parameters;
    }

    /// The layer as a network.
    public Network network(Kernels kernels) {
        return new Network(architecture, parameters(), kernels);
    }
}
