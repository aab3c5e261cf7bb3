/// Files to rows and back: tables (CSV, TSV, JSON lines, Parquet), arrays (npy, npz, IDX), pictures; databases to rows.
module hourglass.data {
    requires static org.jspecify;
    requires transitive hourglass.core;
    requires java.desktop;
    requires java.sql;
    requires duckdb.jdbc;
    requires de.siegmar.fastcsv;
    requires ch.randelshofer.fastdoubleparser;

    exports hourglass.data;
    exports hourglass.data.row;

    uses java.sql.Driver;
}
