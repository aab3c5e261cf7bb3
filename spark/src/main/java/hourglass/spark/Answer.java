package hourglass.spark;

import hourglass.problem.Problem;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a task says of one group of rows.
///
/// @param group whose it is
/// @param kernels that it was computed with
/// @param block a gradient, or parameters
/// @param moments of the optimiser; empty for a gradient
@SuppressWarnings("ArrayRecordComponent")
record Answer(int group, String kernels, float[] block, float[] moments, double loss, double penalty, int rows)
        implements Serializable {

    /// The answers of groups first … first + count − 1 in their order, each counted once: what two attempts of a task
    /// say is the same.
    ///
    /// @param kernels of the driver
    /// @throws hourglass.problem.ProblemException if one was computed with other kernels, whose last bits differ
    static List<Answer> inOrder(List<Answer>[] ofPartitions, int first, int count, String kernels) {
        Map<Integer, Answer> byGroup = new TreeMap<>();
        for (List<Answer> some : ofPartitions) {
            for (Answer answer : some) {
                byGroup.putIfAbsent(answer.group, answer);
                if (!answer.kernels.equals(kernels)) {
                    throw Problem.badData("driver and executors compute with different kernels")
                            .expected(kernels + ", as on the driver")
                            .found(answer.kernels)
                            .remedy("the same jars, Java and kind of processor on all machines")
                            .exception();
                }
            }
        }
        List<Answer> answers = List.copyOf(byGroup.values());
        for (int i = 0; i < answers.size(); i++) {
            if (answers.size() != count || answers.get(i).group != first + i) {
                throw new IllegalStateException("expected answers of groups " + first + " to " + (first + count - 1)
                        + ", got " + byGroup.keySet());
            }
        }
        return answers;
    }
}
