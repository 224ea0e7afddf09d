namespace StaticNet;

/// <summary>Samples and what a network predicted for them when it was saved.</summary>
/// <param name="Input">The samples, row-major.</param>
/// <param name="Output">The predictions, row-major.</param>
internal sealed record SelfTestVector(float[] Input, float[] Output)
{
    /// <summary>No tensor of a network is called so.</summary>
    public const string Prefix = "__selftest__.";

    public const string InputName = Prefix + "input";

    public const string OutputName = Prefix + "output";

    private const float RelativeTolerance = 1e-4f;

    private const float LeastTolerance = 1e-6f;

    /// <summary>What a predictor predicts now.</summary>
    /// <exception cref="ArgumentException">The rows are no whole samples, or what the network makes of them is not finite.</exception>
    public static SelfTestVector Of(Predictor predictor, ReadOnlySpan<float> rows)
    {
        NetworkLayout layout = predictor.Layout;
        if (rows.Length % layout.InputSize != 0)
        {
            throw new ArgumentException(
                $"{layout.Name} takes samples of {layout.InputSize} values; the {rows.Length} values of the self-test are no whole number of samples.",
                nameof(rows));
        }

        var output = new float[rows.Length / layout.InputSize * layout.OutputSize];
        predictor.Predict(rows, output);
        int row = Math.Min(FirstNonFinite(rows) / layout.InputSize, FirstNonFinite(output) / layout.OutputSize);
        return row >= output.Length / layout.OutputSize
            ? new SelfTestVector(rows.ToArray(), output)
            : throw new ArgumentException($"Row {row} of the self-test, or what {layout.Name} predicts for it, is NaN or infinite.", nameof(rows));
    }

    /// <summary>The vector that is embedded with weights, or null.</summary>
    public static SelfTestVector? Read(EmbeddedTensors tensors) =>
        tensors.Find(InputName) is { } input && tensors.Find(OutputName) is { } output
            ? new SelfTestVector(input.Values.ToArray(), output.Values.ToArray())
            : null;

    /// <summary>The vector as files hold it.</summary>
    public SafetensorsTensor[] ToTensors(NetworkLayout layout)
    {
        int rows = Input.Length / layout.InputSize;
        return
        [
            SafetensorsTensor.Create<float>(InputName, [rows, layout.InputSize], Input),
            SafetensorsTensor.Create<float>(OutputName, [rows, layout.OutputSize], Output),
        ];
    }

    /// <summary>Predicts again and compares.</summary>
    public SelfTestResult Run(Predictor predictor)
    {
        var found = new float[Output.Length];
        predictor.Predict(Input, found);
        float largest = 0;
        float error = 0;
        for (int i = 0; i < found.Length; i++)
        {
            // Max keeps a NaN.
            largest = Math.Max(largest, Math.Abs(Output[i]));
            error = Math.Max(error, Math.Abs(found[i] - Output[i]));
        }

        return new SelfTestResult(Input.Length / predictor.Layout.InputSize, error, Math.Max(RelativeTolerance * largest, LeastTolerance));
    }

    private static int FirstNonFinite(ReadOnlySpan<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            if (!float.IsFinite(values[i]))
            {
                return i;
            }
        }

        return int.MaxValue;
    }
}
