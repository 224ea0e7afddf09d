using System.CommandLine;

namespace StaticNet.Tool.Networks;

/// <summary>The options that say what network a file is of.</summary>
internal static class DeclarationOptions
{
    public static Option<string?> File() => new("--declaration", "-d")
    {
        HelpName = "FILE.cs",
        Description = "C# file that declares the network; needed where the weights' file does not say what it is.",
    };

    public static Option<string?> Class() => new("--class")
    {
        HelpName = "NAME",
        Description = "Which network of that file, where it declares several.",
    };

    public static Option<bool> Json() => new("--json") { Description = "Write JSON, for scripts." };
}
