using System.CommandLine;
using StaticNet.Tool.Commands;
using StaticNet.Tool.Output;

namespace StaticNet.Tool;

/// <summary>The command <c>staticnet</c>: parses, runs, and turns what goes wrong into one message and an exit code.</summary>
internal static class StaticNetCommand
{
    /// <summary>Runs the tool.</summary>
    /// <param name="arguments">What was typed after <c>staticnet</c>.</param>
    /// <param name="output">Takes what was asked for.</param>
    /// <param name="error">Takes progress and errors.</param>
    /// <returns>The exit code.</returns>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        var root = new RootCommand(
            "Inspects, imports, exports, folds, compares, measures and checks files of neural networks. "
            + "Exit codes: 0 done; 1 done, and files differ, a self-test fails or values are not finite; 2 wrong command line; 3 a file cannot be used.");
        var terminal = new ToolTerminal(output, error);
        foreach (Command command in new[]
        {
            InspectCommand.Create(terminal), ImportCommand.Create(terminal), ExportCommand.Create(terminal), FoldCommand.Create(terminal),
            CompareCommand.Create(terminal), BenchCommand.Create(terminal), CheckCommand.Create(terminal), CompletionCommand.Create(terminal),
        })
        {
            root.Subcommands.Add(command);
        }

        ParseResult parsed = root.Parse(arguments);
        bool isSuggesting = arguments is [var first, ..] && first.StartsWith("[suggest", StringComparison.Ordinal);
        if (parsed.Errors.Count > 0 && !isSuggesting)
        {
            bool isUnknown = parsed.CommandResult.Command == root && parsed.UnmatchedTokens.Count > 0;
            error.WriteLine($"staticnet: {(isUnknown ? $"There is no command '{parsed.UnmatchedTokens[0]}'." : parsed.Errors[0].Message)}");
            error.WriteLine(
                $"'staticnet {(parsed.CommandResult.Command == root ? "" : parsed.CommandResult.Command.Name + " ")}--help' shows what can be given.");
            return ExitCode.Usage;
        }

        // Help calls the tool by the name of its assembly, which is not what is typed.
        using var help = new StringWriter();
        bool isHelp = arguments.Any(static argument => argument is "--help" or "-h" or "-?");
        try
        {
            int code = parsed.Invoke(new InvocationConfiguration
            {
                EnableDefaultExceptionHandler = false,
                Output = isHelp ? help : output,
                Error = error,
            });
            output.Write(help.ToString().Replace(RootCommand.ExecutableName, "staticnet", StringComparison.Ordinal));
            return code;
        }
        catch (Exception exception) when (exception is ToolException or IOException or UnauthorizedAccessException or InvalidDataException
            or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            // What a parameter is called in the library says nothing on a command line.
            string suffix = exception is ArgumentException { ParamName: { } parameter } ? $" (Parameter '{parameter}')" : "";
            error.WriteLine($"staticnet: {(suffix.Length > 0 ? exception.Message.Replace(suffix, "", StringComparison.Ordinal) : exception.Message)}");
            return ExitCode.File;
        }
    }
}
