namespace StaticNet.Reports;

/// <summary>A column of a table.</summary>
/// <param name="Title">What stands above it.</param>
/// <param name="Format">How numbers are written, as .NET formats them (<c>"0.0000"</c>, <c>"0.0 %"</c>); without it, with six significant digits.</param>
public sealed record TableColumn(string Title, string? Format = null)
{
    /// <summary>A column without further wishes.</summary>
    /// <param name="title">What stands above it.</param>
    public static implicit operator TableColumn(string title) => new(title);
}
