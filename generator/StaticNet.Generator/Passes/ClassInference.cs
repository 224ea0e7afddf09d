using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>Reads <c>[Classes]</c>: an enum whose members are the positions in the output.</summary>
internal static class ClassInference
{
    public static ClassEnum? Run(NetworkDeclaration declaration, IReadOnlyList<Node> nodes, Reporter report)
    {
        if (Setting.Find(declaration, SettingCatalog.Classes, report) is not { } setting)
        {
            return null;
        }

        Node last = nodes[nodes.Count - 1];
        int count = last.Output.Columns == 1 ? 2 : last.Output.Columns;
        ClassEnum classes = setting.Arguments.Classes()!;
        if (!classes.IsUsable)
        {
            report.Add(Rules.ClassMismatch, $"{classes.Name} {classes.Obstacle}; needed is a public or internal enum with a member for each class");
        }
        else if (last.Output.Positions > 1)
        {
            report.Add(
                Rules.ClassMismatch,
                $"the output's shape is {last.Output}, which is {Text.Grouped(last.Output.Positions)} classes a sample; needed is one row of values");
        }
        else if (classes.Members.Count != count)
        {
            string needed = last.Output.Columns == 1
                ? $"2, since {last.Mention}, gives one value, which tells two classes apart"
                : $"{Text.Grouped(count)}, one for each value of {last.Mention}";
            Node? dense = nodes.LastOrDefault(static node => node.Layer is DenseLayer or MergeLayer) is { Layer: DenseLayer } found ? found : null;
            report.Add(
                Rules.ClassMismatch,
                $"{classes.Name} has {Members(classes.Members.Count)}; needed are {needed}",
                dense is null ? [] : [new Fact(Fact.Layer, dense.Index), new Fact(Fact.Units, classes.Members.Count)]);
        }
        else if (WrongValue(classes) is { } wrong)
        {
            report.Add(
                Rules.ClassMismatch,
                $"{classes.Name}.{wrong.Name} is {Text.Grouped(wrong.Value)}; needed are 0 to {Text.Invariant(count - 1)}, each once, "
                + "since members are positions in the output");
        }

        return classes;
    }

    private static string Members(int count) => count == 1 ? "1 member" : $"{Text.Grouped(count)} members";

    /// <summary>The first member outside of 0 to n − 1, or with the value of another.</summary>
    private static ClassMember? WrongValue(ClassEnum classes)
    {
        var seen = new HashSet<long>();
        return classes.Members.FirstOrDefault(member => member.Value < 0 || member.Value >= classes.Members.Count || !seen.Add(member.Value));
    }
}
