package hourglass.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/// Data sets that come with Hourglass, so that every example can be tried. Sources and licences: NOTICE.
enum BundledData {
    DIGITS("digits.csv.gz", "1,797 handwritten digits: 64 pixels from 0 to 16; column64 is the digit"),
    PENGUINS("penguins.csv", "344 penguins: species, island, sex and four measures; some are missing"),
    RANDHIE("randhie.csv.gz", "20,190 people: visits to a doctor in a year (mdvis), nine facts about them"),
    CAMERA("camera.png", "a photograph of 512 x 512 pixels, grey: a man behind a camera");

    private final String file;
    private final String description;

    BundledData(String file, String description) {
        this.file = file;
        this.description = description;
    }

    /// The name to ask for it by.
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The name of its file.
    String file() {
        return file;
    }

    /// A line for a person.
    String description() {
        return description;
    }

    /// The bytes of its file.
    InputStream open() {
        InputStream stream = BundledData.class.getResourceAsStream(file);
        if (stream == null) {
            throw new IllegalStateException("the jar lacks " + file);
        }
        return stream;
    }

    byte[] bytes() {
        try (InputStream stream = open()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + file, e);
        }
    }
}
