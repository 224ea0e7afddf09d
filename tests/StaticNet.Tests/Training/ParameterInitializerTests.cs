using StaticNet.Kernels;

namespace StaticNet.Tests.Training;

public sealed class ParameterInitializerTests
{
    private const double TruncatedDeviation = 0.87962566103423978;

    [Theory]
    [InlineData(Initializer.GlorotUniform, "f64/glorot_uniform_limit")]
    [InlineData(Initializer.HeUniform, "f64/he_uniform_limit")]
    [InlineData(Initializer.LecunUniform, "f64/lecun_uniform_limit")]
    public void Uniform_draws_keep_the_golden_limits(Initializer kind, string tensor)
    {
        SafetensorsFile golden = GoldenFolder.Read("init_bounds");
        foreach ((int fanIn, int fanOut, double limit) in Shapes(golden, tensor))
        {
            float[] values = Draw(kind, fanIn, fanOut);
            double tolerance = limit * 1e-6;
            Assert.All(values, value => Assert.InRange(Math.Abs(value), 0, limit + tolerance));
            AssertMeanAndDeviation(values, 0, limit / Math.Sqrt(3));
            if (values.Length >= 10_000)
            {
                Assert.True(values.Max(Math.Abs) >= 0.98 * limit);
            }
        }
    }

    [Theory]
    [InlineData(Initializer.GlorotNormal, "f64/glorot_normal_std", true)]
    [InlineData(Initializer.HeNormal, "f64/he_normal_std", true)]
    [InlineData(Initializer.LecunNormal, "f64/lecun_normal_std", true)]
    [InlineData(Initializer.GlorotNormalPlain, "f64/glorot_normal_std", false)]
    [InlineData(Initializer.HeNormalPlain, "f64/he_normal_std", false)]
    [InlineData(Initializer.LecunNormalPlain, "f64/lecun_normal_std", false)]
    public void Normal_draws_have_the_golden_deviations(Initializer kind, string tensor, bool truncated)
    {
        SafetensorsFile golden = GoldenFolder.Read("init_bounds");
        foreach ((int fanIn, int fanOut, double deviation) in Shapes(golden, tensor))
        {
            float[] values = Draw(kind, fanIn, fanOut);
            AssertMeanAndDeviation(values, 0, deviation);
            double limit = 2 / TruncatedDeviation * deviation * (1 + 1e-6);
            if (truncated)
            {
                Assert.All(values, value => Assert.InRange(Math.Abs(value), 0, limit));
            }
            else if (values.Length >= 10_000)
            {
                Assert.Contains(values, value => Math.Abs(value) > limit);
            }
        }
    }

    [Fact]
    public void A_truncated_normal_fills_its_range()
    {
        float[] values = Draw(Initializer.HeNormal, 200, 200);
        double limit = 2 / TruncatedDeviation * Math.Sqrt(2.0 / 200);
        Assert.InRange(values.Max(), 0.99 * limit, limit);
        Assert.InRange(values.Min(), -limit, -0.99 * limit);
    }

    [Fact]
    public void Bounds_and_moments_are_those_given()
    {
        float[] uniform = Draw(new InitializerLayout(Initializer.Uniform, -5, 3), [200, 100]);
        Assert.InRange(uniform.Min(), -5, -4.99f);
        Assert.InRange(uniform.Max(), 2.99f, 3);
        AssertMeanAndDeviation(uniform, -1, 8 / Math.Sqrt(12));
        AssertMeanAndDeviation(Draw(new InitializerLayout(Initializer.Normal, 10, 0.5f), [200, 100]), 10, 0.5);
        Assert.All(Draw(new InitializerLayout(Initializer.Constant, 0.25f), [3, 5]), static value => Assert.Equal(0.25f, value));
        Assert.All(Draw(new InitializerLayout(Initializer.Ones), [7]), static value => Assert.Equal(1, value));
        Assert.All(Draw(new InitializerLayout(Initializer.Zeros), [7]), static value => Assert.Equal(0, value));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(3, 5)]
    [InlineData(33, 17)]
    [InlineData(17, 40)]
    [InlineData(64, 64)]
    public void Orthogonal_kernels_have_orthonormal_rows_or_columns(int rows, int columns)
    {
        float[] values = Draw(new InitializerLayout(Initializer.Orthogonal), [rows, columns]);
        int count = Math.Min(rows, columns);
        int length = Math.Max(rows, columns);
        for (int a = 0; a < count; a++)
        {
            for (int b = 0; b <= a; b++)
            {
                double dot = 0;
                for (int i = 0; i < length; i++)
                {
                    dot += (double)At(a, i) * At(b, i);
                }

                Assert.Equal(a == b ? 1 : 0, dot, 1e-6);
            }
        }

        float At(int vector, int i) => rows >= columns ? values[(i * columns) + vector] : values[(vector * columns) + i];
    }

