package hourglass.train;

import hourglass.network.Parameters;
import hourglass.optimize.OptimizerState;

/// The numbers of single units among all parameters, with what the optimiser remembers of them.
record UnitWeights(Parameters parameters, OptimizerState optimizer) {
    /// Where in the block of parameters the weight between a unit and the j-th number of the other side stands.
    ///
    /// @param intoUnit whether the unit is one of the layer's own, otherwise one of its inputs
    int place(int layer, int unit, int j, boolean intoUnit) {
        Parameters.Tensor tensor = parameters.tensors().get(parameters.weightOf(layer));
        boolean unitIsRow = intoUnit == parameters.usesTransposed(layer);
        return tensor.offset() + (unitIsRow ? unit * tensor.columns() + j : j * tensor.columns() + unit);
    }

    double get(int layer, int unit, int j, boolean intoUnit) {
        return parameters.block()[place(layer, unit, j, intoUnit)];
    }

    /// How long the vector of a unit is.
    int width(int layer, boolean intoUnit) {
        Parameters.Tensor tensor = parameters.tensors().get(parameters.weightOf(layer));
        return intoUnit == parameters.usesTransposed(layer) ? tensor.columns() : tensor.rows();
    }

    /// The bias of a unit; −1 if the layer has none.
    int placeOfBias(int layer, int unit) {
        int bias = parameters.biasOf(layer);
        return bias < 0 ? -1 : parameters.tensors().get(bias).offset() + unit;
    }

    /// The length of the vectors of living units, on average.
    double meanLength(int layer, boolean[] lives, boolean intoUnit, int columns) {
        double sum = 0;
        int count = 0;
        for (int unit = 0; unit < lives.length; unit++) {
            double square = 0;
            for (int j = 0; lives[unit] && j < columns; j++) {
                double weight = get(layer, unit, j, intoUnit);
                square += weight * weight;
            }
            sum += Math.sqrt(square);
            count += lives[unit] ? 1 : 0;
        }
        return sum / count;
    }

    /// Gives a unit another vector, of which the optimiser knows nothing.
    void turn(int layer, int unit, double[] direction, double length, boolean intoUnit) {
        for (int j = 0; j < direction.length; j++) {
            set(place(layer, unit, j, intoUnit), length * direction[j]);
        }
    }

    /// Nothing where the layer has no biases.
    void setBias(int layer, int unit, double value) {
        int place = placeOfBias(layer, unit);
        if (place >= 0) {
            set(place, value);
        }
    }

    private void set(int place, double value) {
        parameters.block()[place] = (float) value;
        for (float[] moments : optimizer.slots()) {
            moments[place] = 0;
        }
    }

    /// The mean square of the gradients of the numbers at the given places, as the optimiser remembers them; 0 if it
    /// does not.
    double meanSquare(int layer, boolean[] lives, boolean intoUnit, int columns) {
        double sum = 0;
        long count = 0;
        for (int unit = 0; unit < lives.length && optimizer.squares() >= 0; unit++) {
            for (int j = 0; lives[unit] && j < columns; j++) {
                sum += optimizer.slots().get(optimizer.squares())[place(layer, unit, j, intoUnit)];
                count++;
            }
        }
        return count == 0 ? 0 : sum / count;
    }

    /// Has the optimiser take a unit's vector for one that had gradients of this mean square.
    void remember(int layer, int unit, int columns, boolean intoUnit, double square) {
        for (int j = 0; j < columns && optimizer.squares() >= 0; j++) {
            optimizer.slots().get(optimizer.squares())[place(layer, unit, j, intoUnit)] = (float) square;
        }
    }

    /// The same of its bias.
    void rememberBias(int layer, int unit, double square) {
        int place = placeOfBias(layer, unit);
        if (place >= 0 && optimizer.squares() >= 0) {
            optimizer.slots().get(optimizer.squares())[place] = (float) square;
        }
    }
}
