package hourglass.bound;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Memory for work in between, lent to one thread at a time: as many arrays as there are threads.
public final class Scratch {
    private final Queue<float[]> idle = new ConcurrentLinkedQueue<>();

    /// An array of at least so many numbers, whatever they are.
    public float[] take(int numbers) {
        float[] array = idle.poll();
        return array == null || array.length < numbers ? new float[numbers] : array;
    }

    /// Gives it back.
    public void giveBack(float[] array) {
        idle.add(array);
    }
}
