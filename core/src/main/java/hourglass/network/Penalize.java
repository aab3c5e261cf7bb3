package hourglass.network;

/// Adds a penalty on the numbers that pass through, usually the code, to the loss; the numbers themselves stay.
public record Penalize(Penalty penalty) implements Layer {
    @Override
    public int outputs(int inputs) {
        return inputs;
    }
}
