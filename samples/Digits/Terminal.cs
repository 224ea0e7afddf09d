using Spectre.Console;

namespace Digits;

/// <summary>Where output goes.</summary>
internal static class Terminal
{
    /// <summary>Whether text can be redrawn and coloured. Elsewhere, such as in a file, only plain text is written.</summary>
    public static bool IsLive { get; } = AnsiConsole.Profile.Capabilities.Ansi && !Console.IsOutputRedirected;

    /// <summary>Tables in colour, or plain.</summary>
    public static IAnsiConsole Output { get; } = IsLive
        ? AnsiConsole.Console
        : AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
}
