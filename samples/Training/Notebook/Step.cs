using System.Reflection;

namespace TrainingWalk;

/// <summary>A step of the walk: a file of <c>Steps</c>, whose code is shown and run.</summary>
/// <param name="Name">Of the file and of its method, such as <c>S01Digits</c>.</param>
/// <param name="Run">The method.</param>
internal sealed record Step(string Name, Action Run)
{
    /// <summary>
    /// What a reader sees of the file: the types above <see cref="Walk"/>, then the body of the method; namespace, usings and braces are left out.
    /// </summary>
    public string Code()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{Name}.cs")
            ?? throw new InvalidOperationException($"There is no file Steps/{Name}.cs.");
        string[] lines = new StreamReader(stream).ReadToEnd().ReplaceLineEndings("\n").TrimEnd().Split('\n');
        int types = Array.FindIndex(lines, static line => line.StartsWith("namespace ", StringComparison.Ordinal)) + 1;
        int walk = Array.IndexOf(lines, "internal static partial class Walk");
        int body = Array.IndexOf(lines, "    {") + 1;
        IEnumerable<string> shown = lines[types..walk].Concat(lines[body..^2].Select(static line => line.Length > 8 ? line[8..] : ""));
        return string.Join('\n', shown).Trim();
    }
}
