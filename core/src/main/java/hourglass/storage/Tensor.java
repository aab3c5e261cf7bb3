package hourglass.storage;

import hourglass.json.JsonText;
import java.util.List;

/// A named tensor of a [TensorFile]: a view of `float`s in row-major order. The array is not copied, so that saving
/// needs no second model in memory; whoever shares it must not write to it while the file is being saved.
///
/// @param name unique within the file
/// @param shape at most eight dimensions, slowest first, none negative; their product is the length; empty for a single
///     number
/// @param array that holds the elements, not copied
/// @param offset of the first element in the array
/// @param length the number of elements
public record Tensor(String name, List<Long> shape, float[] array, int offset, int length) {
    /// The greatest number of dimensions.
    static final int MAXIMUM_RANK = 8;

    public Tensor {
        if (name.equals(TensorHeader.METADATA)) {
            throw new IllegalArgumentException("tensor name must not be " + TensorHeader.METADATA);
        }
        if (offset < 0 || length < 0 || length > array.length - offset) {
            throw new IllegalArgumentException("tensor must lie within its array of " + array.length + ", got offset "
                    + offset + " and length " + length);
        }
        if (shape.size() > MAXIMUM_RANK || elements(shape) != length) {
            throw new IllegalArgumentException("shape must have at most " + MAXIMUM_RANK + " dimensions and " + length
                    + " elements, got " + shape);
        }
        name = new JsonText(name).value();
        shape = List.copyOf(shape);
    }

    /// A view of a whole array.
    public Tensor(String name, List<Long> shape, float[] array) {
        this(name, shape, array, 0, array.length);
    }

    /// A view of a whole array of one dimension.
    public static Tensor vector(String name, float[] array) {
        return new Tensor(name, List.of((long) array.length), array);
    }

    /// The product of the dimensions, −1 when one is negative or the product is beyond `long`.
    static long elements(List<Long> shape) {
        long product = 1;
        for (long dimension : shape) {
            if (dimension < 0) {
                return -1;
            }
            try {
                product = Math.multiplyExact(product, dimension);
            } catch (ArithmeticException beyondLong) {
                return -1;
            }
        }
        return product;
    }
}
