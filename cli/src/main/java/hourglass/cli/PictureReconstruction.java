package hourglass.cli;

import hourglass.data.PictureOutput;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.util.List;

/// Pictures that `reconstruct` writes as pictures.
record PictureReconstruction(ReconstructCommand command) {
    void run() {
        command.output.checkPictures(List.of(command.modelFile, command.file));
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
            RowPictures pictures = RowPictures.of(
                    model, rows.reader().valueType(), rows.reader().rowsAreFiles(), command.output.path);
            try (PictureOutput output = pictures.create(command.output)) {
                for (Frame next = rows.next(); next.rows() > 0; next = rows.next()) {
                    Matrix means = command.reconstructed(model, next, rows.match());
                    for (int row = 0; row < next.rows(); row++) {
                        boolean file = !next.files().isEmpty();
                        String name = file ? next.files().get(row) : RowPictures.name(next.rowNumber(row));
                        pictures.write(output, name, means, row);
                    }
                    written += next.rows();
                }
                output.commit();
            }
            rows.notes().forEach(said::note);
        }
        return written;
    }

    private void requirePictures(Model model, ModelInput rows) {
        boolean whole = rows.reader().shape().size() == 1
                || model.card().rowShape().equals(rows.reader().shape());
        if (!command.passedOn().isEmpty() || !whole) {
            throw Problem.usage("only whole pictures are written as pictures")
                    .at(command.output.path.toString())
                    .found(whole ? "columns to pass on" : "a model of other rows than pictures of this shape")
                    .remedy("-o with a name that ends in .csv or .npy")
                    .exception();
        }
    }
}
