using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace StaticNet.Generator.Tests.Diagnostics;

/// <summary>The file of weights that a page's example names: whether the project lists it, and what it holds.</summary>
/// <param name="IsListed">Whether the project lists it.</param>
/// <param name="Content">Its bytes; null where it does not exist.</param>
internal sealed record RuleWeights(bool IsListed, byte[]? Content)
{
    /// <summary>As all pages call it.</summary>
    public const string Name = "flowers.safetensors";

    /// <summary>The architecture's hash of the network that all pages declare.</summary>
    private const string Architecture = "416ce2fac8e9c03b";

    public static RuleWeights OfBroken(string rule) => rule switch
    {
        "SN0502" => new RuleWeights(IsListed: true, null),
        "SN0503" or "SN0505" => new RuleWeights(IsListed: true, File(first: 0.5f)),
        "SN0504" => new RuleWeights(IsListed: true, File(first: float.NaN)),
        _ => new RuleWeights(IsListed: false, null),
    };

    public static RuleWeights OfFixed(string rule) => new(IsListed: IsOfWeights(rule), File(first: 0.5f));

    /// <summary>Whether a rule's page is about weights.</summary>
    public static bool IsOfWeights(string rule) => rule.StartsWith("SN05", StringComparison.Ordinal);

    /// <summary>A file for <c>[Input(4)] [Dense(8), Relu] [Dense(3), Softmax]</c>, whose weights are all 0 but the first.</summary>
    private static byte[] File(float first)
    {
        (string Name, int[] Shape)[] tensors = [("dense1.kernel", [4, 8]), ("dense1.bias", [8]), ("dense2.kernel", [8, 3]), ("dense2.bias", [3])];
        var header = new StringBuilder(
            $"{{\"__metadata__\":{{\"staticnet.architecture\":\"{Architecture}\",\"staticnet.network\":\"FlowerNet\",\"staticnet.version\":\"1\"}}");
        int end = 0;
        foreach ((string name, int[] shape) in tensors)
        {
            int begin = end;
            end += sizeof(float) * shape.Aggregate(1, static (product, length) => product * length);
            header.Append(CultureInfo.InvariantCulture, $",\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(",", shape)}],\"data_offsets\":[{begin},{end}]}}");
        }

        header.Append('}');
        header.Append(' ', (8 - (header.Length % 8)) % 8);
        var values = new float[end / sizeof(float)];
        values[0] = first;
        return [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header.ToString()), .. MemoryMarshal.AsBytes<float>(values)];
    }
}
