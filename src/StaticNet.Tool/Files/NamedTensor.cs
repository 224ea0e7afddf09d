namespace StaticNet.Tool.Files;

/// <summary>A tensor of a file of any kind, converted to single precision.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="DataType">Element type in the file.</param>
/// <param name="Values">Row-major.</param>
internal sealed record NamedTensor(string Name, int[] Shape, string DataType, float[] Values);
