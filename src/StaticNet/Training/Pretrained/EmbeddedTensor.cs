using System.ComponentModel;

namespace StaticNet;

/// <summary>Where a tensor lies in a file inside the assembly.</summary>
/// <param name="Name">Its name, such as <c>dense1.kernel</c>.</param>
/// <param name="Offset">Its first byte, counted from the start of the file.</param>
/// <param name="Rows">Rows; 1 for a vector.</param>
/// <param name="Columns">Columns.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct EmbeddedTensor(string Name, int Offset, int Rows, int Columns);
