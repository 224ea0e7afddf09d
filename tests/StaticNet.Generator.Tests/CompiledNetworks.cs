using System.Globalization;
using System.Reflection;

namespace StaticNet.Generator.Tests;

/// <summary>
/// Networks compiled together, since that is much faster than one by one. If that fails, each is compiled when it is asked for, so that one
/// bad network spoils its own tests alone.
/// </summary>
internal sealed class CompiledNetworks
{
    private readonly Dictionary<string, Func<Type>> _types = [];

    /// <summary>Compiles networks, each given by its attributes.</summary>
    public CompiledNetworks(IEnumerable<string> declarations)
    {
        string[] distinct = [.. declarations.Distinct()];
        string[] files = [.. distinct.Select(Source)];
        Assembly? all = Compile(files);
        for (int i = 0; i < files.Length; i++)
        {
            string file = files[i];
            string name = Name(i);
            var type = new Lazy<Type>(() => (all ?? CompilerHarness.Load(file)).GetType(name, throwOnError: true)!);
            _types[distinct[i]] = () => type.Value;
        }
    }

    /// <summary>Why the networks could not be compiled together, or null.</summary>
    public string? Problem { get; private set; }

    /// <summary>A new instance of the network with these attributes.</summary>
    public Network Create(string declaration, ulong seed = 0) => (Network)Activator.CreateInstance(_types[declaration](), seed)!;

    private Assembly? Compile(string[] files)
    {
        try
        {
            return files.Length == 0 ? null : CompilerHarness.Load(files);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Problem = exception.Message;
            return null;
        }
    }

    private static string Source(string declaration, int index) =>
        $"using StaticNet;\n\n{declaration}\npublic sealed partial class {Name(index)};\n";

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"Net{index}");
}
