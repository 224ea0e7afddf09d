namespace StaticNet.Generator.Model;

/// <summary>The struct that <c>[Input&lt;TRow&gt;]</c> names.</summary>
/// <param name="Name">Its simple name, for messages.</param>
/// <param name="Reference">As generated code names it.</param>
/// <param name="Obstacle">What keeps it from being a row of floats, a part of a sentence; empty where nothing does.</param>
/// <param name="IsUsable">Whether generated code can name it, be it a row of floats or not.</param>
/// <param name="IsPublic">Whether it is visible outside of its assembly.</param>
/// <param name="Columns">Names of its columns in the order of their memory.</param>
internal sealed record RowType(string Name, string Reference, string Obstacle, bool IsUsable, bool IsPublic, EquatableArray<string> Columns)
{
    /// <summary>The columns in a line: <c>SepalLength, SepalWidth</c>.</summary>
    public string Listed => string.Join(", ", Columns);
}
