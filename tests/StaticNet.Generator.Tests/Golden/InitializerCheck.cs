using System.Globalization;
using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>
/// Initialisers against the bounds and deviations of the index, by its rules of acceptance. Kernels of layers that do not exist yet are
/// left out; only such layers may be.
/// </summary>
internal sealed class InitializerCheck(GoldenCase goldenCase) : GoldenCheck(goldenCase)
{
    /// <summary>From so many draws on, extremes and deviations are judged.</summary>
    private const int ManyDraws = 10_000;

    private const string BatchNorm = "[Input(40)]\n[Dense(30, Name = \"fc\")]\n[BatchNorm(Name = \"bn\")]";

    private IReadOnlyList<JsonElement> Shapes => [.. Case.Json.GetProperty("shapes").EnumerateArray()];

    public override IEnumerable<string> Declarations => Rules().Select(Declare).Append(BatchNorm);

    public override void Run(GoldenNetworks networks, Comparison comparison)
    {
        for (int shape = 0; shape < Shapes.Count; shape++)
        {
            string layer = Shapes[shape].GetProperty("layer").GetString()!;
            Assert.True(
                IsDense(shape) || LayerPrinter.IsMissing(layer),
                $"The layer '{layer}' is neither known nor on the list of what may be missing.");
        }

        foreach (Rule rule in Rules())
        {
            Network network = networks.Create(Declare(rule), seed: 1);
            foreach (int shape in DenseShapes)
            {
                Judge(network.Parameters[$"{LayerName(shape)}.kernel"].ToArray(), rule, shape);
                Assert.All(network.Parameters[$"{LayerName(shape)}.bias"].ToArray(), static bias => Assert.Equal(0, bias));
            }

            comparison.Omit(rule.Quantity);
        }

        // Both stand in the rules above: a deviation within 4 % of limit/√3, and draws within two deviations of the parent.
        comparison.Omit("std_of_glorot_uniform");
        comparison.Omit("truncated_parent_sigma_for_he_normal");
        Network normalized = networks.Create(BatchNorm);
        Assert.All(normalized.Parameters["bn.gamma"].ToArray(), static gamma => Assert.Equal(1, gamma));
        Assert.All(normalized.Parameters["bn.beta"].ToArray(), static beta => Assert.Equal(0, beta));
        Assert.All(normalized.Statistics["bn.moving_mean"].ToArray(), static mean => Assert.Equal(0, mean));
        Assert.All(normalized.Statistics["bn.moving_variance"].ToArray(), static variance => Assert.Equal(1, variance));
    }

    private void Judge(float[] draws, Rule rule, int shape)
    {
        double reference = Case.Doubles("f64/" + rule.Quantity)[shape];
        double deviation = rule.IsUniform ? reference / Math.Sqrt(3) : reference;
        double largest = draws.Max(static draw => Math.Abs((double)draw));
        double mean = draws.Average(static draw => (double)draw);
        string what = $"{rule.Quantity} of [{string.Join(", ", Dimensions(shape))}]";
        Assert.True(Math.Abs(mean) <= 4 * deviation / Math.Sqrt(draws.Length), $"{what}: mean {mean}");
        double limit = rule.IsUniform ? reference : rule.IsTruncated ? 2.2737 * deviation : double.PositiveInfinity;
        Assert.True(largest <= limit * (1 + 1e-6), $"{what}: largest {largest}, limit {limit}");
        if (draws.Length >= ManyDraws)
        {
            double actual = Math.Sqrt(draws.Average(draw => ((double)draw - mean) * (draw - mean)));
            Assert.True(Math.Abs(actual - deviation) <= 0.04 * deviation, $"{what}: deviation {actual}, expected {deviation}");
            Assert.True(!rule.IsUniform || largest >= 0.98 * limit, $"{what}: largest {largest}, limit {limit}");
            Assert.True(rule.IsUniform || rule.IsTruncated || largest > 2.2737 * deviation, $"{what}: largest {largest}, no longer tail");
        }
    }

    private IEnumerable<Rule> Rules() =>
    [
        new("glorot_uniform_limit", static _ => "GlorotUniform", IsUniform: true),
        new("he_uniform_limit", static _ => "HeUniform", IsUniform: true),
        new("lecun_uniform_limit", static _ => "LecunUniform", IsUniform: true),
        new("torch_linear_default_limit", Uniform, IsUniform: true),
        new("glorot_normal_std", static _ => "GlorotNormal", IsTruncated: true),
        new("he_normal_std", static _ => "HeNormal", IsTruncated: true),
        new("lecun_normal_std", static _ => "LecunNormal", IsTruncated: true),
        new("glorot_normal_std", static _ => "GlorotNormalPlain"),
        new("he_normal_std", static _ => "HeNormalPlain"),
        new("lecun_normal_std", static _ => "LecunNormalPlain"),
    ];

    /// <summary>PyTorch's default for linear layers, spelled out: uniform to its bounds.</summary>
    private string Uniform(int shape)
    {
        string limit = LayerPrinter.Number(Case.Doubles("f64/torch_linear_default_limit")[shape]);
        return $"Uniform, KernelMin = -{limit}, KernelMax = {limit}";
    }

    /// <summary>All kernels in one network, joined by others of no interest.</summary>
    private string Declare(Rule rule)
    {
        IEnumerable<string> layers = DenseShapes.Select(shape =>
            $"[Dense({Dimensions(shape)[0]})]\n"
            + $"[Dense({Dimensions(shape)[1]}, Kernel = Initializer.{rule.Initializer(shape)}, Name = \"{LayerName(shape)}\")]");
        return string.Join('\n', layers.Prepend("[Input(1)]"));
    }

    private IEnumerable<int> DenseShapes => Enumerable.Range(0, Shapes.Count).Where(IsDense);

    private static string LayerName(int shape) => string.Create(CultureInfo.InvariantCulture, $"shape{shape}");

    private bool IsDense(int shape) => Shapes[shape].GetProperty("layer").ValueEquals("dense");

    private int[] Dimensions(int shape) =>
        [.. Shapes[shape].GetProperty("kernel_shape").EnumerateArray().Select(static size => size.GetInt32())];

    /// <summary>What a kind of initialiser must keep to, by shape.</summary>
    private sealed record Rule(string Quantity, Func<int, string> Initializer, bool IsUniform = false, bool IsTruncated = false);
}
