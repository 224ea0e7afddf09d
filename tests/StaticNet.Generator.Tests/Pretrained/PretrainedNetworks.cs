using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using StaticNet.Generator.Tests.Networks;
using StaticNet.Tests;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>Networks with their weights in one assembly, each with the network that the weights were saved from.</summary>
internal sealed class PretrainedNetworks
{
    private readonly Assembly _assembly;
    private readonly Dictionary<string, Network> _saved = [];
    private readonly Dictionary<string, string> _names = [];

    /// <param name="isConstant">Whether the compiler is told the values; else they are folded at run time.</param>
    /// <param name="cases">Names of architectures, and how far their inputs lie from zero.</param>
    /// <param name="isPacked">Whether the files are those of predictors.</param>
    public PretrainedNetworks(bool isConstant, IEnumerable<(string Name, double Offset)> cases, bool isPacked = false)
    {
        var sources = new List<string>();
        var texts = new List<AdditionalText>();
        var resources = new List<ResourceDescription>();
        foreach ((string name, double offset) in cases)
        {
            string type = string.Create(CultureInfo.InvariantCulture, $"Net{sources.Count}");
            Network network = Architectures.Create(name, offset);
            byte[] file = isPacked ? SavePredictor(network) : Save(network, type);
            sources.Add(
                $"using StaticNet;\n\n{Architectures.DeclarationOf(name)}\npublic sealed partial class {type};\n\n"
                + $"[Pretrained(\"{type}.safetensors\")] partial class {type};\n");
            WeightText text = WeightText.Of($"{type}.safetensors", file);
            texts.Add(isConstant ? text : text.WithoutBits());
            resources.Add(new ResourceDescription($"StaticNet.Weights/{type}.safetensors", () => new MemoryStream(file), isPublic: true));
            _saved.Add(Key(name, offset), network);
            _names.Add(Key(name, offset), type);
        }

        Result = CompilerHarness.Run(CompilerHarness.Compilation([.. sources]), [.. texts]);
        _assembly = CompilerHarness.Load(Result, resources);
    }

    /// <summary>What the generator made of them.</summary>
    public GeneratorResult Result { get; }

    public Network Saved(string name, double offset = 0) => _saved[Key(name, offset)];

    /// <summary>What <c>Net.Pretrained</c> gives.</summary>
    public StaticNet.Predictor Pretrained(string name, double offset = 0) =>
        (StaticNet.Predictor)_assembly.GetType(_names[Key(name, offset)], throwOnError: true)!.GetProperty("Pretrained")!.GetValue(null)!;

    /// <summary>The generated file of the predictor.</summary>
    public string Code(string name, double offset = 0) => Result.Files[$"{_names[Key(name, offset)]}/{_names[Key(name, offset)]}.Pretrained.g.cs"];

    /// <summary>The file of a network, with a test vector of three samples.</summary>
    public static byte[] Save(Network network, string type)
    {
        using var folder = new TemporaryFolder(inMemory: true);
        string path = folder.File($"{type}.safetensors");
        network.Save(path, new SaveOptions { SelfTest = Architectures.Input(network, rows: 3) });
        return File.ReadAllBytes(path);
    }

    /// <summary>The file of a network's predictor, with the same test vector.</summary>
    public static byte[] SavePredictor(Network network) =>
        SavePredictor(network.ToPredictor(), new SaveOptions { SelfTest = Architectures.Input(network, rows: 3) });

    /// <summary>The file of a predictor.</summary>
    public static byte[] SavePredictor(StaticNet.Predictor predictor, SaveOptions? options)
    {
        using var folder = new TemporaryFolder(inMemory: true);
        string path = folder.File("predictor.safetensors");
        predictor.Save(path, options);
        return File.ReadAllBytes(path);
    }

    private static string Key(string name, double offset) => string.Create(CultureInfo.InvariantCulture, $"{name} {offset}");
}
