using StaticNet.Importing;
using StaticNet.Tool.Files;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Networks;

/// <summary>A file with its network, compiled and filled.</summary>
/// <param name="File">The file.</param>
/// <param name="Declaration">What the network was compiled from.</param>
/// <param name="Network">The network.</param>
internal sealed record OpenedNetwork(NetworkFile File, Declaration Declaration, Network Network)
{
    private const string Advice = "Name the C# file that declares the network by --declaration.";

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="declarationFile">A C# file that declares the network; null if the file itself says what it is.</param>
    /// <param name="className">Which network of that file.</param>
    /// <param name="terminal">Shows progress.</param>
    public static OpenedNetwork Open(string path, string? declarationFile, string? className, ToolTerminal terminal)
    {
        NetworkFile file = terminal.While($"Reading {path}", () => FileReader.Read(path));
        return Open(file, declarationFile, className, terminal);
    }

    /// <summary>Opens a file that has been read.</summary>
    public static OpenedNetwork Open(NetworkFile file, string? declarationFile, string? className, ToolTerminal terminal) => Open(
        file,
        declarationFile is not null ? Declaration.Read(declarationFile, className)
            : Find(file) ?? throw new ToolException($"'{file.Path}' holds weights, but does not say of which network.", Advice),
        terminal);

    /// <summary>Opens a file of a network that is known.</summary>
    public static OpenedNetwork Open(NetworkFile file, Declaration declaration, ToolTerminal terminal)
    {
        if (file.IsPacked)
        {
            throw new ToolException(PackedFile.Refusal(file.Path));
        }

        CompiledNetwork compiled = terminal.While("Compiling the network", () => NetworkCompiler.Compile(declaration));
        CheckSize(file, compiled.Layout);
        Network network = compiled.Create();
        terminal.While("Loading the weights", () =>
        {
            Fill(network, file);
            return 0;
        });
        return new OpenedNetwork(file, declaration, network);
    }

    /// <summary>The declaration that a file holds itself, or null.</summary>
    public static Declaration? Find(NetworkFile file) => file switch
    {
        { Own: { } own } => own.Metadata.TryGetValue(NetworkFiles.DeclarationKey, out string? text)
            ? Declaration.Parse(text, $"The declaration in '{file.Path}'").Named(own.Metadata.GetValueOrDefault("staticnet.network"))
            : null,
        { Foreign: { IsComplete: true } foreign } => Declaration.Of(foreign).Named(Path.GetFileNameWithoutExtension(file.Path)),
        _ => null,
    };

    /// <summary>A file that says it is of a network much larger than itself must not cost that network's memory.</summary>
    private static void CheckSize(NetworkFile file, NetworkLayout layout)
    {
        long expected = layout.Parameters.Concat(layout.Statistics).Sum(static tensor => (long)tensor.Count);
        long found = file.Tensors.Sum(static tensor => (long)tensor.Values.Length);
        if (file.Own is not null && expected != found)
        {
            throw new ToolException($"'{file.Path}' holds {found} values; the network declared has {expected}.", Advice);
        }
    }

    private static void Fill(Network network, NetworkFile file)
    {
        if (file.Foreign is { } foreign)
        {
            Import.Into(network, foreign);
            return;
        }

        // Test vectors are not the network's.
        SafetensorsFile own = file.Own!;
        NetworkFiles.Load(network, new SafetensorsFile(
            own.Source,
            [.. own.Tensors.Where(static tensor => !tensor.Name.StartsWith(FileReader.SelfTestPrefix, StringComparison.Ordinal))],
            own.Metadata));
    }
}
