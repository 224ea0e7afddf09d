using System.Text.Json.Nodes;

namespace StaticNet.Tool.Tests;

/// <summary>What a command did.</summary>
internal sealed record ToolRun(int Code, string Output, string Error)
{
    public JsonNode Json => JsonNode.Parse(Output)!;

    public static ToolRun Of(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = StaticNetCommand.Run(arguments, output, error);
        return new ToolRun(code, output.ToString(), error.ToString());
    }
}
