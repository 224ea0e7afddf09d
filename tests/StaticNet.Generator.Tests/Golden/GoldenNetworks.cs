namespace StaticNet.Generator.Tests.Golden;

/// <summary>The networks of all cases.</summary>
public sealed class GoldenNetworks
{
    private readonly CompiledNetworks _networks = new((GoldenSet.Default?.Cases ?? []).SelectMany(DeclarationsOf));

    /// <summary>Why the networks could not be compiled together, or null.</summary>
    public string? Problem => _networks.Problem;

    /// <summary>A new instance of the network with these attributes.</summary>
    internal Network Create(string declaration, ulong seed = 0) => _networks.Create(declaration, seed);

    private static IEnumerable<string> DeclarationsOf(GoldenCase goldenCase)
    {
        try
        {
            return LayerPrinter.Missing(goldenCase).Count == 0 ? [.. GoldenCheck.Of(goldenCase).Declarations] : [];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The case's own test meets the same exception and reports it.
            return [];
        }
    }
}
