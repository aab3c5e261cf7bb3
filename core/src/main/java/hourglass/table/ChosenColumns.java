package hourglass.table;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.picture.Patches;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Some columns of rows that do not stand in memory.
///
/// @param names of the columns, in the order in which they are wanted
record ChosenColumns(Frames of, List<String> names) implements Frames {
    @Override
    public int rows() {
        return of.rows();
    }

    @Override
    public List<Integer> shape() {
        return List.of(names.size());
    }

    @Override
    public ValueType valueType() {
        return of.valueType();
    }

    @Override
    public Optional<Patches> patches() {
        return of.patches();
    }

    @Override
    public List<String> files() {
        return of.files();
    }

    @Override
    public Iterable<Frame> parts() {
        return () -> {
            Iterator<Frame> whole = of.parts().iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return whole.hasNext();
                }

                @Override
                public Frame next() {
                    return whole.next().only(names);
                }
            };
        };
    }

    @Override
    public Optional<Rows> plainNumbers() {
        return Optional.empty();
    }

    @Override
    public Rows keep(int columns, Function<Frame, Matrix> encode) {
        return of.keep(columns, part -> encode.apply(part.only(names)));
    }

    @Override
    public Frames only(List<String> chosen) {
        return new ChosenColumns(of, chosen);
    }
}
