package hourglass.examples;

import hourglass.model.Model;
import hourglass.model.Verdict;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// Rows one by one, as a service gets them: a model from a stream, a row by the names of its columns. Argument: a model
/// of the penguins that `hourglass data penguins` writes.
final class RowsByName {
    public static void main(String[] files) throws IOException {
        Model model;
        try (InputStream stream = Files.newInputStream(Path.of(files[0]))) {
            model = Model.load(stream); // once: all threads share it
        }
        Map<String, Object> row = new HashMap<>();
        row.put("Species", "Adelie");
        row.put("Island", "Dream");
        row.put("Beak_Length_(mm)", 58);
        row.put("Beak_Depth_(mm)", 17.9);
        row.put("Flipper_Length_(mm)", 190);
        row.put("Body_Mass_(g)", 3600);
        row.put("Sex", ""); // nothing known, as null
        Verdict verdict = model.judge(row);
        System.out.println(verdict.score() + " " + verdict.flagged() + " " + verdict.reasons());
    }
}
