using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = min(max(x, min), max)</c>.</summary>
/// <param name="Minimum">The least value.</param>
/// <param name="Maximum">The largest value.</param>
/// <param name="Columns">The columns it acts on.</param>
internal sealed record ClipLayer(double Minimum, double Maximum, ColumnChoice Columns)
    : ColumnFunctionLayer($"new SN::Clip({Text.Single(Minimum)}, {Text.Single(Maximum)})", NeedsInput: false, Columns)
{
    public ClipLayer(Arguments arguments)
        : this(arguments.Number("min", 0), arguments.Number("max", 1), ColumnChoice.Read(arguments))
    {
        if (!((float)Minimum < (float)Maximum))
        {
            arguments.Report.OutOfRange("max", Text.Invariant(Maximum), $"more than min, {Text.Invariant(Minimum)}");
        }
    }

    public override string Kind => "Clip";

    public override string Formula => $"y = min(max(x, {Text.Invariant(Minimum)}), {Text.Invariant(Maximum)})";

    protected override string Factory => $"Clip({Text.Double(Minimum)}, {Text.Double(Maximum)}";
}
