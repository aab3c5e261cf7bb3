package hourglass.matrix;

/// Some rows of others, in an order of their own: a view.
record SelectedRows(Rows of, int... chosen) implements Rows {
    @Override
    public int rows() {
        return chosen.length;
    }

    @Override
    public int columns() {
        return of.columns();
    }

    @Override
    public void gather(int[] order, int from, int to, Matrix into) {
        int[] places = new int[to - from];
        for (int i = 0; i < places.length; i++) {
            places[i] = chosen[order[from + i]];
        }
        of.gather(places, 0, places.length, into);
    }

    @Override
    public Matrix rows(int from, int to) {
        Matrix rows = Matrix.zeros(to - from, columns());
        of.gather(chosen, from, to, rows);
        return rows;
    }

    @Override
    public float get(int row, int column) {
        return of.get(chosen[row], column);
    }
}
