using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Each column's smallest and largest value onto a range.</summary>
/// <param name="Minimum">Lower end of the range.</param>
/// <param name="Maximum">Upper end of the range.</param>
/// <param name="Columns">The columns it acts on.</param>
internal sealed record MinMaxLayer(double Minimum, double Maximum, ColumnChoice Columns) : NormalizerLayer(Columns)
{
    public MinMaxLayer(Arguments arguments)
        : this(arguments.Number("min", 0), arguments.Number("max", 1), ColumnChoice.Read(arguments))
    {
        if (!((float)Minimum < (float)Maximum))
        {
            arguments.Report.OutOfRange("max", Text.Invariant(Maximum), $"more than min, {Text.Invariant(Minimum)}");
        }
    }

    public override string Kind => "MinMax";

    protected override string Factory => $"MinMax({Text.Double(Minimum)}, {Text.Double(Maximum)}";
}
