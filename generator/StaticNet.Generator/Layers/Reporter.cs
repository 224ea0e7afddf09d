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

    /// <summary>The same within a sentence.</summary>
    public string Mention => Mentioned(Subject);

    /// <summary>A subject within a sentence: <c>layer 3, Dense 64</c>.</summary>
    public static string Mentioned(string subject) =>
        subject.StartsWith("Layer", StringComparison.Ordinal) ? char.ToLowerInvariant(subject[0]) + subject.Substring(1) : subject;

    /// <summary>Names the attribute that the next problems belong to.</summary>
    /// <param name="attribute">Its position among the type's StaticNet attributes.</param>
    /// <param name="title">
    /// Its kind, or, once its arguments are known to be sound, its kind and main argument.
    /// </param>
    public void At(int attribute, string title)
    {
        _attribute = attribute;
        Subject = SubjectOf(attribute, title);
    }

    /// <summary>
    /// How a message names a layer: by position and kind. The input and settings are no layers and carry no number; a layer that stands before the
    /// input has no position yet.
    /// </summary>
    public static string SubjectOf(int attribute, string title) =>
        title == "Input" || attribute == 0 || SettingCatalog.Contains(title) ? title : $"Layer {Text.Invariant(attribute)}, {title}";

    public void Add(string rule, string message, params Fact[] facts) =>
        _problems.Add(new Problem(rule, $"{Subject}: {message}", _attribute) { Facts = new EquatableArray<Fact>(facts) });

    public void OutOfRange(string argument, string found, string needed) =>
        Add(Rules.ArgumentOutOfRange, $"{argument} is {found}; it must be {needed}", new Fact(Fact.Argument, argument));

    public void AddToType(string rule, string message) => _problems.Add(new Problem(rule, message, -1));

    /// <summary>The compiler has reported the mistake; the network is invalid all the same.</summary>
    public void AddCompilerError() => _problems.Add(new Problem("", $"{Subject}: its arguments do not compile", _attribute));
}
