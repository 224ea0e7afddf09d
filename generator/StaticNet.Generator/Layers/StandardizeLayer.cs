namespace StaticNet.Generator.Layers;

/// <summary>Mean 0 and deviation 1 for each column.</summary>
internal sealed record StandardizeLayer() : NormalizerLayer(0, 0)
{
    public override string Kind => "Standardize";
}
