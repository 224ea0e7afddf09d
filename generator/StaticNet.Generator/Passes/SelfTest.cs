using System.Globalization;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>The test vector of a file of weights: samples, and what was predicted for them.</summary>
/// <param name="Rows">How many samples.</param>
/// <param name="Flaw">Why it does not fit the network; empty where it does.</param>
internal sealed record SelfTest(int Rows, string Flaw)
{
    public const string Input = "__selftest__.input";

    public const string Output = "__selftest__.output";

    /// <summary>That of a file; null where it has none.</summary>
    public static SelfTest? Find(NetworkModel network, WeightFile file)
    {
        WeightTensor? input = file.Tensors.FirstOrDefault(static tensor => tensor.Name == Input);
        WeightTensor? output = file.Tensors.FirstOrDefault(static tensor => tensor.Name == Output);
        if (input is null && output is null)
        {
            return null;
        }

        long rows = input is { Shape.Count: 2 } ? input.Shape[0] : 0;
        return rows is > 0 and <= int.MaxValue && Has(input, rows, network.Input.Size) && Has(output, rows, network.Output.Size)
            ? new SelfTest((int)rows, "")
            : new SelfTest(
                0,
                $"has a test vector that does not fit; expected '{Input}' and '{Output}' of shapes [rows, {Text.Invariant(network.Input.Size)}] and "
                + $"[rows, {Text.Invariant(network.Output.Size)}], F32, found {Describe(input)} and {Describe(output)}");
    }

    private static bool Has(WeightTensor? tensor, long rows, int columns) =>
        tensor is { DataType: "F32", Shape.Count: 2 } && tensor.Shape[0] == rows && tensor.Shape[1] == columns;

    private static string Describe(WeightTensor? tensor) => tensor is null
        ? "none"
        : $"[{string.Join(", ", tensor.Shape.Select(static length => length.ToString(CultureInfo.InvariantCulture)))}] {tensor.DataType}";
}
