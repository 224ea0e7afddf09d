namespace StaticNet.Importing;

/// <summary>A layer of a foreign file in StaticNet's terms.</summary>
/// <param name="Kind">Name of StaticNet's attribute, such as <c>Dense</c>, <c>BatchNorm</c>, <c>Relu</c>, <c>Flatten</c>.</param>
/// <param name="Name">Name in the file, for messages and for <c>Name</c> of a written declaration.</param>
/// <param name="Settings">
/// Arguments under the names of the attribute's (<c>units</c>, <c>bias</c>, <c>axis</c>, <c>epsilon</c>, <c>momentum</c>, <c>rate</c>, ...):
/// <see cref="bool"/>, <see cref="int"/>, <see cref="double"/> or, for an enum, the name of its value as <see cref="string"/>.
/// What equals the attribute's default may be left out.
/// </param>
/// <param name="Tensors">
/// Weights in StaticNet's layout under its names: <c>kernel</c> <c>[in, out]</c>, <c>bias</c>, <c>gamma</c>, <c>beta</c>,
/// <c>moving_mean</c>, <c>moving_variance</c>, ...; empty if the file holds none.
/// </param>
public sealed record ForeignLayer(
    string Kind, string Name, IReadOnlyDictionary<string, object> Settings, IReadOnlyList<ForeignTensor> Tensors);
