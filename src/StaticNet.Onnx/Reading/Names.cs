using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Reading;

/// <summary>How messages name what files hold.</summary>
internal static class Names
{
    private const int Longest = 100;

    public static string Shorten(string name) => name.Length <= Longest ? name : $"{name[..Longest]}...";

    /// <summary>A node by its name and operator, or, if it has no name, by its value's.</summary>
    public static string Of(Node node)
    {
        string op = node.Domain is "" or "ai.onnx" ? node.OpType : $"{node.Domain}.{node.OpType}";
        return $"node '{Shorten(Name(node))}' ({Shorten(op)})";
    }

    /// <summary>The node's name, or its value's.</summary>
    public static string Name(Node node) => node.Name.Length > 0 ? node.Name : node.Output.FirstOrDefault() ?? "";
}
