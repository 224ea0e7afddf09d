using StaticNet.Reports.Drawing;

namespace StaticNet.Reports.Tests.Drawing;

public sealed class DomainTests
{
    private static readonly Axis _logarithmic = new() { Logarithmic = true };

    [Fact]
    public void What_cannot_be_drawn_is_passed_over()
    {
        Assert.Equal(new Domain(-1, 3), Domain.Of([double.NaN, 3, double.PositiveInfinity, -1], new Axis(), Margin.None));
        Assert.Equal(new Domain(2, 50), Domain.Of([0, -4, 2, 50], _logarithmic, Margin.None));
    }

    [Fact]
    public void Without_values_there_is_still_an_axis()
    {
        Assert.Equal(new Domain(0, 1), Domain.Of([], new Axis(), Margin.Round));
        Assert.Equal(new Domain(1, 10), Domain.Of([-1, 0, double.NaN], _logarithmic, Margin.Round));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(-1e-12)]
    [InlineData(1e300)]
    [InlineData(-1e300)]
    [InlineData(double.Epsilon)]
    [InlineData(double.MaxValue)]
    public void A_constant_lies_within(double value)
    {
        foreach (Margin margin in Enum.GetValues<Margin>())
        {
            Domain domain = Domain.Of([value, value], new Axis(), margin);
            Assert.True(domain.Minimum < domain.Maximum && double.IsFinite(domain.Minimum) && double.IsFinite(domain.Maximum), $"{margin}: {domain}");
            double shown = Math.Clamp(value, -8e307, 8e307);
            Assert.InRange(shown, domain.Minimum, domain.Maximum);
        }
    }

    [Fact]
    public void Round_ends_enclose_the_values()
    {
        Assert.Equal(new Domain(0.9, 0.98), Domain.Of([0.913, 0.976], new Axis(), Margin.Round));
        Assert.Equal(new Domain(0, 0.6), Domain.Of([0.13, 0.55], new Axis(), Margin.FromZero));
        Assert.Equal(new Domain(20, 5000), Domain.Of([31, 4100], _logarithmic, Margin.Round));
    }

    [Fact]
    public void Fixed_ends_stay() =>
        Assert.Equal(new Domain(0, 1), Domain.Of([0.4, 1.3], new Axis { Minimum = 0, Maximum = 1 }, Margin.Round));

    [Fact]
    public void Values_map_to_pixels_and_back()
    {
        var linear = new Scale(-1, 3, false, 100, 500);
        Assert.Equal(200, linear.Map(0), 9);
        Assert.Equal(2, linear.Invert(400), 9);
        var logarithmic = new Scale(0.01, 100, true, 0, 400);
        Assert.Equal(200, logarithmic.Map(1), 9);
        Assert.Equal(10, logarithmic.Invert(300), 9);
        Assert.Equal(double.NaN, logarithmic.Map(0));
        Assert.Equal(double.NaN, logarithmic.Map(-1));
        Assert.Equal(double.NaN, linear.Map(double.PositiveInfinity));
    }
}
