/// Networks, objectives, optimisers, training, and models with all it takes to use them. Needs nothing but `java.base`.
@SuppressWarnings("module") // the command line is built later
module hourglass.core {
    requires static org.jspecify;

    exports hourglass.activation;
    exports hourglass.column;
    exports hourglass.inference;
    exports hourglass.objective;
    exports hourglass.judge;
    exports hourglass.loss;
    exports hourglass.map;
    exports hourglass.matrix;
    exports hourglass.model;
    exports hourglass.network;
    exports hourglass.optimize;
    exports hourglass.picture;
    exports hourglass.problem;
    exports hourglass.random;
    exports hourglass.regression;
    exports hourglass.series;
    exports hourglass.table;
    exports hourglass.train;

    // Not for users: what the command line needs to keep its own notes beside checkpoints and near misses of names, and
    // reports, files of rows and ONNX files their content and their saving.
    exports hourglass.json to
            hourglass.cli,
            hourglass.data,
            hourglass.onnx,
            hourglass.report;
    exports hourglass.storage to
            hourglass.cli,
            hourglass.data,
            hourglass.onnx,
            hourglass.report;

    uses hourglass.matrix.KernelsProvider;
}
