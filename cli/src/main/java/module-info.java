/// The `hourglass` command: parsing and printing, nothing else.
module hourglass.cli {
    requires static org.jspecify;
    requires hourglass.core;
    requires hourglass.data;
    requires hourglass.onnx;
    requires hourglass.report;
    requires info.picocli;

    opens hourglass.cli to
            info.picocli;

    provides System.LoggerFinder with
            hourglass.cli.CommandLog;
}
