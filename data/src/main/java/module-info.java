/// Files to rows of numbers and back: tables (CSV, TSV, JSON lines, Parquet) and arrays (npy, npz, IDX).
module hourglass.data {
    requires static transitive org.jspecify;
    requires transitive hourglass.core;
    requires java.sql;
    requires duckdb.jdbc;

    exports hourglass.data;
    exports hourglass.data.row;
}
