namespace StaticNet.PackageTests;

/// <summary>The tutorial: its text, with the blocks of code and of messages in it.</summary>
internal sealed class Tutorial
{
    private readonly List<Block> _blocks = [];
    private readonly List<string> _lines;

    private Tutorial(IEnumerable<string> lines)
    {
        _lines = [.. lines];
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_lines[i].StartsWith("```", StringComparison.Ordinal))
            {
                int end = _lines.IndexOf("```", i + 1);
                _blocks.Add(new Block(_lines[i][3..], i + 1, string.Join("\n", _lines.GetRange(i + 1, end - i - 1))));
                i = end;
            }
        }
    }

    public static string Path { get; } = RepositoryFolder.Path("docs", "tutorial.md");

    /// <summary>All blocks, in order.</summary>
    public IReadOnlyList<Block> Blocks => _blocks;

    /// <summary>How many blocks belong to the walk; the others show the repair.</summary>
    public int Walk => _blocks.Count(block => block.Line < _lines.FindIndex(static line => line.StartsWith("## A repair", StringComparison.Ordinal)));

    public static Tutorial Read() => new(File.ReadAllLines(Path));

    /// <summary>The text with other contents in its blocks.</summary>
    public string With(IReadOnlyList<string> contents)
    {
        var lines = new List<string>(_lines);
        for (int i = _blocks.Count - 1; i >= 0; i--)
        {
            lines.RemoveRange(_blocks[i].Line, _blocks[i].Text.Length == 0 ? 0 : _blocks[i].Text.Split('\n').Length);
            lines.InsertRange(_blocks[i].Line, contents[i].Split('\n'));
        }

        return string.Concat(lines.Select(static line => line + "\n"));
    }

    /// <summary>A block between fences.</summary>
    /// <param name="Language"><c>csharp</c>, or <c>text</c> for what the compiler says.</param>
    /// <param name="Line">Where its text begins.</param>
    /// <param name="Text">Its lines.</param>
    internal sealed record Block(string Language, int Line, string Text)
    {
        /// <summary>The file's name, from the comment that every block of code opens with.</summary>
        public string File => Text.Split('\n')[0].Split(' ')[1];
    }
}
