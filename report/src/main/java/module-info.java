/// Evaluation of models beside baselines.
module hourglass.report {
    requires static transitive org.jspecify;
    requires transitive hourglass.core;
    requires java.desktop;
    requires ejml.core;
    requires ejml.ddense;

    exports hourglass.report;
}
