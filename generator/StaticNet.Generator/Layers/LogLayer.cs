using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary><c>y = ln(x + offset)</c>.</summary>
/// <param name="Offset">What is added first.</param>
/// <param name="Columns">The columns it acts on.</param>
internal sealed record LogLayer(double Offset, ColumnChoice Columns)
    : ColumnFunctionLayer($"new SN::ShiftedLog({Text.Single(Offset)})", NeedsInput: true, Columns)
{
    public LogLayer(Arguments arguments)
        : this(arguments.Number("offset", 1, static offset => offset >= 0, "0 or more"), ColumnChoice.Read(arguments))
    {
    }

    public override string Kind => "Log";

    public override string Formula => $"y = ln(x + {Text.Invariant(Offset)})";

    protected override string Factory => $"Log({Text.Double(Offset)}";
}
