package hourglass.hostile;

import java.util.List;
import java.util.random.RandomGenerator;

/// Makes an input out of valid ones.
@FunctionalInterface
interface Mutation {
    /// The longest input that is made.
    int MAXIMUM_BYTES = 1_000_000;

    /// An input.
    ///
    /// @param seeds valid inputs. Not modified.
    /// @return at most [#MAXIMUM_BYTES]
    byte[] of(List<byte[]> seeds, RandomGenerator random);

    /// One of several, each as often.
    static Mutation anyOf(Mutation... mutations) {
        return (seeds, random) -> mutations[random.nextInt(mutations.length)].of(seeds, random);
    }

    /// One of the elements.
    static <T> T one(List<T> all, RandomGenerator random) {
        return all.get(random.nextInt(all.size()));
    }
}
