package hourglass.spark;

import hourglass.model.Model;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// A model that travels as the bytes of its file and is read once where it is used, by whoever comes first.
final class ModelBytes implements Serializable {
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private transient volatile @Nullable Model model;

    /// @param bytes of a model's file. Not copied.
    ModelBytes(byte[] bytes) {
        this.bytes = bytes;
    }

    static ModelBytes of(Model model) {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        try {
            model.save(stream);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ModelBytes bytes = new ModelBytes(stream.toByteArray());
        bytes.model = model;
        return bytes;
    }

    byte[] bytes() {
        return bytes;
    }

    Model model() {
        Model known = model;
        if (known != null) {
            return known;
        }
        synchronized (this) {
            Model read = model;
            if (read == null) {
                read = Model.load(new ByteArrayInputStream(bytes));
                model = read;
            }
            return read;
        }
    }
}
