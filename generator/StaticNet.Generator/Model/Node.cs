using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Model;

/// <summary>A layer in its place: named, with the shapes that flow in and out.</summary>
/// <param name="Index">Position in the network; 0 is the input.</param>
/// <param name="Layer">What it computes.</param>
/// <param name="Name">Name in files and messages.</param>
/// <param name="Identifier">The name as part of a C# identifier, such as <c>BatchNorm1</c>; unique in the network.</param>
/// <param name="Inputs">Indices of the nodes it reads, each once: none for the input, several for a merge, whose first is the one above.</param>
/// <param name="Input">Shape of a sample of the first of them.</param>
/// <param name="Output">Shape of a sample it gives.</param>
internal sealed record Node(
    int Index, Layer Layer, string Name, string Identifier, EquatableArray<int> Inputs, Shape Input, Shape Output)
{
    /// <summary>The name of the layer it reads where that is not the one above; else empty.</summary>
    public string From { get; init; } = "";

    /// <summary>The layer as tables name it: <c>Dense 64</c>, or <c>Dense 64 from x</c>.</summary>
    public string Label => From.Length == 0 ? Layer.Title : $"{Layer.Title} from {From}";

    /// <summary>Trained values.</summary>
    public int ParameterCount => Layer.Parameters(Input).Sum(static tensor => tensor.Count);

    /// <summary>How messages name the layer: <c>Layer 3, Dense 64</c>.</summary>
    public string Subject => Reporter.SubjectOf(Index, Layer.Title);

    /// <summary>The same within a sentence: <c>layer 3, Dense 64</c>.</summary>
    public string Mention => Reporter.Mentioned(Subject);

    /// <summary>A layer that moves nothing: a Flatten of a shape whose rows are samples already.</summary>
    public bool IsIdentity => Layer is FlattenLayer && Input.Positions == 1;
}
