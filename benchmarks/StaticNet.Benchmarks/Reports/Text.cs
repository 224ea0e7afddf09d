using System.Globalization;

namespace StaticNet.Benchmarks;

/// <summary>Numbers as reports show them: three digits and a unit.</summary>
internal static class Text
{
    public static string Time(double nanoseconds) => nanoseconds switch
    {
        < 1e3 => Format($"{Digits(nanoseconds)} ns"),
        < 1e6 => Format($"{Digits(nanoseconds / 1e3)} µs"),
        < 1e9 => Format($"{Digits(nanoseconds / 1e6)} ms"),
        _ => Format($"{Digits(nanoseconds / 1e9)} s"),
    };

    /// <summary>A median and how far its samples spread.</summary>
    public static string Time(Samples samples) => Format($"{Time(samples.Median)} ±{samples.Spread * 50:0} %");

    public static string Percent(double share) => Format($"{share * 100:0.0} %");

    public static string Times(double ratio) => Format($"{ratio:0.00}x");

    public static string Rate(double gigaflops) => Format($"{Digits(gigaflops)} GFLOP/s");

    public static string Digits(double value) => value switch
    {
        < 10 => Format($"{value:0.00}"),
        < 100 => Format($"{value:0.0}"),
        _ => Format($"{value:#,0}"),
    };

    private static string Format(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
