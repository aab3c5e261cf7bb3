package hourglass.bench;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Adam;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Dispatcher;
import org.bytedeco.pytorch.GenericList;
import org.bytedeco.pytorch.IValue;
import org.bytedeco.pytorch.IValueVector;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.OperatorHandle;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorType;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.Type;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// libtorch by JavaCPP: its linear layers, its binary cross-entropy with logits, and either its C++ Adam or the fused
/// one that PyTorch has for Python, called by its name in the dispatcher.
@SuppressWarnings("try") // scopes and guards work by being there
final class Libtorch implements Subject {
    private static final long SUM = 2;

    private final boolean fused;
    private final String settings;
    private @Nullable Loaded loaded;

    private record Loaded(Task task, List<Tensor> parameters, Tensor rows, Update update) {}

    /// A step of an optimiser, from the gradients that the parameters hold; forgets the gradients.
    private interface Update {
        void step();
    }

    /// @param threads within an operation, 0 for its default
    /// @param fused whether Adam is the fused one
    Libtorch(int threads, boolean fused) {
        if (threads > 0) {
            torch.set_num_threads(threads);
        }
        this.fused = fused;
        String blas = System.getenv().getOrDefault("OPENBLAS_NUM_THREADS", "");
        this.settings = threads == 0 ? "defaults" : "threads " + threads + ", of OpenBLAS " + blas + ", fused Adam";
    }

    @Override
    public String description() {
        return "libtorch " + version() + " by JavaCPP, " + settings;
    }

    private static String version() {
        Matcher matcher = Pattern.compile("TORCH_VERSION=([0-9.]+)")
                .matcher(torch.show_config().getString());
        return matcher.find() ? matcher.group(1) : "of unknown version";
    }

    @Override
    public void load(Task task) {
        List<Tensor> parameters = new ArrayList<>();
        boolean topK = task.kind() == Workload.Kind.TRAIN_TOP_K;
        for (int i = 1; i <= task.layers(); i++) {
            int outputs = task.widths()[i];
            if (!topK || i == 1) {
                parameters.add(tensor(task.transposedWeights(i), outputs, task.widths()[i - 1]));
            }
            parameters.add(tensor(task.bias(i), outputs));
        }
        for (Tensor parameter : parameters) {
            parameter.set_requires_grad(true);
        }
        Tensor rows = tensor(task.rows(), task.rowCount(), task.features());
        loaded = new Loaded(task, parameters, rows, fused ? new FusedAdam(parameters) : adam(parameters));
    }

    /// A tensor with memory of its own.
    private static Tensor tensor(float[] values, long... shape) {
        try (FloatPointer pointer = new FloatPointer(FloatBuffer.wrap(values));
                Tensor view = torch.from_blob(pointer, shape)) {
            return view.clone();
        }
    }

    private static Update adam(List<Tensor> parameters) {
        // Its defaults are β 0.9 and 0.999, ε 1e-8.
        Adam adam = new Adam(new TensorVector(parameters.toArray(new Tensor[0])), new AdamOptions(1e-3));
        return () -> {
            adam.step();
            adam.zero_grad();
        };
    }

    /// `aten::_fused_adam_` of PyTorch 2.10, native_functions.yaml.
    private static final class FusedAdam implements Update {
        private final OperatorHandle operator = Dispatcher.singleton().findSchemaOrThrow("aten::_fused_adam_", "");
        private final List<Tensor> parameters;
        private final List<Tensor> means = new ArrayList<>();
        private final List<Tensor> variances = new ArrayList<>();
        /// One count, shared by all parameters.
        private final Tensor step = tensor(new float[1]);

        FusedAdam(List<Tensor> parameters) {
            this.parameters = parameters;
            for (Tensor parameter : parameters) {
                try (NoGradGuard guard = new NoGradGuard()) {
                    means.add(parameter.detach().clone().zero_());
                    variances.add(parameter.detach().clone().zero_());
                }
            }
        }

