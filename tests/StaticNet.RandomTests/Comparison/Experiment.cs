using StaticNet.RandomTests.Architectures;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Comparison;

/// <summary>A trial with its parameters and data, all exact in single precision.</summary>
internal sealed class Experiment
{
    private const double LargestValue = 1e3;
    private const double LargestGradient = 1e5;

    private static readonly double[] _densities = [0, 0.05, 0.2, 0.5, 1];

    private readonly double[] _offsets;
    private readonly double[] _scales;
    private readonly double _density;

    private Experiment(Trial trial)
    {
        Trial = trial;
        Random = new Random(trial.Seed);
        Network = trial.Architecture.Interpret();
        int columns = trial.Architecture.Input[^1];
        _offsets = new double[columns];
        _scales = new double[columns];
        DrawColumns();
        _density = trial.Architecture.Sparse ? _densities[Random.Next(_densities.Length)] : 1;
        Input = DrawInput(trial.Batch);
        PredictionInput = DrawInput(trial.PredictionBatch);
        OutputGradient = DrawNormal(trial.Batch * LayerDescription.Size(trial.Architecture.Output));
    }

    public Trial Trial { get; }

    public InterpretedNetwork Network { get; }

    /// <summary>What is drawn from here on.</summary>
    public Random Random { get; }

    public float[] Input { get; }

    public float[] PredictionInput { get; }

    public float[] OutputGradient { get; }

    public IEnumerable<NoiseLayer> Noises => Network.Layers.OfType<NoiseLayer>();

    /// <summary>Null where values leave the range that training would keep them in.</summary>
    public static Experiment? Prepare(Trial trial)
    {
        var experiment = new Experiment(trial);
        return experiment.DrawParameters() ? experiment : null;
    }

    /// <summary>Whether a training pass keeps all values in the sane range: steps may lead out of it.</summary>
    public bool StaysSane(float[] input)
    {
        bool isSane = true;
        _ = Network.Run(Batch(input), (layer, inputs) =>
        {
            double[][] statistics = [.. layer.Statistics.Select(static statistic => statistic.Values)];
            Batch value = layer.Forward(inputs, Pass.Training);
            layer.Restore(statistics);
            isSane &= AreSane(value.Values, LargestValue);
            return value;
        });

        return isSane;
    }

    /// <summary>A batch in the interpreter's form.</summary>
    public Batch Batch(float[] input) =>
        Interpreter.Batch.Of(input, input.Length / LayerDescription.Size(Trial.Architecture.Input), Trial.Architecture.Input);

    public float[] DrawInput(int samples)
    {
        float[] input = DrawNormal(samples * LayerDescription.Size(Trial.Architecture.Input));
        for (int i = 0; i < input.Length; i++)
        {
            int column = i % _offsets.Length;
            bool isZero = _density < 1 && Random.NextDouble() >= _density;
            input[i] = isZero ? 0 : (float)(_offsets[column] + (_scales[column] * input[i]));
        }

        return input;
    }

    /// <summary>Labels, or null where the loss takes targets.</summary>
    public int[]? DrawLabels(Batch output)
    {
        bool mayHaveLabels = Network.Loss is LossKind.CrossEntropy or LossKind.ClippedCrossEntropy
            || (Network.Loss == LossKind.BinaryCrossEntropy && output.Columns == 1);
        return mayHaveLabels && Random.Next(2) == 0
            ? [.. Enumerable.Range(0, output.Rows).Select(_ => Random.Next(Math.Max(output.Columns, 2)))]
            : null;
    }

    /// <summary>Targets for an output, such that no difference to it is so small that its sign depends on rounding.</summary>
    public float[] DrawTargets(Batch output, int[]? labels)
    {
        var targets = new float[output.Values.Length];
        for (int row = 0; row < output.Rows; row++)
        {
            Span<float> target = targets.AsSpan(row * output.Columns, output.Columns);
            DrawTarget(target, output.Row(row), labels?[row]);
            for (int column = 0; Network.Targets is { } scaling && column < target.Length; column++)
            {
                target[column] = (float)scaling.Restored(target[column], column);
            }
        }

        return targets;
    }

