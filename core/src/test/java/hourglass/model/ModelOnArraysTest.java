package hourglass.model;

/// With core alone.
class ModelOnArraysTest extends ModelOnArraysContract {
    @Override
    protected String kernels() {
        return "plain Java";
    }
}
