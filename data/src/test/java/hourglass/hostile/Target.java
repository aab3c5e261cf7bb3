package hourglass.hostile;

import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// A parser under attack.
///
/// @param name as the results have it
/// @param inputs of a build
/// @param most inputs of a long run; fewer than elsewhere where a single one is slow
/// @param seeds valid inputs
/// @param parser reads an input whole
/// @param unpacked bytes of memory that the contents of an input take by right, beyond those of any
record Target(
        String name,
        int inputs,
        int most,
        List<byte[]> seeds,
        Mutation mutation,
        Consumer<byte[]> parser,
        ToLongFunction<byte[]> unpacked) {
    private static final int SHOWN_BYTES = 4096;

    /// Of inputs that hold no more than their bytes.
    Target(String name, int inputs, int most, List<byte[]> seeds, Mutation mutation, Consumer<byte[]> parser) {
        this(name, inputs, most, seeds, mutation, parser, bytes -> 0);
    }

    @Override
    public String toString() {
        return name;
    }

    /// Every input is made of the seed and its number alone, so that a failing one can be made again.
    ///
    /// @return what came of them
    Oracle attack(long seed, int count) {
        Oracle oracle = new Oracle();
        for (byte[] valid : seeds) {
            oracle.read(parser, valid.clone(), unpacked);
        }
        if (oracle.refused() > 0) {
            throw new Oracle.Failure("what is mutated must be valid before");
        }
        for (int number = 0; number < count; number++) {
            byte[] input = input(seed, number);
            try {
                oracle.read(parser, input, unpacked);
            } catch (Oracle.Failure failure) {
                byte[] shown = input.length <= SHOWN_BYTES ? input : java.util.Arrays.copyOf(input, SHOWN_BYTES);
                throw new Oracle.Failure(
                        name + ", seed " + seed + ", number " + number + ": " + failure.getMessage() + "\n"
                                + input.length + " bytes: " + HexFormat.of().formatHex(shown),
                        failure);
            }
        }
        return oracle;
    }

    byte[] input(long seed, int number) {
        return mutation.of(
                seeds, new SplittableRandom(seed * 1_000_003L + name.hashCode() * 31L + number * 0x9E37_79B9L));
    }
}
