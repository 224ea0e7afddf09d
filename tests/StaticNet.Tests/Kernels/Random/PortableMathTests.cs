using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels;

public class PortableMathTests
{
    [Fact]
    public void Log_agrees_with_the_platform()
    {
        for (int i = -1000; i <= 1000; i++)
        {
            double x = Math.Pow(2, i * 0.7321);
            Assert.Equal(1, x == 1 ? 1 : PortableMath.Log(x) / Math.Log(x), 2e-15);
        }

        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(-1.1102230246251565e-16, PortableMath.Log(1 - (1.0 / (1L << 53))), 1e-30);
    }

    [Fact]
    public void Sine_and_cosine_agree_with_the_platform()
    {
        for (int i = 0; i < 4096; i++)
        {
            double turn = i / 4096.0;
            (double sine, double cosine) = PortableMath.SineCosineOfTurn(turn);
            Assert.Equal(Math.Sin(2 * Math.PI * turn), sine, 2e-15);
            Assert.Equal(Math.Cos(2 * Math.PI * turn), cosine, 2e-15);
        }

        Assert.Equal((1, 0), PortableMath.SineCosineOfTurn(0.25));
        Assert.Equal((-1, 0), PortableMath.SineCosineOfTurn(0.75));
    }

    [Fact]
    public void Normal_draws_have_the_same_bits_everywhere()
    {
        // 0.3498858, 0.6597576, 0.4870028, -1.7782939
        long[] expected = [4599974602118347989, 4604117787594395307, 4602444681659507105, -4612684493875016775];
        Assert.Equal(expected, Enumerable.Range(0, 4).Select(i => BitConverter.DoubleToInt64Bits(Philox.Normal(39, 3939, (ulong)i))));
    }
}
