namespace StaticNet;

/// <summary>How far a predictor of reduced precision was from single precision on the calibration rows.</summary>
/// <param name="Rows">Rows that were compared.</param>
/// <param name="Largest">The largest |difference| of an output, as <c>Predict</c> gives it.</param>
/// <param name="Mean">The mean |difference| of the outputs.</param>
/// <param name="ClassesChanged">The share of predicted classes that differ, as <c>Classify</c> gives them, 0 to 1.</param>
public sealed record QuantizationError(int Rows, float Largest, float Mean, double ClassesChanged)
{
    /// <summary>Compares two predictors on the same rows.</summary>
    internal static QuantizationError Measure(Predictor single, Predictor reduced, ReadOnlySpan<float> rows)
    {
        int count = rows.Length / single.Layout.InputSize;
        float[] expected = new float[count * single.Layout.OutputSize];
        float[] actual = new float[expected.Length];
        single.Predict(rows, expected);
        reduced.Predict(rows, actual);
        float largest = 0;
        double sum = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            float difference = Math.Abs(actual[i] - expected[i]);
            largest = Math.Max(largest, difference);
            sum += difference;
        }

        int[] expectedClasses = new int[count * single.Layout.OutputRows];
        int[] actualClasses = new int[expectedClasses.Length];
        single.Classify(rows, expectedClasses);
        reduced.Classify(rows, actualClasses);
        int changed = 0;
        for (int i = 0; i < expectedClasses.Length; i++)
        {
            changed += expectedClasses[i] == actualClasses[i] ? 0 : 1;
        }

        return new QuantizationError(count, largest, (float)(sum / expected.Length), (double)changed / expectedClasses.Length);
    }
}
