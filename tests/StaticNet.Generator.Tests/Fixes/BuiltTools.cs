using StaticNet.CodeFixes.Editing;

namespace StaticNet.Generator.Tests.Fixes;

/// <summary>The tools as they were just built.</summary>
internal static class BuiltTools
{
    private static readonly NetworkTools _tools = new(typeof(NetworkGenerator).Assembly, typeof(NetworkFix).Assembly, CompilerHarness.References);

    /// <summary>Rules that a fix can put right, in order.</summary>
    public static IEnumerable<string> FixableRules => _tools.Fixes.Select(static fixes => fixes.Key).Order(StringComparer.Ordinal);

    /// <summary>A solution of projects, each of the files given.</summary>
    public static NetworkSolution Solution(params string[][] projects) => NetworkSolution.Of(_tools, projects);
}
