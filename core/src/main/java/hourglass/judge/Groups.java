package hourglass.judge;

import java.util.List;
import java.util.stream.IntStream;

/// Which variables are hidden together when cells are judged without themselves: each is hidden once, in one of at most
/// [#MOST] passes through the network, with others far from it; those of one column always together.
final class Groups {
    /// More passes leave each cell more of its row to be expected from, and cost as much more.
    static final int MOST = 8;

    private Groups() {}

    /// The variables of each group.
    ///
    /// @param columns the column of each variable, rising
    static List<List<Integer>> of(List<Integer> columns) {
        List<Integer> distinct = columns.stream().distinct().toList();
        int count = Math.min(MOST, distinct.size());
        return IntStream.range(0, count)
                .mapToObj(group -> IntStream.range(0, columns.size())
                        .filter(j -> distinct.indexOf(columns.get(j)) % count == group)
                        .boxed()
                        .toList())
                .toList();
    }
}
