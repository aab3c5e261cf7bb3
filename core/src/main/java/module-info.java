/// Networks, likelihoods, optimisers, training and model files. Needs nothing but `java.base`.
module hourglass.core {
    requires static transitive org.jspecify;

    exports hourglass.problem;
    exports hourglass.matrix;
    exports hourglass.json;
    exports hourglass.storage;
}
