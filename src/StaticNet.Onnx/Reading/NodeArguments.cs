using StaticNet.Onnx.Schema;
using Attribute = StaticNet.Onnx.Schema.Attribute;

namespace StaticNet.Onnx.Reading;

/// <summary>Attributes of a node by name, with the operator's defaults.</summary>
internal static class NodeArguments
{
    public static double Number(this Node node, string name, double otherwise) =>
        Find(node, name) is { } attribute ? attribute.HasF ? attribute.F : throw Mistyped(node, name, "a number") : otherwise;

    public static long Integer(this Node node, string name, long otherwise) =>
        Find(node, name) is { } attribute ? attribute.HasI ? attribute.I : throw Mistyped(node, name, "an integer") : otherwise;

    public static long[]? Integers(this Node node, string name) => Find(node, name) is { } attribute ? [.. attribute.Ints] : null;

    public static bool Has(this Node node, string name) => Find(node, name) is not null;

    public static Attribute? Find(this Node node, string name) => node.Attribute.FirstOrDefault(attribute => attribute.Name == name);

    private static InvalidDataException Mistyped(Node node, string name, string expected) =>
        new($"{Names.Of(node)}: expected {expected} as its attribute {name}.");
}
