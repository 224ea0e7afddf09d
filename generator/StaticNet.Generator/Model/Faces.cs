using StaticNet.Generator.Layers;

namespace StaticNet.Generator.Model;

/// <summary>What a predictor takes and gives beside floats and numbers of classes, where the user has said it.</summary>
/// <param name="Classes">What the outputs stand for.</param>
/// <param name="Row">What a sample is.</param>
/// <param name="Bytes">Whether samples may come as bytes.</param>
internal sealed record Faces(ClassEnum? Classes, RowType? Row, bool Bytes)
{
    public static Faces Of(NetworkModel network) =>
        new(network.Classes, ((InputLayer)network.Nodes[0].Layer).Row, ((InputLayer)network.Nodes[0].Layer).Bytes);

    /// <summary>Those whose types generated code can name, whether the network is one or not: what an invalid network's surface has.</summary>
    public static Faces Declared(NetworkDeclaration declaration)
    {
        Argument[] arguments = [.. declaration.Attributes.Where(static attribute => attribute.IsReadable).SelectMany(static attribute => attribute.Arguments)];
        return new Faces(
            arguments.Select(static argument => argument.Value).OfType<ClassEnum>().FirstOrDefault(static classes => classes.IsUsable),
            arguments.Select(static argument => argument.Value).OfType<RowType>().FirstOrDefault(static row => row.IsUsable),
            arguments.Any(static argument => argument is { Name: "Bytes", Value: true }));
    }
}
