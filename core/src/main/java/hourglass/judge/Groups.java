package hourglass.judge;

import java.util.List;
import java.util.stream.IntStream;

/// Which variables are hidden together when cells are judged without themselves: each is hidden once, in one of at most
/// [#MOST] passes through the network, with others far from it; those of one column always together.
///
/// @param ofVariable the group of each variable, from 0
/// @param count how many groups
record Groups(int[] ofVariable, int count) {
    /// More passes leave each cell more of its row to be expected from, and cost as much more.
    static final int MOST = 8;

    /// Nothing is hidden.
    static Groups none(int variables) {
        return new Groups(new int[variables], 1);
    }

    /// @param columns the column of each variable, rising
    static Groups of(List<Integer> columns) {
        int most = columns.stream().distinct().toList().size();
        int count = Math.min(MOST, most);
        List<Integer> distinct = columns.stream().distinct().toList();
        return new Groups(
                IntStream.range(0, columns.size())
                        .map(j -> distinct.indexOf(columns.get(j)) % count)
                        .toArray(),
                count);
    }
}
