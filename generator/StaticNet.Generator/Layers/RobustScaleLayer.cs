using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Median 0 and a range of quantiles of 1 for each column.</summary>
/// <param name="Lower">The lower quantile in percent.</param>
/// <param name="Upper">The upper quantile in percent.</param>
/// <param name="Center">Whether the median is subtracted.</param>
/// <param name="Columns">The columns it acts on.</param>
internal sealed record RobustScaleLayer(double Lower, double Upper, bool Center, ColumnChoice Columns) : NormalizerLayer(Columns)
{
    private const string Needed = "more than 0 and less than 100";

    public RobustScaleLayer(Arguments arguments)
        : this(
            arguments.Number("lower", 25, static lower => lower is > 0 and < 100, Needed),
            arguments.Number("upper", 75, static upper => upper is > 0 and < 100, Needed),
            arguments.Flag("center", true),
            ColumnChoice.Read(arguments))
    {
        if (!(Lower < Upper))
        {
            arguments.Report.OutOfRange("upper", Text.Invariant(Upper), $"more than lower, {Text.Invariant(Lower)}");
        }
    }

    public override string Kind => "RobustScale";

    public override bool HasCenter => Center;

    protected override string Factory =>
        $"RobustScale({Text.Double(Lower)}, {Text.Double(Upper)}, center: {(Center ? "true" : "false")}";
}
