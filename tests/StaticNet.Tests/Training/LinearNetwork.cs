using System.Runtime.InteropServices;
using StaticNet.Kernels;

namespace StaticNet.Tests.Training;

/// <summary>
/// A network of one dense layer, <c>x·kernel + bias</c> after its normalisers, in plain C#: what <c>Fit</c> and its surroundings are tested
/// with. It can pretend to hold a BatchNorm, remembers the batches it saw, and can be told to break.
/// </summary>
internal sealed class LinearNetwork(NetworkLayout layout, ulong seed = 1) : Network(layout, seed), INetwork<LinearNetwork>
{
    private float[] _input = [];
    private float[] _output = [];
    private float[] _panels = [];

    /// <summary>The first feature of every row of every training batch, if set before training.</summary>
    public List<float[]>? Batches { get; init; }

    /// <summary>Called before each training pass with its number, from 1.</summary>
    public Action<int>? BeforePass { get; set; }

    private int Passes { get; set; }

    private int Inputs => Layout.InputSize;

    private int Outputs => Layout.OutputSize;

    /// <summary>The architecture of <see cref="Create"/>: three classes of points in the plane.</summary>
    public static NetworkLayout Architecture { get; } = LayoutOf(2, 3);

    public static LinearNetwork Create(ulong seed) => new(Architecture, seed);

    public static NetworkLayout LayoutOf(
        int inputs,
        int outputs,
        LossKind loss = LossKind.CrossEntropy,
        int batchNormValues = 0,
        double[]? momenta = null,
        Normalizer[]? normalizers = null,
        ulong hash = 0x1234)
    {
        int padded = Panel.PaddedColumns(outputs);
        int stride = Panel.PaddedColumns(inputs);
        var statistics = new List<TensorLayout>();
        var layouts = new List<NormalizerLayout>();
        foreach (Normalizer normalizer in normalizers ?? [])
        {
            string kind = normalizer.GetType().Name[..^nameof(Normalizer).Length];
            string name = $"{kind}{layouts.Count + 1}".ToLowerInvariant();
            layouts.Add(new NormalizerLayout(name, normalizer, inputs));
            foreach (string part in normalizer.Learns ? ["center", "center_low", "scale"] : Array.Empty<string>())
            {
                statistics.Add(new TensorLayout
                {
                    Name = $"{name}.{part}",
                    Role = TensorRole.Statistic,
                    Shape = [inputs],
                    Offset = statistics.Count * stride,
                    Initializer = new InitializerLayout(part == "scale" ? Initializer.Ones : Initializer.Zeros),
                });
            }
        }

        return new NetworkLayout
        {
            Name = "Linear",
            InputShape = [inputs],
            OutputShape = [outputs],
            Layers =
            [
                new LayerSummary("input", "Input", [inputs], 0, statistics.Count * inputs, 0, ""),
                new LayerSummary("dense1", $"Dense {outputs}", [outputs], (inputs + 1) * outputs, 0, (long)inputs * outputs, "one pass"),
            ],
            Parameters =
            [
                new TensorLayout
                {
                    Name = "dense1.kernel", Role = TensorRole.Kernel, Shape = [inputs, outputs], Offset = 0,
                    Initializer = new InitializerLayout(Initializer.GlorotUniform),
                },
                new TensorLayout
                {
                    Name = "dense1.bias", Role = TensorRole.Bias, Shape = [outputs], Offset = inputs * padded,
                    Initializer = new InitializerLayout(Initializer.Zeros),
                },
            ],
            Statistics = [.. statistics],
            Normalizers = [.. layouts],
            Noises = [],
            Loss = loss,
            Momenta = momenta ?? [],
            BatchNormValuesPerSample = batchNormValues,
            WorkspacePerSample = 0,
            Workspace = 0,
            ArchitectureHash = hash,
        };
    }

    public override Predictor ToPredictor() => throw new NotSupportedException();

    public override Predictor ToPredictor(Precision precision, DataSet? calibration = null) => throw new NotSupportedException();

    private void LoadInput(in InputRows input, int batch)
    {
        if (_input.Length < Capacity * Inputs)
        {
            _input = new float[Capacity * Inputs];
            _output = new float[Capacity * Outputs];
            _panels = new float[Capacity * Panel.PaddedColumns(Outputs)];
        }

        for (int row = 0; row < batch; row++)
        {
            MemoryMarshal.CreateReadOnlySpan(ref input.Row(row), Inputs).CopyTo(_input.AsSpan(row * Inputs));
        }

        foreach (NormalizerLayout normalizer in Layout.Normalizers)
        {
            Span<float> rows = _input.AsSpan(0, batch * Inputs);
            normalizer.Normalizer.Read(Statistics, normalizer.Name, Inputs).Normalize(rows, rows);
        }
    }

