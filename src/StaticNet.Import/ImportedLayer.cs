namespace StaticNet.Importing;

/// <summary>What was taken from where.</summary>
/// <param name="Foreign">Name of the layer in the file.</param>
/// <param name="Layer">Name of the layer that took its weights, such as <c>dense1</c>.</param>
public sealed record ImportedLayer(string Foreign, string Layer);
