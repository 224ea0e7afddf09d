using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Tests.Explaining;

/// <summary>The code in documents compiles as it stands there: networks, then statements in one method, in their order.</summary>
public sealed partial class DocumentTests
{
    [Theory]
    [InlineData("explaining.md")]
    [InlineData("regression.md")]
    public async Task The_code_compiles_without_advice(string document)
    {
        string text = (await File.ReadAllTextAsync(RepositoryFolder.Path("docs", document), TestContext.Current.CancellationToken)).ReplaceLineEndings("\n");

        // Reports are a package of their own, which this project does not know; its tests draw every chart.
        string[] blocks = [.. Blocks().Matches(text).Select(static match => match.Groups[1].Value).Where(static block => !block.Contains("StaticNet.Reports", StringComparison.Ordinal))];
        string networks = string.Concat(blocks.Where(static block => block.Contains("partial class", StringComparison.Ordinal)));
        string statements = string.Concat(blocks.Where(static block => !block.Contains("partial class", StringComparison.Ordinal)));
        Assert.True(networks.Length > 0 && statements.Length > 0);
        Compilation compilation = CompilerHarness.Run(
            $"using System;\nusing System.Collections.Generic;\nusing StaticNet;\n\n{networks}\ninternal static class Document\n{{\n    public static void Run()\n    {{\n{statements}    }}\n}}\n").Output;

        Assert.DoesNotContain(await CompilerHarness.Build(compilation), static diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning);
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Blocks();
}
