using System.Text.RegularExpressions;

namespace TrainingWalk;

/// <summary>
/// A document with a block for each step: between <c>&lt;!-- S01Digits --&gt;</c> and <c>&lt;!-- end --&gt;</c> stand its code and what it prints.
/// Everything else is written by hand and left as it is.
/// </summary>
internal static partial class Notebook
{
    /// <summary>Runs all steps and writes their code and output into the document.</summary>
    public static void Write(string path) => File.WriteAllText(path, Rewritten(Read(path)));

    /// <summary>Where the document first differs from the steps' code or output; null if nowhere.</summary>
    public static string? FirstDifference(string path)
    {
        string[] found = Read(path).Split('\n');
        string[] expected = Rewritten(string.Join('\n', found)).Split('\n');
        for (int i = 0; i < Math.Max(found.Length, expected.Length); i++)
        {
            string here = i < found.Length ? found[i] : "(the end)";
            string there = i < expected.Length ? expected[i] : "(the end)";
            if (here != there)
            {
                return $"{path}, line {i + 1}: the document has\n  {here}\nand the program\n  {there}\n--document {path} rewrites it.";
            }
        }

        return null;
    }

    private static string Rewritten(string document)
    {
        string[] blocks = [.. Block().Matches(document).Select(static match => match.Groups["name"].Value)];
        string[] steps = [.. Walk.Steps.Select(static step => step.Name)];
        if (!blocks.SequenceEqual(steps))
        {
            throw new InvalidDataException($"The document has blocks for {string.Join(", ", blocks)}; expected {string.Join(", ", steps)}.");
        }

        Dictionary<string, string> texts = Walk.Steps.ToDictionary(static step => step.Name, static step => Text(step));
        return Block().Replace(document, match => $"<!-- {match.Groups["name"].Value} -->\n{texts[match.Groups["name"].Value]}\n<!-- end -->");
    }

    private static string Read(string path) => File.ReadAllText(path).ReplaceLineEndings("\n");

    private static string Text(Step step) => $"```csharp\n{step.Code()}\n```\n\n```text\n{Walk.Run(step)}\n```";

    [GeneratedRegex("<!-- (?<name>S[0-9]{2}[A-Za-z]+) -->\n.*?<!-- end -->", RegexOptions.Singleline)]
    private static partial Regex Block();
}
