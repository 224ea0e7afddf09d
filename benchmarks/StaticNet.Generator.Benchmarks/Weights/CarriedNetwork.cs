using System.Globalization;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using StaticNet.Build;

namespace StaticNet.Generator.Benchmarks.Weights;

/// <summary>A network that carries its weights, as constants or as a resource.</summary>
/// <param name="Width">Units of its first layer.</param>
/// <param name="AsConstants">Whether the compiler folds and packs the weights.</param>
internal sealed record CarriedNetwork(int Width, bool AsConstants)
{
    private const int Inputs = 16;
    private const int Classes = 8;

    /// <summary>The network's name, and the file's.</summary>
    public string Name => string.Create(CultureInfo.InvariantCulture, $"{(AsConstants ? "Constants" : "Resource")}{Parameters}");

    public int Parameters => (Width * (Inputs + 1)) + (Classes * (Width + 1));

    /// <summary>What the file is called in the assembly.</summary>
    public string ResourceName => WeightManifest.ResourcePrefix + File;

    private string File => Name + ".safetensors";

    private string Declaration => string.Create(CultureInfo.InvariantCulture, $$"""
        using StaticNet;

        [Input({{Inputs}})]
        [Dense({{Width}}), Relu]
        [Dense({{Classes}}), Softmax]
        public sealed partial class {{Name}};

        """);

    /// <summary>Saves drawn weights and returns the file.</summary>
    public string Save(string folder)
    {
        using var image = new MemoryStream();
        Emit(Compilation(Declaration), [], image);
        Type type = Assembly.Load(image.ToArray()).GetType(Name)!;
        var network = (Network)Activator.CreateInstance(
            type, BindingFlags.CreateInstance | BindingFlags.OptionalParamBinding, null, [], CultureInfo.InvariantCulture)!;
        string path = Path.Combine(folder, File);
        network.Save(path);
        return path;
    }

    /// <summary>Milliseconds from sources that nothing has looked at yet to an assembly.</summary>
    public double Compile(string path)
    {
        CSharpCompilation compilation = Compilation(Carrying);
        AdditionalText[] manifest = [Manifest(path)];
        return Times.Of(() =>
        {
            using var image = new MemoryStream();
            Emit(compilation, manifest, image, new ResourceDescription(ResourceName, () => System.IO.File.OpenRead(path), isPublic: true));
        });
    }

    /// <summary>The declaration and what the generator makes of it, by the names of files.</summary>
    public Dictionary<string, string> Sources(string path)
    {
        CSharpCompilation compilation = Compilation(Carrying);
        GeneratorDriverRunResult run = Driver([Manifest(path)]).RunGenerators(compilation).GetRunResult();
        return run.Results[0].GeneratedSources.ToDictionary(static source => Path.GetFileName(source.HintName), static source => source.SourceText.ToString())
            .Append(new KeyValuePair<string, string>(Name + ".cs", Carrying)).ToDictionary();
    }

    private string Carrying => $"{Declaration}\n[Pretrained(\"{File}\")] partial class {Name};\n";

    private ManifestText Manifest(string path) => new(
        Name, WeightManifest.Describe(File, path, WeightManifest.Stamp(new FileInfo(path).Length, 0), AsConstants ? int.MaxValue : 0));

    private static CSharpCompilation Compilation(string source) => CSharpCompilation.Create(
        "Carried",
        [CSharpSyntaxTree.ParseText(source, TypedProject.ParseOptions, "Net.cs")],
        TypedProject.References(),
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));

    private static CSharpGeneratorDriver Driver(AdditionalText[] manifest) =>
        CSharpGeneratorDriver.Create([new NetworkGenerator().AsSourceGenerator()], manifest, TypedProject.ParseOptions);

    private static void Emit(CSharpCompilation compilation, AdditionalText[] manifest, Stream image, params ResourceDescription[] resources)
    {
        _ = Driver(manifest).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        if (output.Emit(image, manifestResources: resources) is { Success: false } result)
        {
            throw new InvalidOperationException($"The network was meant to be sound: {result.Diagnostics[0]}");
        }
    }
}
