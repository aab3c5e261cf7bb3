package hourglass.model;

import hourglass.json.Json;
import hourglass.json.RecordCodec;
import hourglass.map.Anchors;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An autoencoder and a map on which rows can be placed, in one file. The file is one of the model too: [Model#load]
/// reads it and passes over the map. What a map adds to it: the metadata `map` and the tensors `map.…`.
///
/// A map by anchors holds what it was made of: the projections of its rows, from which these may be guessed.
///
/// @param model an autoencoder
public record MappedModel(Model model, RowMap map) {
    private static final String MAP = "map";
    private static final String MEAN = "map.mean";
    private static final String PROJECTION = "map.projection";
    private static final String POINTS = "map.anchors";
    private static final String POSITIONS = "map.positions";

    /// What is told of a map beside its tensors.
    ///
    /// @param anchors how many there are; 0 if projections are places
    /// @param reach of the anchors, 0 without
    record Header(MapSpace space, int anchors, float reach) {}

    public MappedModel {
        if (map.mean().length != map.space().width(model)) {
            throw new IllegalArgumentException("the map is not one of this model's rows");
        }
    }

    /// The places of rows.
    ///
    /// @param rows in the units of the file, not modified
    /// @return (rows × 2)
    public Matrix place(Matrix rows) {
        return map.place(map.space().of(model, rows), Kernels.fastest().kernels());
    }

    /// Saves both; a file of that name is replaced in one instant, or stays as it is if saving fails.
    public void save(Path file) {
        TensorFile alone = ModelFile.of(model);
        Map<String, String> metadata = new LinkedHashMap<>(alone.metadata());
        Header header = new Header(
                map.space(),
                map.anchors().map(it -> it.points().rows()).orElse(0),
                map.anchors().map(Anchors::reach).orElse(0f));
        metadata.put(MAP, RecordCodec.standard().encode(Header.class, header).compact());
        List<Tensor> tensors = new ArrayList<>(alone.tensors());
        tensors.add(Tensor.vector(MEAN, map.mean()));
        tensors.add(tensor(PROJECTION, map.projection()));
        map.anchors().ifPresent(it -> {
            tensors.add(tensor(POINTS, it.points()));
            tensors.add(tensor(POSITIONS, it.positions()));
        });
        new TensorFile(metadata, tensors).write(file);
    }

    private static Tensor tensor(String name, Matrix matrix) {
        return new Tensor(
                name,
                List.of((long) matrix.rows(), (long) matrix.columns()),
                matrix.copy().array());
    }

    /// The map in the file of a model, if there is one.
    ///
    /// @param model as it was read from the file
    /// @throws hourglass.problem.ProblemException if there is one that is not sound
    public static Optional<MappedModel> find(Path file, Model model) {
        TensorFile read = TensorFile.read(file);
        return Optional.ofNullable(read.metadata().get(MAP)).map(text -> {
            String place = file + ", " + MAP;
            Header header = RecordCodec.standard().decode(Header.class, Json.parse(text, place), place);
            require(
                    model.task() instanceof Task.Reproduce,
                    MAP,
                    "an autoencoder",
                    model.task().description(),
                    file);
            return new MappedModel(model, read(read, header, header.space().width(model), file));
        });
    }

    private static RowMap read(TensorFile read, Header header, int width, Path file) {
        Matrix projection = matrix(read, PROJECTION, width, file);
        float[] mean = new float[width];
        read.copy(MEAN, mean, 0, width, file.toString());
        if (header.anchors() == 0) {
            require(projection.columns() == 2, PROJECTION, "2 columns", projection.columns(), file);
            return new RowMap(header.space(), mean, projection, Optional.empty());
        }
        require(header.anchors() > 0, MAP, "at least 1 anchor", header.anchors(), file);
        float reach = header.reach();
        require(reach > 0 && Float.isFinite(reach), MAP, "a reach above 0", reach, file);
        Matrix points = matrix(read, POINTS, header.anchors(), file);
        Matrix positions = matrix(read, POSITIONS, header.anchors(), file);
        require(positions.columns() == 2, POSITIONS, "2 columns", positions.columns(), file);
        int components = projection.columns();
        require(points.columns() == components, POINTS, components + " columns", points.columns(), file);
        return new RowMap(header.space(), mean, projection, Optional.of(new Anchors(points, positions, reach)));
    }

    private static Matrix matrix(TensorFile read, String name, int rows, Path file) {
        int numbers = read.tensor(name, file.toString()).length();
        require(numbers > 0 && numbers % rows == 0, name, "a multiple of " + rows + " numbers", numbers, file);
        Matrix matrix = Matrix.zeros(rows, numbers / rows);
        read.copy(name, matrix.array(), 0, numbers, file.toString());
        return matrix;
    }

    private static void require(boolean holds, String what, String expected, Object found, Path file) {
        if (!holds) {
            throw Problem.badData("the map is inconsistent")
                    .at(file + ", " + what)
                    .expected(expected)
                    .found(String.valueOf(found))
                    .exception();
        }
    }
}
