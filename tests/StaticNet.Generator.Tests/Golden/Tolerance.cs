using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>
/// How far results may lie from the reference: the index's limit for single precision, the strict one where there are levels.
/// </summary>
internal sealed class Tolerance
{
    private readonly string _metric;
    private readonly double _absolute;
    private readonly double _relative;

    public Tolerance(JsonElement goldenCase)
    {
        JsonElement tolerance = goldenCase.GetProperty("tolerance");
        _metric = tolerance.GetProperty("metric").GetString()!;
        JsonElement limit = goldenCase.TryGetProperty("tolerance_levels", out JsonElement levels)
            ? levels.GetProperty("strict_f32")
            : tolerance.GetProperty("f32");
        _absolute = limit.GetProperty("abs").GetDouble();
        _relative = limit.GetProperty("rel").GetDouble();
    }

    /// <summary>The largest deviation as a fraction of what is allowed: up to 1 passes; NaN, or an infinity, does not.</summary>
    public double Fraction(ReadOnlySpan<double> actual, ReadOnlySpan<double> reference, int columns)
    {
        Assert.Equal(reference.Length, actual.Length);
        return _metric switch
        {
            "tensor" => Worst(actual, reference, start: 0, stride: 1),
            "column" => Enumerable.Range(0, columns).Max(Columnwise(actual.ToArray(), reference.ToArray(), columns)),
            "elementwise" => Enumerable.Range(0, reference.Length).Max(Columnwise(actual.ToArray(), reference.ToArray(), reference.Length)),
            _ => throw new InvalidDataException($"The metric '{_metric}' is not known."),
        };
    }

    private Func<int, double> Columnwise(double[] actual, double[] reference, int columns) =>
        column => Worst(actual, reference, column, columns);

    private double Worst(ReadOnlySpan<double> actual, ReadOnlySpan<double> reference, int start, int stride)
    {
        double difference = 0;
        double size = 0;
        for (int i = start; i < reference.Length; i += stride)
        {
            double deviation = Math.Abs(actual[i] - reference[i]);
            difference = double.IsNaN(deviation) ? double.PositiveInfinity : Math.Max(difference, deviation);
            size = Math.Max(size, Math.Abs(reference[i]));
        }

        return difference == 0 ? 0 : difference / (_absolute + (_relative * size));
    }
}
