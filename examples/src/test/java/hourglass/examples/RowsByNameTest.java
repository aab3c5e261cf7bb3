package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.model.Model;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsByNameTest {
    @TempDir
    Path folder;

    /// Adelies with beaks of some 38 mm; the program's has one of 58.
    @Test
    void theBeakIsFlagged() throws IOException {
        FrameBuilder builder = Frame.builder(List.of(
                "Species",
                "Island",
                "Beak_Length_(mm)",
                "Beak_Depth_(mm)",
                "Flipper_Length_(mm)",
                "Body_Mass_(g)",
                "Sex"));
        for (int i = 0; i < 200; i++) {
            long key = Noise.key(3, Noise.Purpose.OBSERVATION, i, 0);
            builder.text(i % 3 == 0 ? "Gentoo" : "Adelie").text(i % 2 == 0 ? "Dream" : "Biscoe");
            builder.number(38 + Noise.gaussian(key, 0)).number(18 + Noise.gaussian(key, 1));
            builder.number(190 + 5 * Noise.gaussian(key, 2)).number(3600 + 200 * Noise.gaussian(key, 3));
            builder.text(i % 5 < 2 ? "MALE" : "FEMALE").endRow();
        }
        Path file = folder.resolve("penguins.hourglass");
        Model.train(builder.build()).save(file);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            RowsByName.main(new String[] {file.toString()});
        } finally {
            System.setOut(out);
        }
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("true [Reason[column=Beak_Length_(mm)");
    }
}
