/// Networks, likelihoods, optimisers, training and model files. Needs nothing but `java.base`.
module hourglass.core {
    requires static transitive org.jspecify;

    exports hourglass.activation;
    exports hourglass.json;
    exports hourglass.likelihood;
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
