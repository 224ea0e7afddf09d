using StaticNet.Generator.Emission;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>A fixed function of raw columns, which is never folded.</summary>
/// <param name="Function">Expression of the kernel structure.</param>
/// <param name="NeedsInput">Whether the derivative needs the input; else it follows from the output.</param>
/// <param name="Columns">The columns it acts on.</param>
internal abstract record ColumnFunctionLayer(string Function, bool NeedsInput, ColumnChoice Columns) : Layer, INormalizer
{
    public override bool ReadsInput => NeedsInput;

    public override bool ReadsOutput => true;

    public override bool MayOverwriteInput => !NeedsInput;

    public override string Signature =>
        Columns.LeavesColumns ? $"{Function} {Columns.Signature}" : Function;

    /// <summary>Name of the library's factory method and its arguments before the columns.</summary>
    protected abstract string Factory { get; }

    public override Shape? Infer(Shape input, Reporter report) => Columns.Fits(input.Columns, report) ? input : null;

    public override Layer Settle(Shape input) => this with { Columns = Columns.Settle(input.Columns) };

    public string Normalizer(Shape input) => $"global::StaticNet.Normalizer.{Factory}{Columns.Argument(input.Columns)})";

    public override void Forward(LayerCode code) =>
        code.Line($"SN::ColumnFunction.Forward({Function}, in {code.X}, ref {code.Y}, rows, width, {Chosen(code)}{code.Arithmetic});");

    public override void Backward(LayerCode code) =>
        code.Line(
            $"SN::ColumnFunction.Backward({Function}, in {code.X}, in {code.Y}, in {code.DY}, ref {code.DX}, rows, width, "
            + $"{Chosen(code)}{code.Arithmetic});");

    /// <summary>The chosen columns of the panel at hand, a bit each.</summary>
    private string Chosen(LayerCode code)
    {
        int columns = code.Node.Input.Columns;
        if (Columns.Of(columns) is not { } chosen)
        {
            return "0xFFFFFFFFu";
        }

        var masks = new uint[Panels.Count(columns)];
        foreach (int column in chosen)
        {
            masks[column / Panels.Width] |= 1u << (column % Panels.Width);
        }

        string[] literals = [.. masks.Select(static mask => $"0x{mask:X8}u")];
        return literals.Length == 1
            ? literals[0]
            : $"((global::System.ReadOnlySpan<uint>)[{string.Join(", ", literals)}])[panel]";
    }
}
