package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlainKernelsTest extends KernelsContract {
    private final Kernels plain = Kernels.plain();

    @Override
    protected Kernels kernels() {
        return plain;
    }

    @Override
    protected double tolerance() {
        return 0;
    }

    @Test
    void saysWhatItIs() {
        assertThat(plain.description()).isEqualTo("plain Java");
    }
}
