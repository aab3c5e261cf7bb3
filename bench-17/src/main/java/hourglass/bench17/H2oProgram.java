package hourglass.bench17;

import hex.FrameSplitter;
import hex.deeplearning.DeepLearning;
import hex.deeplearning.DeepLearningModel;
import hex.deeplearning.DeepLearningModel.DeepLearningParameters;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import water.H2O;
import water.H2OStarter;
import water.Key;
import water.fvec.Frame;
import water.fvec.NFSFileVec;
import water.fvec.Vec;
import water.parser.ParseDataset;

/// A whole program on H2O: starts its cloud of one node, parses a table, trains its deep autoencoder, writes the model.
///
/// Its trainer has no elu and one activation for all hidden layers, the code included: tanh. It has no Adam either: its
/// default is ADADELTA. It updates after every row: of batches it says that "only mini-batch size = 1 is supported". It
/// scales columns for itself, to the range and not to the variance; the error is converted.
final class H2oProgram {
    private static final int EPOCHS = 10;

    private H2oProgram() {}

    /// Reads, trains and writes.
    ///
    /// @param arguments the table, the file to write
    public static void main(String[] arguments) throws IOException {
        Path model = Path.of(arguments[1]).toAbsolutePath();
        H2OStarter.start(options(model.resolveSibling("h2o")), true);
        NFSFileVec file = NFSFileVec.make(new File(arguments[0]));
        Frame all = ParseDataset.parse(Key.make("table"), file._key);
        Frame[] parts = split(all);

        DeepLearningParameters parameters = new DeepLearningParameters();
        parameters._train = parts[0]._key;
        parameters._valid = parts[1]._key;
        parameters._autoencoder = true;
        parameters._activation = DeepLearningParameters.Activation.Tanh;
        parameters._hidden = new int[] {32, 3, 32};
        parameters._epochs = EPOCHS;
        parameters._stopping_rounds = 0;
        DeepLearningModel trained = new DeepLearning(parameters).trainModel().get();

        trained.exportBinaryModel(model.toString(), true);
        System.out.println("@error " + error(trained, parts[1], all));
        System.out.println(
                "@description H2O " + H2O.ABV.projectVersion() + " Deep Learning; tanh, also for the code, ADADELTA");
        H2O.exit(0);
    }

    /// A node that speaks to nobody.
    ///
    /// @param scratch folder for its logs
    private static String[] options(Path scratch) {
        return new String[] {
            "-name", "bench", "-ip", "127.0.0.1", "-disable_web", "-log_level", "ERRR", "-ice_root", scratch.toString()
        };
    }

    /// Nine tenths and the rest.
    private static Frame[] split(Frame all) {
        @SuppressWarnings({"unchecked", "rawtypes"}) // there are no arrays of a generic type
        Key<Frame>[] names = new Key[] {Key.make("seen"), Key.make("unseen")};
        FrameSplitter splitter = new FrameSplitter(all, new double[] {0.9}, names, null);
        H2O.submitTask(splitter).join();
        return splitter.getResult();
    }

    /// Squared errors by column come in units of the range squared: times (range / deviation)² they are those of
    /// standardised columns.
    private static double error(DeepLearningModel model, Frame unseen, Frame all) {
        Frame errors = model.scoreAutoEncoder(unseen, Key.make("errors"), true);
        double sum = 0;
        for (int column = 0; column < all.numCols(); column++) {
            Vec vec = all.vec(column);
            double scale = (vec.max() - vec.min()) / vec.sigma();
            sum += errors.vec(column).mean() * scale * scale;
        }
        return sum / all.numCols();
    }
}
