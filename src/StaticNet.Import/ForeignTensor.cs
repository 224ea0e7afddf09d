namespace StaticNet.Importing;

/// <summary>A tensor of a foreign file, its values converted to <see cref="float"/>.</summary>
/// <param name="Name">Its name: in a <see cref="ForeignLayer"/> that of StaticNet, such as <c>kernel</c>; otherwise as the file has it.</param>
/// <param name="Shape">Length of each axis; empty for a scalar.</param>
/// <param name="Values">Row-major, as many as the product of <paramref name="Shape"/>.</param>
public sealed record ForeignTensor(string Name, int[] Shape, float[] Values)
{
    /// <summary>Element type in the file, such as <c>float32</c>, <c>float16</c>, <c>bfloat16</c> or <c>int64</c>.</summary>
    public string DataType { get; init; } = "float32";
}
