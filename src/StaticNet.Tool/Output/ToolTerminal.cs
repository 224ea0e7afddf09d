using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace StaticNet.Tool.Output;

/// <summary>Where results, progress and errors go.</summary>
internal sealed class ToolTerminal
{
    private const int WidthOfFiles = 200;

    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly TextWriter _output;
    private readonly IAnsiConsole _console;
    private readonly IAnsiConsole _progress;

    public ToolTerminal(TextWriter output, TextWriter error)
    {
        _output = output;
        _console = Console(output);
        _progress = Console(error);
    }

    /// <summary>Writes a line as it is.</summary>
    public void Line(string text = "") => _output.WriteLine(text);

    /// <summary>Writes a table.</summary>
    public void Write(IRenderable renderable) => _console.Write(renderable);

    /// <summary>Writes what scripts read.</summary>
    public void Json(JsonObject result) => _output.WriteLine(result.ToJsonString(_json));

    /// <summary>Does what takes a while, and says so where somebody looks on.</summary>
    public T While<T>(string what, Func<T> work) =>
        _progress.Profile.Out.IsTerminal ? _progress.Status().Start(Markup.Escape(what), _ => work()) : work();

    /// <summary>A table of the tool's look; columns that begin with <c>&gt;</c> are set to the right.</summary>
    public static Table Table(params string[] columns)
    {
        Table table = new Table().Border(TableBorder.Simple);
        foreach (string column in columns)
        {
            bool isRight = column.StartsWith('>');
            var drawn = new TableColumn(Markup.Escape(isRight ? column[1..] : column)) { NoWrap = true };
            table.AddColumn(isRight ? drawn.RightAligned() : drawn);
        }

        return table;
    }

    /// <summary>Adds a row of plain texts.</summary>
    public static void Row(Table table, params string[] cells) => table.AddRow([.. cells.Select(Markup.Escape)]);

    private static IAnsiConsole Console(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (!console.Profile.Out.IsTerminal)
        {
            console.Profile.Width = WidthOfFiles;
        }

        return console;
    }
}
