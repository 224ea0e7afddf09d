namespace StaticNet.Generator.Tests.Fixes;

/// <summary>Compares what a fix makes of a file with what it has to make of it: to the character, with both kinds of line ends.</summary>
internal static class FixCheck
{
    public static async Task Gives(string rule, string broken, string expected, string? title = null) =>
        await Gives(rule, [broken], [expected], title);

    public static async Task Gives(string rule, string[] broken, string[] expected, string? title = null)
    {
        foreach (string lineEnd in new[] { "\n", "\r\n" })
        {
            NetworkSolution solution = BuiltTools.Solution([.. broken.Select(text => With(text, lineEnd))]);
            NetworkSolution repaired = await solution.Fix(rule, title);
            Assert.Equal(expected.Select(text => With(text, lineEnd)), repaired.Texts);
            Assert.Empty(await repaired.CompilerErrors());
        }
    }

    private static string With(string text, string lineEnd) => text.Replace("\r\n", "\n").Replace("\n", lineEnd);
}
