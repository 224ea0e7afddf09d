namespace StaticNet.Tool;

/// <summary>What keeps a command from being carried out, and what to do next.</summary>
internal sealed class ToolException(string message, string? advice = null) : Exception(advice is null ? message : $"{message}\n{advice}");
