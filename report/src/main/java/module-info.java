/// Evaluation of models beside baselines, and reports of it.
module hourglass.report {
    requires static org.jspecify;
    requires transitive hourglass.core;
    requires java.desktop;
    requires ejml.core;
    requires ejml.ddense;

    exports hourglass.report;
    exports hourglass.report.page;
}
