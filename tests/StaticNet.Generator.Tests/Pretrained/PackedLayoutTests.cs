using System.Globalization;
using System.Reflection;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>
/// What a predictor's weights are and where each lies, of networks that between them fold and pack in every way: files of predictors are used as they were
/// saved, so another order needs another version.
/// </summary>
public sealed class PackedLayoutTests
{
    /// <summary>The version that the hashes below are of.</summary>
    private const string Version = "1";

    private static readonly (string Declaration, string Hash)[] _networks =
    [
        ("[Input(5), Dense(40), Relu, Dense(33), Tanh, Dense(17), Softmax]", "a7a0632e18dab3a7"),
        ("[Input(6), Dense(40, bias: false), BatchNorm, Gelu, Dense(35), Tanh, BatchNorm, Dense(3)]", "2554bd4e3182175b"),
        ("[Input(6), BatchNorm, Tanh, Dense(40), Sigmoid]", "d284a78f659532ad"),
        ("[Input(7), Standardize, Dense(40), Relu, Dense(3), TargetStandardize]", "9b7334344c070b45"),
        ("[Input(4, 3), Standardize, Flatten, Dense(40), Relu, Dense(2)]", "34cac058c641f005"),
        ("[Input(6), Whiten, Dense(40), Relu, Dense(2)]", "4856da66daaccb68"),
        ("[Input(2), Standardize, Dense(16), Tanh, Dense(7), PRelu, Dense(1), Sigmoid]", "4ba3b0a4f4c19e39"),
        ("[Input(5), Dense(40), LayerNorm, PRelu, Dense(40), RMSNorm, Relu, GroupNorm(4), Dense(3)]", "dedce75755f52b23"),
        ("[Input(6, Name = \"x\"), Dense(40), Relu(Name = \"a\"), Dense(40, From = \"x\"), Add(\"a\"), Concat(\"x\"), Dense(2)]", "84a796a1060d3d75"),
    ];

    private static readonly Lazy<Assembly> _assembly = new(static () => CompilerHarness.Load(
        [.. _networks.Select(static (network, i) => $"using StaticNet; {network.Declaration} public partial class Net{i};")]));

    public static TheoryData<int> Networks => [.. Enumerable.Range(0, _networks.Length)];

    /// <summary>Of near means, which fold, and of far ones, which are subtracted.</summary>
    [Theory]
    [MemberData(nameof(Networks))]
    public void The_version_is_raised_when_the_layout_changes(int place)
    {
        (string declaration, string expected) = _networks[place];
        Type type = _assembly.Value.GetType($"Net{place}", throwOnError: true)!;
        string version = "";
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (float mean in new[] { 0.5f, 1e4f })
        {
            var network = (Network)Activator.CreateInstance(type, 0UL)!;
            Fill(network, mean);
            StaticNet.Predictor predictor = network.ToPredictor();
            SafetensorsFile file = SafetensorsFile.Parse(PretrainedNetworks.SavePredictor(predictor, options: null), declaration);
            version = file.Metadata["staticnet.packed"];
            Add(predictor.SubtractsInputCenter ? 1 : 0);
            foreach (float weight in file["__packed__"].ToArray<float>())
            {
                // How the last bits are rounded is no matter of the layout.
                Add((BitConverter.SingleToInt32Bits(weight) + (1 << 11)) >> 12);
            }
        }

        Assert.True(
            hash.ToString("x16", CultureInfo.InvariantCulture) == expected && version == Version,
            $"{declaration}: its predictor's weights are {hash:x16} in layout {version}; known are {expected} in layout {Version}. What is folded or "
            + "packed, or where it lies, has changed: raise PackedLayout.Version, so that files of predictors that were saved before are refused, and then "
            + "write both into this test.");

        void Add(int value) => hash = unchecked((hash ^ (uint)value) * 0x0000_0100_0000_01B3);
    }

    [Theory]
    [InlineData("Kernel")]
    [InlineData("Bias")]
    [InlineData("Steps")]
    [InlineData("InputCenterLow")]
    [InlineData("Scale")]
    [InlineData("Offset")]
    [InlineData("Gamma")]
    [InlineData("Slope")]
    public void Each_kind_of_weight_is_in_one_of_the_networks(string kind) => Assert.Contains(
        _assembly.Value.GetTypes().Where(static type => type.Name == "Offsets").SelectMany(static type => type.GetFields()),
        constant => constant.Name.EndsWith(kind, StringComparison.Ordinal));

    /// <summary>Values that are the same on every machine, unlike those that are drawn.</summary>
    private static void Fill(Network network, float mean)
    {
        int count = 0;
        foreach (ParameterView tensor in network.Parameters.Concat(network.Statistics))
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                float value = ((count++ * 389 % 1009) + 1) / 1009f;
                tensor[i] = tensor.Name.Split('.')[^1] switch
                {
                    "center" or "moving_mean" => mean * (1 + value),
                    "center_low" => 0,
                    "moving_variance" or "scale" or "gamma" => value + 0.5f,
                    _ => value - 0.5f,
                };
            }
        }
    }
}
