/// Networks, objectives, optimisers, training, and models with all it takes to use them. Needs nothing but `java.base`.
module hourglass.core {
    requires static transitive org.jspecify;

    exports hourglass.activation;
    exports hourglass.inference;
    exports hourglass.json;
    exports hourglass.objective;
    exports hourglass.loss;
    exports hourglass.matrix;
    exports hourglass.model;
    exports hourglass.network;
    exports hourglass.optimize;
    exports hourglass.problem;
    exports hourglass.random;
    exports hourglass.regression;
    exports hourglass.storage;
    exports hourglass.train;

    uses hourglass.matrix.KernelsProvider;
}
