package hourglass.storage;

import hourglass.json.JsonText;
import java.util.List;

/// A named tensor of a [TensorFile]: a view of `float`s in row-major order. The array is not copied, so that saving
/// needs no second model in memory; whoever shares it must not write to it while the file is being saved.
public final class Tensor {
    /// The greatest number of dimensions.
    static final int MAXIMUM_RANK = 8;

    private final String name;
    private final List<Long> shape;
    private final float[] array;
    private final int offset;
    private final int length;

    private Tensor(String name, List<Long> shape, float[] array, int offset, int length) {
        this.name = name;
        this.shape = shape;
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /// A view of part of an array.
    ///
    /// @param name unique within the file
    /// @param shape at most eight dimensions, none negative; their product is the length; empty for a single number
    /// @param array not copied
    /// @param offset of the first element
    /// @param length the number of elements
    public static Tensor of(String name, List<Long> shape, float[] array, int offset, int length) {
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
        return new Tensor(new JsonText(name).value(), List.copyOf(shape), array, offset, length);
    }

    /// A view of a whole array.
    public static Tensor of(String name, List<Long> shape, float[] array) {
        return of(name, shape, array, 0, array.length);
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

    /// The name, unique within the file.
    public String name() {
        return name;
    }

    /// The dimensions, slowest first.
    public List<Long> shape() {
        return shape;
    }

    /// The array that holds the elements, not a copy.
    public float[] array() {
        return array;
    }

    /// The index of the first element in the array.
    public int offset() {
        return offset;
    }

    /// The number of elements.
    public int length() {
        return length;
    }
}
