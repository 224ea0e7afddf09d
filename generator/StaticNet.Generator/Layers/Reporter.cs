using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>Collects the problems of one network; knows which attribute is being looked at.</summary>
internal sealed class Reporter
{
    private readonly List<Problem> _problems = [];
    private int _attribute = -1;

    public IReadOnlyList<Problem> Problems => _problems;

    /// <summary>How messages name the attribute at hand.</summary>
    public string Subject { get; private set; } = "";

    /// <summary>Names the attribute that the next problems belong to.</summary>
    /// <param name="attribute">Its position among the type's StaticNet attributes.</param>
    /// <param name="kind">Its kind; the input is no layer and carries no number.</param>
    public void At(int attribute, string kind)
    {
        _attribute = attribute;
        Subject = SubjectOf(attribute, kind);
    }

    /// <summary>How a message names a layer: by position and kind. One that stands before the input has no position yet.</summary>
    public static string SubjectOf(int attribute, string kind) =>
        kind == "Input" || attribute == 0 || SettingCatalog.Contains(kind) ? kind : $"Layer {Text.Invariant(attribute)}, {kind}";

    public void Add(string rule, string message) => _problems.Add(new Problem(rule, $"{Subject}: {message}", _attribute));

    public void OutOfRange(string argument, string found, string needed) =>
        Add(Rules.ArgumentOutOfRange, $"{argument} is {found}; it must be {needed}");

    public void AddToType(string rule, string message) => _problems.Add(new Problem(rule, message, -1));

    /// <summary>The compiler has reported the mistake; the network is invalid all the same.</summary>
    public void AddCompilerError() => _problems.Add(new Problem("", $"{Subject}: its arguments do not compile", _attribute));
}
