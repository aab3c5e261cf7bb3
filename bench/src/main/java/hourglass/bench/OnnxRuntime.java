package hourglass.bench;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// ONNX Runtime, which scores but does not train.
final class OnnxRuntime implements Subject {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final int threads;
    private @Nullable Loaded loaded;

    private record Loaded(Task task, OrtSession session) {}

    /// @param threads within an operation, 0 for its default
    OnnxRuntime(int threads) {
        this.threads = threads;
    }

    @Override
    public String description() {
        String settings = threads == 0 ? "defaults" : threads + (threads == 1 ? " thread" : " threads");
        return "ONNX Runtime " + environment.getVersion() + ", " + settings;
    }

    @Override
    public void load(Task task) throws OrtException {
        OrtSession.SessionOptions options = new OrtSession.SessionOptions();
        if (threads > 0) {
            options.setIntraOpNumThreads(threads);
        }
        loaded = new Loaded(task, environment.createSession(OnnxModel.of(task), options));
    }

    @Override
    public double train(long first, int count) {
        throw new UnsupportedOperationException("ONNX Runtime does not train");
    }

    @Override
    public double[] score(int first, int count) throws OrtException {
        Loaded it = loaded;
        if (it == null) {
            throw new IllegalStateException("nothing loaded");
        }
        int features = it.task.features();
        FloatBuffer input = FloatBuffer.wrap(it.task.rows(), first * features, count * features);
        try (OnnxTensor x = OnnxTensor.createTensor(environment, input, new long[] {count, features});
                OrtSession.Result result = it.session.run(Map.of("x", x))) {
            float[] numbers = (float[]) result.get(0).getValue();
            double[] scores = new double[count];
            for (int i = 0; i < count; i++) {
                scores[i] = numbers[i];
            }
            return scores;
        }
    }
}
