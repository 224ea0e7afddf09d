using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.CodeFixes.Editing;

/// <summary>Which kinds of layers are activations, as the generator's own catalogue has it.</summary>
internal static class Activations
{
    public static bool Contains(string kind)
    {
        var declaration = new LayerDeclaration(kind, EquatableArray<Argument>.Empty, IsReadable: true);
        return LayerCatalog.Contains(kind) && LayerCatalog.Create(declaration, new Reporter()) is (ActivationLayer and not RescaleLayer) or PReluLayer;
    }
}
