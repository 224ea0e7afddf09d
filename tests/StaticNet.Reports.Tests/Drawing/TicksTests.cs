using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Tests.Drawing;

public sealed class TicksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0, 10, 10, "0 1 2 3 4 5 6 7 8 9 10")]
    [InlineData(0.913, 0.976, 5, "0.92 0.94 0.96")]
    [InlineData(-3, 3, 4, "−2 0 2")]
    [InlineData(0, 9000, 5, "0 2000 4000 6000 8000")]
    [InlineData(0, 48000, 5, "0 10k 20k 30k 40k")]
    [InlineData(0, 2_500_000, 5, "0 0.5M 1.0M 1.5M 2.0M 2.5M")]
    [InlineData(0, 7e9, 4, "0 2G 4G 6G")]
    [InlineData(0, 3e13, 3, "0 10T 20T 30T")]
    [InlineData(0, 4e-7, 4, "0 10⁻⁷ 2×10⁻⁷ 3×10⁻⁷ 4×10⁻⁷")]
    [InlineData(0, 3e-5, 6, "0 0.5×10⁻⁵ 1.0×10⁻⁵ 1.5×10⁻⁵ 2.0×10⁻⁵ 2.5×10⁻⁵ 3.0×10⁻⁵")]
    [InlineData(1_000_000.001, 1_000_000.003, 2, "1000000.001 1000000.002 1000000.003")]
    [InlineData(-3e20, 3e20, 3, "−2×10²⁰ 0 2×10²⁰")]
    public void Linear_marks_are_round_numbers(double minimum, double maximum, int most, string labels) =>
        Assert.Equal(labels, string.Join(' ', Ticks.Linear(minimum, maximum, most, percent: false).Select(static tick => tick.Label)));

    [Fact]
    public void Multiples_are_as_exact_as_their_text() =>
        Assert.Equal([0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7], Ticks.Linear(0, 0.7, 7, percent: false).Select(static tick => tick.Value));

    [Theory]
    [InlineData(0, 1, 5, "0 % 20 % 40 % 60 % 80 % 100 %")]
    [InlineData(0.975, 0.98, 5, "97.5 % 97.6 % 97.7 % 97.8 % 97.9 % 98.0 %")]
    public void Fractions_are_shown_as_percentages(double minimum, double maximum, int most, string labels) =>
        Assert.Equal(labels, string.Join(' ', Ticks.Linear(minimum, maximum, most, percent: true).Select(static tick => tick.Label)));

    [Theory]
    [InlineData(0.001, 10, "0.001 0.01 0.1 1 10")]
    [InlineData(1, 100, "1 2 5 10 20 50 100")]
    [InlineData(1e-6, 1e-3, "10⁻⁶ 3×10⁻⁶ 10⁻⁵ 3×10⁻⁵ 10⁻⁴ 3×10⁻⁴ 0.001")]
    [InlineData(100, 1e7, "100 1000 10k 100k 1M 10M")]
    [InlineData(3, 4.5, "3.0 3.5 4.0 4.5")]
    public void Logarithmic_marks_are_decades_or_parts_of_them(double minimum, double maximum, string labels)
    {
        var scale = new Scale(minimum, maximum, true, 0, 800);
        Assert.Equal(labels, string.Join(' ', AxisTicks.Flat(scale, new Axis { Logarithmic = true }).Select(static tick => tick.Label)));
    }

    [Fact]
    public void Whole_numbers_get_whole_marks()
    {
        var scale = new Scale(1, 3, false, 0, 800);
        Assert.Equal([1, 2, 3], AxisTicks.Flat(scale, new Axis(), isWhole: true).Select(static tick => tick.Value));
        Assert.True(AxisTicks.Flat(scale, new Axis()).Length > 3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Labels_never_overlap_and_marks_lie_on_the_axis(bool isLogarithmic)
    {
        var random = new Random(1);
        var axis = new Axis { Logarithmic = isLogarithmic };
        for (int round = 0; round < 3000; round++)
        {
            double size = Math.Pow(10, random.Next(-200, 200));
            double from = isLogarithmic ? size : (random.NextDouble() - 0.5) * size;
            double to = isLogarithmic ? from * (1.001 + Math.Pow(10, random.NextDouble() * 90)) : from + (Math.Pow(10, (random.NextDouble() * 8) - 6) * size);
            var flat = new Scale(from, to, isLogarithmic, 40, 40 + random.Next(80, 900));
            Tick[] ticks = AxisTicks.Flat(flat, axis);
            double end = double.NegativeInfinity;
            foreach (Tick tick in ticks)
            {
                double half = TextWidth.Of(tick.Label, 12) / 2;
                double at = flat.Map(tick.Value);
                Assert.True(at - half > end, $"{from} to {to}: {string.Join(' ', ticks.Select(static t => t.Label))}");
                Assert.InRange(at, flat.Start - 0.01, flat.End + 0.01);
                end = at + half;
            }

            Assert.Equal(ticks.Length, ticks.Select(static tick => tick.Label).Distinct().Count());
        }
    }
}
