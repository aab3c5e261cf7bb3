package hourglass.accelerated;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.model.ModelOnArraysContract;
import org.junit.jupiter.api.BeforeAll;

/// With core and the native kernels alone.
class OneDnnModelTest extends ModelOnArraysContract {
    @BeforeAll
    static void thereIsALibrary() {
        assumeTrue(Platform.current().isPresent(), "no oneDNN for this platform");
    }

    @Override
    protected String kernels() {
        return "oneDNN";
    }
}
