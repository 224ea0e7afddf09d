using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Each column's smallest and largest value onto a range.</summary>
internal sealed record MinMaxLayer : NormalizerLayer
{
    public MinMaxLayer(Arguments arguments)
        : base(arguments.Number("min", 0), arguments.Number("max", 1))
    {
        if (!((float)Minimum < (float)Maximum))
        {
            arguments.Report.OutOfRange("max", Text.Invariant(Maximum), $"more than min, {Text.Invariant(Minimum)}");
        }
    }

    public override string Kind => "MinMax";
}