    private void DrawTarget(Span<float> target, ReadOnlySpan<double> output, int? label)
    {
        switch (Network.Loss)
        {
            case LossKind.CrossEntropy or LossKind.ClippedCrossEntropy when label is not null || Random.Next(2) == 0:
                target.Clear();
                target[label ?? Random.Next(target.Length)] = 1;
                break;
            case LossKind.CrossEntropy or LossKind.ClippedCrossEntropy:
                double sum = 0;
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = Random.NextSingle();
                    sum += target[i];
                }

                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = (float)(target[i] / sum);
                }

                break;
            case LossKind.BinaryCrossEntropy:
                for (int i = 0; i < target.Length; i++)
                {
                    target[i] = label ?? (Random.Next(2) == 0 ? Random.Next(2) : Random.NextSingle());
                }

                break;
            default:
                for (int i = 0; i < target.Length; i++)
                {
                    double distance = (0.1 + (2 * Random.NextDouble())) * (1 + (0.01 * Math.Abs(output[i])));
                    target[i] = (float)(output[i] + (Random.Next(2) == 0 ? distance : -distance));
                }

                break;
        }
    }

    /// <summary>Columns of unlike sizes and, where a layer takes them out, far from zero.</summary>
    private void DrawColumns()
    {
        LayerDescription? first = Trial.Architecture.Layers.FirstOrDefault(
            static layer => layer is not (FlattenDescription or NoiseDescription));
        bool isNormalized = Trial.Architecture.Readers(-1) == 1
            && first is (NormalizerDescription { KeepsZeros: false, Selected: null } and not (LogDescription or ClipDescription)) or BatchNormDescription;
        double largestOffset = isNormalized ? new[] { 0, 1, 30, 1e4 }[Random.Next(4)] : 0;
        bool isUnlike = isNormalized && Random.Next(2) == 0;
        for (int i = 0; i < _offsets.Length; i++)
        {
            _offsets[i] = largestOffset * ((2 * Random.NextDouble()) - 1);
            _scales[i] = isUnlike ? Math.Pow(10, (2 * Random.NextDouble()) - 1) : 1;
        }
    }

    private float[] DrawNormal(int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - Random.NextDouble())) * Math.Cos(2 * Math.PI * Random.NextDouble()));
        }

        return values;
    }

    private bool DrawParameters()
    {
        bool isSane = true;
        Batch[] training = Network.Run(Batch(Input), (layer, inputs) =>
        {
            layer.Draw(Random, inputs[0]);
            double[][] drawn = [.. layer.Statistics.Select(static statistic => statistic.Values)];
            Batch value = layer.Forward(inputs, Pass.Training);
            layer.Restore(drawn);
            isSane &= AreSane(value.Values, LargestValue);
            return value;
        });
        isSane = isSane && Network.Run(Batch(PredictionInput), static (layer, inputs) => layer.Forward(inputs, Pass.Prediction))
            .All(static value => AreSane(value.Values, LargestValue));
        if (!isSane)
        {
            return false;
        }

        double[][] statistics = [.. Network.Statistics.Select(static statistic => statistic.Values)];
        Network.Forward(Batch(Input), Pass.Training);
        var outputGradient = new Batch(Array.ConvertAll(OutputGradient, static value => (double)value), training[^1].Shape);
        Batch gradient = Network.Backward(outputGradient, Pass.Training);
        Network.Restore(statistics);
        return AreSane(gradient.Values, LargestGradient)
            && Network.Parameters.All(static parameter => AreSane(parameter.Gradient, LargestGradient));
    }

    private static bool AreSane(double[] values, double limit) => Array.TrueForAll(values, value => Math.Abs(value) <= limit);
}
