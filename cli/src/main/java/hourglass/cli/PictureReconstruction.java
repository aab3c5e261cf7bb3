package hourglass.cli;

import hourglass.data.PictureOutput;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.List;

/// Pictures that `reconstruct` writes as pictures.
record PictureReconstruction(ReconstructCommand command) {
    void run() {
        command.output.check(List.of(command.modelFile, command.file));
        Model model = command.load(command.modelFile);
        Console said = command.quiet ? command.console.silent() : command.console;
        long written = model.columns()
                .patches()
                .map(patches -> new PatchReconstruction(command, model, patches, said).run())
                .orElseGet(() -> whole(model, said));
        said.say(Counted.of(written, "picture") + " written to " + command.output.path);
    }

    private long whole(Model model, Console said) {
        long written = 0;
        try (ModelInput rows = ModelInput.open(said, model, command.file, command.data, List.of(), false)) {
            requirePictures(model, rows);
            List<Integer> shape = rows.reader().shape();
            boolean deep = rows.reader().valueType() != ValueType.UNSIGNED_BYTE;
            try (PictureOutput pictures = PictureOutput.create(command.output.path, command.output.isFolder(), deep)) {
                for (Frame next = rows.next(); next.rows() > 0; next = rows.next()) {
                    Matrix means = command.reconstructed(model, next, rows.match());
                    for (int row = 0; row < next.rows(); row++) {
                        pictures.write(next.files().get(row), shape, means, row);
                    }
                    written += next.rows();
                }
                pictures.commit();
            }
            rows.notes().forEach(said::note);
        }
        return written;
    }

    private void requirePictures(Model model, ModelInput rows) {
        boolean whole = model.card().rowShape().equals(rows.reader().shape());
        if (!command.passedOn().isEmpty() || !rows.reader().rowsAreFiles() || !whole) {
            throw Problem.usage("only whole pictures, read from files of their own, are written as pictures")
                    .at(command.output.path.toString())
                    .found(
                            !command.passedOn().isEmpty()
                                    ? "columns to pass on"
                                    : whole
                                            ? "a table: " + command.file
                                            : "a model of other rows than pictures of this shape")
                    .remedy("-o with a name that ends in .csv or .npy")
                    .exception();
        }
    }
}
