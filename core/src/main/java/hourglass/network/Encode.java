package hourglass.network;

import static hourglass.network.Surroundings.require;

import hourglass.bound.Binding;
import hourglass.bound.BoundLayer;
import hourglass.bound.Tiled;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import java.util.List;

/// Turns the columns of a table, one number each and NaN where it is missing, into what dense layers read: the numbers
/// of each column by its [Encoding], one column's after the other's. It learns nothing.
///
/// It reads the input of the network, with or without corruption; the same in training and in use.
///
/// @param columns an encoding for each column of the input, in order
@SuppressWarnings("exports") // see Layer
public record Encode(List<Encoding> columns) implements Layer {
    public Encode {
        columns = List.copyOf(columns);
        require(!columns.isEmpty(), "an encode layer must have at least 1 column, got none");
        width(columns);
    }

    private static int width(List<Encoding> columns) {
        return columns.stream().mapToInt(Encoding::width).reduce(0, Math::addExact);
    }

    /// The numbers of some rows.
    ///
    /// @param rows one number for each column, NaN where it is missing
    /// @param numbers overwritten
    public void encode(Matrix rows, Matrix numbers) {
        BoundEncode.encode(columns, rows, numbers);
    }

    @Override
    public Shape output(Shape input) {
        return new Shape.Vector(width(columns));
    }

    @Override
    public void check(Surroundings at) {
        require(
                at.readsColumns(),
                "an encode layer belongs at the input, with nothing but corruption before it, but is " + at.place());
        require(
                at.input().size() == columns.size(),
                "an encode layer of " + columns.size() + " columns cannot read rows of "
                        + at.input().size());
    }

    @Override
    public BoundLayer bind(Binding binding) {
        int width = width(columns);
        Tiled unread = Tiled.of(new float[0], 0, width, binding.input().height());
        return new BoundEncode(columns, binding.input(), binding.buffer(width), unread);
    }
}