    [Fact]
    public void Orthogonal_draws_take_both_signs()
    {
        // With a positive diagonal of R the first vector is the draw itself, normalised: of a single value, its sign.
        var orthogonal = new InitializerLayout(Initializer.Orthogonal);
        float[] signs = [.. Enumerable.Range(0, 40).Select(i => Draw(orthogonal, [1, 1], $"kernel{i}")[0])];
        Assert.Contains(-1, signs);
        Assert.Contains(1, signs);
    }

    [Fact]
    public void Seed_name_and_logical_index_decide_a_draw()
    {
        var initializer = new InitializerLayout(Initializer.GlorotUniform);
        float[] values = Draw(initializer, [40, 40]);
        Assert.Equal(values, Draw(initializer, [40, 40]));
        Assert.NotEqual(values, Draw(initializer, [40, 40], seed: 2));
        Assert.NotEqual(values, Draw(initializer, [40, 40], "other"));
        float[] reshaped = Draw(new InitializerLayout(Initializer.Uniform, -1, 1), [20, 80]);
        Assert.Equal(reshaped, Draw(new InitializerLayout(Initializer.Uniform, -1, 1), [40, 40]));
    }

    [Fact]
    public void Padding_stays_zero()
    {
        TensorLayout tensor = Tensor(new InitializerLayout(Initializer.Ones), [3, 5], "kernel");
        var arena = new Arena(tensor.Length);
        ParameterInitializer.Draw([tensor], arena, 1);
        Assert.Equal(15, arena.Span.ToArray().Sum());
    }

    [Theory]
    [InlineData("", 0xcbf29ce484222325)]
    [InlineData("a", 0xaf63dc4c8601ec8c)]
    [InlineData("foobar", 0x85944171f73967e8)]
    public void Names_are_hashed_as_published(string name, ulong hash) => Assert.Equal(hash, StableHash.Of(name));

    private static void AssertMeanAndDeviation(float[] values, double mean, double deviation)
    {
        double found = values.Average(static value => (double)value);
        Assert.InRange(found, mean - (4 * deviation / Math.Sqrt(values.Length)), mean + (4 * deviation / Math.Sqrt(values.Length)));
        if (values.Length >= 10_000)
        {
            double spread = Math.Sqrt(values.Average(value => (value - found) * (value - found)));
            Assert.InRange(spread, 0.96 * deviation, 1.04 * deviation);
        }
    }

    private static IEnumerable<(int FanIn, int FanOut, double Value)> Shapes(SafetensorsFile golden, string tensor) =>
        golden["fan_in"].ToArray<long>().Zip(golden["fan_out"].ToArray<long>(), golden[tensor].ToArray<double>())
            .Select(static shape => ((int)shape.First, (int)shape.Second, shape.Third));

    private static float[] Draw(Initializer kind, int fanIn, int fanOut) => Draw(new InitializerLayout(kind), [fanIn, fanOut]);

    private static float[] Draw(InitializerLayout initializer, int[] shape, string name = "dense1.kernel", ulong seed = 1)
    {
        TensorLayout tensor = Tensor(initializer, shape, name);
        var arena = new Arena(tensor.Length);
        ParameterInitializer.Draw([tensor], arena, seed);
        return new ParameterView(arena, tensor).ToArray();
    }

    private static TensorLayout Tensor(InitializerLayout initializer, int[] shape, string name) =>
        new() { Name = name, Role = TensorRole.Kernel, Shape = shape, Offset = 0, Initializer = initializer };
}