        @Override
        public void step() {
            try (NoGradGuard guard = new NoGradGuard()) {
                step.add_(new Scalar(1f));
                List<Tensor> gradients = new ArrayList<>();
                List<Tensor> steps = new ArrayList<>();
                for (Tensor parameter : parameters) {
                    gradients.add(parameter.grad());
                    steps.add(step);
                }
                operator.callBoxed(new IValueVector(
                        list(parameters),
                        list(gradients),
                        list(means),
                        list(variances),
                        list(List.of()),
                        list(steps),
                        new IValue(1e-3),
                        new IValue(0.9),
                        new IValue(0.999),
                        new IValue(0.0),
                        new IValue(1e-8),
                        new IValue(false),
                        new IValue(false),
                        new IValue(),
                        new IValue()));
                for (Tensor parameter : parameters) {
                    parameter.mutable_grad().reset();
                }
            }
        }

        private IValue list(List<Tensor> tensors) {
            GenericList list = new GenericList(new Type.TypePtr(TensorType.get()));
            for (Tensor tensor : tensors) {
                list.push_back(new IValue(tensor));
            }
            return new IValue(list);
        }
    }

    private Loaded loaded() {
        Loaded present = loaded;
        if (present == null) {
            throw new IllegalStateException("nothing loaded");
        }
        return present;
    }

    private static Tensor forward(Loaded it, Tensor x) {
        Tensor y = x;
        for (int i = 1; i <= it.task.layers(); i++) {
            Tensor weights = it.parameters.get(2 * i - 2);
            y = torch.linear(y, weights, new TensorOptional(it.parameters.get(2 * i - 1)));
            if (!Workload.isLinear(it.task.widths(), i)) {
                y = torch.relu(y);
            }
        }
        return y;
    }

    @Override
    public double train(long first, int count) {
        Loaded it = loaded();
        double last = Double.NaN;
        for (long k = first; k < first + count; k++) {
            try (PointerScope scope = new PointerScope()) {
                Tensor x = it.rows.narrow(0, it.task.firstRow(k), it.task.batch());
                Tensor sum = it.task.kind() == Workload.Kind.TRAIN_TOP_K ? topKLoss(it, x) : bernoulliLoss(it, x);
                Tensor loss = sum.mul(new Scalar(1f / it.task.batch()));
                loss.backward();
                it.update.step();
                if (k == first + count - 1) {
                    last = loss.item_float();
                }
            }
        }
        return last;
    }

    private static Tensor bernoulliLoss(Loaded it, Tensor x) {
        TensorOptional none = new TensorOptional();
        return torch.binary_cross_entropy_with_logits(forward(it, x), x, none, none, SUM);
    }

    /// Half the squared error; the numbers that are not kept are zeros of a dense code, as in its own examples.
    private static Tensor topKLoss(Loaded it, Tensor x) {
        Tensor weights = it.parameters.get(0);
        Tensor outputs = torch.relu(torch.linear(x, weights, new TensorOptional(it.parameters.get(1))));
        T_TensorTensor_T largest = torch.topk(outputs, Workload.KEPT, -1, true, false);
        Tensor code = torch.zeros_like(outputs).scatter(-1, largest.get1(), largest.get0());
        Tensor mean = torch.linear(code, weights.t(), new TensorOptional(it.parameters.get(2)));
        return mean.sub(x).square().sum().mul(new Scalar(0.5f));
    }

    @Override
    public double[] score(int first, int count) {
        Loaded it = loaded();
        int features = it.task.features();
        float[] input = Arrays.copyOfRange(it.task.rows(), first * features, (first + count) * features);
        try (PointerScope scope = new PointerScope();
                NoGradGuard guard = new NoGradGuard()) {
            FloatPointer pointer = new FloatPointer(input);
            Tensor x = torch.from_blob(pointer, count, features);
            TensorOptional none = new TensorOptional();
            Tensor losses = torch.binary_cross_entropy_with_logits(forward(it, x), x, none, none, 0)
                    .sum(1);
            float[] numbers = new float[count];
            new FloatPointer(losses.data_ptr_float()).get(numbers);
            double[] scores = new double[count];
            for (int i = 0; i < count; i++) {
                scores[i] = numbers[i];
            }
            return scores;
        }
    }
}
