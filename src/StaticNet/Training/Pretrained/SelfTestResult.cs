using System.Globalization;

namespace StaticNet;

/// <summary>How far predictions lie from those that were saved with the weights.</summary>
/// <param name="Rows">Samples that were predicted.</param>
/// <param name="LargestError">The largest |prediction − saved prediction|; NaN where a prediction is.</param>
/// <param name="Tolerance">
/// What it may be: 1e-4 of the largest saved prediction, since processors round differently, and 1e-6 where all are near zero.
/// </param>
public sealed record SelfTestResult(int Rows, float LargestError, float Tolerance)
{
    /// <summary>Whether every prediction is what was saved, but for rounding.</summary>
    public bool Passed => LargestError <= Tolerance;

    /// <summary>The result in a sentence.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Passed ? "passed" : "failed")}: {Rows} {(Rows == 1 ? "row" : "rows")}, largest error {LargestError:G3}, tolerance {Tolerance:G3}");
}
