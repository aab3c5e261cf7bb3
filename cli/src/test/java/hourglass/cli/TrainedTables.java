package hourglass.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Two tables and a model of each: the bundled penguins with their texts and holes, and [OrdinaryRows].
record TrainedTables(Path penguins, Path penguinModel, Path ordinary, Path model) {
    static TrainedTables in(Path folder) throws IOException {
        Path penguins = Commands.copy(BundledData.PENGUINS, folder);
        Path ordinary =
                Files.writeString(folder.resolve("ordinary.csv"), OrdinaryRows.HEADER + OrdinaryRows.of(600, 1));
        return new TrainedTables(
                penguins,
                trained(penguins, folder.resolve("penguins.hourglass")),
                ordinary,
                trained(ordinary, folder.resolve("ordinary.hourglass")));
    }

    private static Path trained(Path table, Path model) {
        Commands.assertDone(Commands.run("train", table, "-o", model));
        return model;
    }
}
