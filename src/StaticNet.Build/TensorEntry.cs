namespace StaticNet.Build;

/// <summary>A tensor as the header of a safetensors file lists it.</summary>
/// <param name="name">Its name.</param>
/// <param name="dataType">Its element type, such as <c>F32</c>.</param>
/// <param name="shape">Length of each axis.</param>
/// <param name="begin">Its first byte, counted from the end of the header.</param>
/// <param name="end">The byte behind its last one.</param>
internal sealed class TensorEntry(string name, string dataType, IReadOnlyList<long> shape, long begin, long end)
{
    public string Name { get; } = name;

    public string DataType { get; } = dataType;

    public IReadOnlyList<long> Shape { get; } = shape;

    public long Begin { get; } = begin;

    public long End { get; } = end;

    public long Length => End - Begin;
}