    protected internal override void TrainingPass(in InputRows input, Worker worker, int batch)
    {
        LoadInput(in input, batch);
        Passes++;
        BeforePass?.Invoke(Passes);
        Batches?.Add([.. Enumerable.Range(0, batch).Select(row => _input[row * Inputs])]);
        Product(batch);
    }

    protected internal override void PredictionPass(in InputRows input, Worker worker, int batch)
    {
        LoadInput(in input, batch);
        Product(batch);
    }

    private void Product(int batch)
    {
        ParameterView kernel = Parameters[0];
        ParameterView bias = Parameters[1];
        for (int row = 0; row < batch; row++)
        {
            for (int output = 0; output < Outputs; output++)
            {
                double sum = bias[output];
                for (int input = 0; input < Inputs; input++)
                {
                    sum += (double)_input[(row * Inputs) + input] * kernel[input, output];
                }

                _output[(row * Outputs) + output] = (float)sum;
            }
        }
    }

    protected internal override void TransposePass(Worker worker, bool inputGradient)
    {
    }

    protected internal override void BackwardPass(GradientSink gradients, Worker worker, int batch, bool inputGradient)
    {
        ParameterView bias = Gradients[1];
        for (int output = 0; output < Outputs; output++)
        {
            double sum = 0;
            for (int row = 0; row < batch; row++)
            {
                sum += _output[(row * Outputs) + output];
            }

            bias[output] = (float)sum;
        }

        PanelLayout.FromRowMajor(in _output[0], ref _panels[0], batch, Outputs);
        MatrixView x = MatrixView.RowMajor(in _input[0], batch, Inputs);
        for (int panel = 0; panel < Panel.Count(Outputs); panel++)
        {
            int column = panel * Panel.Width;
            gradients.Kernel(
                x, in _panels[column * batch], (nuint)(column * Inputs), batch, Inputs, Panel.WidthOf(panel, Outputs),
                Math.Min(Panel.Width, Outputs - column));
        }
    }

    protected internal override double LossPass(
        ReadOnlySpan<int> labels, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, int batch, bool gradient)
    {
        double loss = 0;
        for (int row = 0; row < batch; row++)
        {
            Span<float> output = _output.AsSpan(row * Outputs, Outputs);
            int label = labels.IsEmpty ? -1 : labels[row];
            ReadOnlySpan<float> target = labels.IsEmpty ? targets.Slice(row * Outputs, Outputs) : default;
            float weight = weights.IsEmpty ? 1 : weights[row];
            loss += weight * (Layout.Loss == LossKind.CrossEntropy
                ? CrossEntropy(output, label, target, batch, gradient)
                : SquaredError(output, label, target, batch, gradient));
            for (int i = 0; i < output.Length; i++)
            {
                output[i] *= gradient ? weight : 1;
            }
        }

        return loss;
    }

    protected internal override void ReadOutput(Span<float> output, int batch) => _output.AsSpan(0, batch * Outputs).CopyTo(output);

    protected internal override void ReadClasses(Span<int> classes, int batch)
    {
        for (int row = 0; row < batch; row++)
        {
            int best = 0;
            for (int output = 1; output < Outputs; output++)
            {
                best = _output[(row * Outputs) + output] > _output[(row * Outputs) + best] ? output : best;
            }

            classes[row] = Outputs == 1 ? (_output[row] > 0 ? 1 : 0) : best;
        }
    }

    protected internal override void LoadOutputGradient(ReadOnlySpan<float> outputGradient, int batch) => outputGradient.CopyTo(_output);

    protected internal override void ReadInputGradient(Span<float> inputGradient, int batch) => throw new NotSupportedException();

    private static double CrossEntropy(Span<float> logits, int label, ReadOnlySpan<float> target, int batch, bool gradient)
    {
        double maximum = double.NegativeInfinity;
        foreach (float logit in logits)
        {
            maximum = Math.Max(maximum, logit);
        }

        double sum = 0;
        foreach (float logit in logits)
        {
            sum += Math.Exp(logit - maximum);
        }

        double loss = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double wanted = label < 0 ? target[i] : label == i ? 1 : 0;
            double logProbability = logits[i] - maximum - Math.Log(sum);
            loss -= wanted == 0 ? 0 : wanted * logProbability / batch;
            logits[i] = gradient ? (float)((Math.Exp(logProbability) - wanted) / batch) : logits[i];
        }

        return loss;
    }

    private static double SquaredError(Span<float> output, int label, ReadOnlySpan<float> target, int batch, bool gradient)
    {
        double loss = 0;
        for (int i = 0; i < output.Length; i++)
        {
            double difference = (double)output[i] - (label < 0 ? target[i] : label);
            loss += difference * difference / (batch * output.Length);
            output[i] = gradient ? (float)(2 * difference / (batch * output.Length)) : output[i];
        }

        return loss;
    }
}
