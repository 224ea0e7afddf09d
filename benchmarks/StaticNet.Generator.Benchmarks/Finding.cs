using System.Globalization;

namespace StaticNet.Generator.Benchmarks;

/// <summary>A row of the report.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Milliseconds">The median.</param>
/// <param name="Target">What it may be; null where nothing is promised.</param>
/// <param name="Remark">What else there is to know.</param>
internal sealed record Finding(string What, double Milliseconds, double? Target, string Remark = "")
{
    public bool IsMet => Target is null || Milliseconds <= Target;

    public string Measured => Show(Milliseconds) + (Remark.Length > 0 ? $" ({Remark})" : "");

    public string Needed => Target is { } target ? $"<= {Show(target)}" : "";

    public string Verdict => Target is null ? "" : IsMet ? "met" : "MISSED";

    public static string Show(double milliseconds) => milliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0} µs"),
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.00} ms"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.00} s"),
    };
}
