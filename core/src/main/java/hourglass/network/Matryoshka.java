package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.matrix.Shape;
import java.util.List;

/// Nested codes: the first numbers of the code are a code of their own, for each of the sizes given. While training, a
/// row is rebuilt from the first numbers alone, so many as one of the sizes says, or from all of them.
///
/// So the first units learn what is common and the later ones what is rare, instead of splitting the common into the
/// rare (Bussmann, Nabeshima, Karvonen and Nanda 2025, "Learning multi-level features with Matryoshka sparse
/// autoencoders", eq. 4). There the losses of all sizes are added for each row; here each row takes one, in turn and
/// from a drawn one on, which is the mean of those losses in expectation at the cost of one (nested dropout: Rippel,
/// Gelbart and Adams 2014, "Learning ordered representations with nested dropout", section 2).
///
/// In use all numbers pass. The loss of training is that of all sizes, on average, and larger than that of validation,
/// which is of the whole code.
///
/// @param sizes ascending, below the size of the code, which is always one more
@SuppressWarnings("exports") // see Layer
public record Matryoshka(List<Integer> sizes) implements Layer {
    public Matryoshka {
        sizes = List.copyOf(sizes);
        require(!sizes.isEmpty(), "matryoshka must have at least 1 size below that of the code, got none");
        int before = 0;
        for (int size : sizes) {
            require(size > before, "the sizes of matryoshka must be at least 1 and ascend, got " + sizes);
            before = size;
        }
    }

    @Override
    public void check(Surroundings at) {
        require(
                at.input() instanceof Shape.Vector
                        && sizes.getLast() < at.input().size(),
                "the largest size of matryoshka must be below the " + at.input().size() + " numbers of the code in "
                        + at.place() + ", got " + sizes.getLast());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        return new BoundMatryoshka(
                sizes,
                binding.place(),
                binding.input(),
                binding.buffer(binding.columns()),
                binding.inputGradient(),
                binding.trainingBuffer(binding.columns()));
    }
}
