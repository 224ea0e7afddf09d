using StaticNet;

namespace BatchNormExperiments;

/// <summary>The distribution of what the activations of a layer are given, over fixed rows, as training goes on.</summary>
/// <param name="prefix">The network up to those activations.</param>
/// <param name="unit">The one unit that is looked at; all of the layer if null.</param>
/// <param name="rows">The rows, <c>[rows, inputs]</c>.</param>
/// <param name="every">Steps between two measurements.</param>
internal sealed class InputTrace(Network prefix, int? unit, float[] rows, int every) : TrainingCallback
{
    private readonly List<double> _steps = [];
    private readonly List<double> _lower = [];
    private readonly List<double> _median = [];
    private readonly List<double> _upper = [];

    public IReadOnlyList<double> Steps => _steps;

    /// <summary>The 15th percentile.</summary>
    public IReadOnlyList<double> Lower => _lower;

    public IReadOnlyList<double> Median => _median;

    /// <summary>The 85th percentile.</summary>
    public IReadOnlyList<double> Upper => _upper;

    public override void OnBatchEnd(TrainingContext context)
    {
        if (context.TotalSteps % every != 0)
        {
            return;
        }

        Prefix.Take(prefix, context.Network);
        float[] outputs = Prefix.Outputs(prefix, rows);
        int units = prefix.Layout.OutputSize;
        double[] values = [.. outputs.Where((_, i) => unit is null || i % units == unit).Select(static value => (double)value).Order()];
        _steps.Add(context.TotalSteps);
        _lower.Add(Quantile.OfSorted(values, 0.15));
        _median.Add(Quantile.OfSorted(values, 0.5));
        _upper.Add(Quantile.OfSorted(values, 0.85));
    }
}
