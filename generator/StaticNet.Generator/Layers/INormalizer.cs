using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>A layer that acts on raw input, fixed or fitted once: it may stand before a fitted normaliser, which is fitted to what it gives.</summary>
internal interface INormalizer
{
    /// <summary>Expression of the library's <c>Normalizer</c>, by which the library knows what to fit or to go through.</summary>
    string Normalizer(Shape input);
}
