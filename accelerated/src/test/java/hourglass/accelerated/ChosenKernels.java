package hourglass.accelerated;

import hourglass.matrix.Kernels;

/// Prints which kernels a process uses, asked for twice; started by tests.
final class ChosenKernels {
    public static void main(String[] arguments) {
        String first = Kernels.fastest().kernels().description();
        System.out.println(first + ", " + Kernels.fastest().kernels().description());
    }
}
