using System.Text.Json;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>A case of the index, and its tensors once they are asked for.</summary>
internal sealed class GoldenCase
{
    private readonly Lazy<SafetensorsFile> _tensors;

    public GoldenCase(string folder, JsonElement json)
    {
        Json = json;
        Id = json.GetProperty("id").GetString()!;
        Kind = json.GetProperty("kind").GetString()!;
        Layers = json.TryGetProperty("layers", out JsonElement layers) ? [.. layers.EnumerateArray()] : [];
        Tolerance = new Tolerance(json);
        _tensors = new Lazy<SafetensorsFile>(() => SafetensorsFile.Read(Path.Combine(folder, json.GetProperty("file").GetString()!)));
    }

    public string Id { get; }

    public string Kind { get; }

    public JsonElement Json { get; }

    public IReadOnlyList<JsonElement> Layers { get; }

    public Tolerance Tolerance { get; }

    public IEnumerable<string> TensorNames => _tensors.Value.Tensors.Select(static tensor => tensor.Name);

    public JsonElement? Loss => Json.TryGetProperty("loss", out JsonElement loss) ? loss : null;

    /// <summary>Shape of a sample of <c>x</c>, which has <paramref name="leading"/> axes before it.</summary>
    public int[] SampleShape(int leading = 1) => Shape("x")[leading..];

    public bool Has(string name) => _tensors.Value.TryGetTensor(name, out _);

    public bool HasAny(string prefix) => TensorNames.Any(name => name.StartsWith(prefix, StringComparison.Ordinal));

    public int[] Shape(string name) => Array.ConvertAll(_tensors.Value[name].Shape.ToArray(), checked(static size => (int)size));

    public float[] Floats(string name) => _tensors.Value[name].ToArray<float>();

    public double[] Doubles(string name) => _tensors.Value[name].ToArray<double>();

    public int[] Integers(string name) => Array.ConvertAll(_tensors.Value[name].ToArray<long>(), checked(static value => (int)value));

    /// <summary>One entry along a tensor's first axis, such as a step's batch.</summary>
    public T[] Entry<T>(string name, int index)
        where T : unmanaged
    {
        T[] all = _tensors.Value[name].ToArray<T>();
        int size = all.Length / Shape(name)[0];
        return all.AsSpan(index * size, size).ToArray();
    }

    public override string ToString() => Id;
}
