using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Emission;

/// <summary>
/// What a layer prints with: expressions for its input, output, parameters and sizes where the code will stand. A layer that works panel by
/// panel sees one panel, the others all of them. The sizes at hand are in scope as <c>rows</c> (samples times positions), <c>batch</c> (samples)
/// and, for a panel, <c>width</c> and <c>columns</c>.
/// </summary>
internal abstract class LayerCode(CodeWriter writer, Node node, NetworkModel network)
{
    public Node Node { get; } = node;

    /// <summary>The activation that the layer applies to its output at once; null for none.</summary>
    public ActivationLayer? Activation { get; init; }

    /// <summary>The last argument of kernels that multiply and add, with the comma before it; empty unless the network is reproducible.</summary>
    public string Arithmetic { get; } = ArithmeticArgument.Of(network);

    /// <summary>The input: one panel, or all.</summary>
    public abstract string X { get; }

    /// <summary>The output: one panel, or all.</summary>
    public abstract string Y { get; }

    /// <summary>The input, all panels, whatever the layer sees of its output.</summary>
    public abstract string WholeX { get; }

    /// <summary>An input of a merge other than the first: one panel, or all.</summary>
    public abstract string Other(int input);

    /// <summary>Where the gradient of an input is to be written; all panels.</summary>
    public abstract string GradientOf(int input);

    /// <summary>The gradient of the output.</summary>
    public abstract string DY { get; }

    /// <summary>The gradient of the input.</summary>
    public abstract string DX { get; }

    /// <summary>Columns at hand, without padding.</summary>
    public string Columns => Node.Layer.IsPanelwise ? "columns" : Text.Invariant(Node.Input.Columns);

    /// <summary>Floats at hand, padding counted.</summary>
    public string Count => Node.Layer.IsPanelwise ? "rows * width" : $"batch * {Text.Invariant(Node.Output.Floats)}";

    /// <summary>The first of so many samples that the worker at hand owns, and the one after the last: two arguments.</summary>
    public abstract string ShareOf(string samples);

    /// <summary>The transposed kernel.</summary>
    public abstract string Transposed { get; }

    /// <summary>What the layer keeps a sample.</summary>
    public abstract string SavedPerSample { get; }

    /// <summary>Whether a pass that predicts keeps for backward what one that trains does.</summary>
    public abstract bool KeepsMoments { get; }

    public void Line(string line = "") => writer.Line(line);

    /// <summary>Opens a block below <paramref name="header"/>, which ends when it is disposed.</summary>
    public CodeWriter.Block Braces(string header) => writer.Braces(header);

    /// <summary>How many layers of a sort come before this one.</summary>
    public int NumberAmong(Func<Layer, bool> isOfSort) =>
        network.Nodes.Where(node => isOfSort(node.Layer)).TakeWhile(node => node.Name != Node.Name).Count();

    /// <summary>A vector's values for the panel at hand, or all of them.</summary>
    public string Parameter(string suffix) => Reference(WholeParameter(suffix));

    /// <summary>A matrix's panel at hand.</summary>
    public string ParameterPanel(string suffix, string rows) => InPanel(WholeParameter(suffix), $"panel, {rows}");

    public string Gradient(string suffix) => Reference(WholeGradient(suffix));

    /// <summary>Where a matrix's panel at hand lies among all parameters.</summary>
    public abstract string ParameterOffset(string suffix, string rows);

    public string Statistic(string suffix) => Reference(WholeStatistic(suffix));

    public string Saved(string suffix) => Reference(WholeSaved(suffix));

    /// <summary>The value that is saved for the panel at hand.</summary>
    public string PanelSum(string suffix) => WholeSaved(suffix).TrimEnd(')') + " + (nuint)panel)";

    public abstract string WholeParameter(string suffix);

    public abstract string WholeGradient(string suffix);

    public abstract string WholeStatistic(string suffix);

    public abstract string WholeSaved(string suffix);

    /// <summary>Panel <paramref name="panel"/> of the transposed kernel, whose rows are the layer's outputs.</summary>
    public string TransposedPanel(string panel, string rows) => InPanel(Transposed, $"{panel}, {rows}");

    /// <summary>Panel <paramref name="panel"/> of where the input's gradient is to be written.</summary>
    public abstract string InputGradientPanel(string panel);

    /// <summary>The statement, on a line of its own, that adds such a panel to what other layers have put there; empty where none have.</summary>
    public abstract string InputGradientSum(string panel, string width);

    /// <summary>
    /// Prints a statement for each panel of <paramref name="columns"/> columns, by the worker that owns it, from the panel's number and width.
    /// </summary>
    public void EachPanel(int columns, Func<string, string, string> body) =>
        PanelLoop.PrintShared(writer, columns, (panel, width, _) => body(panel, width));

    private string Reference(string whole) => Node.Layer.IsPanelwise ? InPanel(whole, "panel") : whole;

    private static string InPanel(string whole, string panel) => whole.Insert(whole.Length - 1, $", {panel}");
}
