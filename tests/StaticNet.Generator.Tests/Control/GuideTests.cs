namespace StaticNet.Generator.Tests.Control;

/// <summary>The code in <c>docs/training-control.md</c> compiles, all of it together.</summary>
public sealed class GuideTests
{
    [Fact]
    public void The_code_of_the_guide_compiles()
    {
        string[] blocks =
        [
            .. File.ReadAllText(RepositoryFolder.Path("docs", "training-control.md")).ReplaceLineEndings("\n")
                .Split("```csharp\n").Skip(1).Select(static block => block[..block.IndexOf("```", StringComparison.Ordinal)]),
        ];
        Assert.True(blocks.Length > 7);
        (string network, string creation) = blocks[0].Split("\n\n") is [var first, var second] ? (first, second) : throw new InvalidDataException(blocks[0]);
        string source =
            $$"""
            using System;
            using StaticNet;

            public static class Guide
            {
                public static void Run(DataSplit digits, float[] pixels, int[] labels)
                {
                    {{creation}}
                    {{string.Join('\n', blocks.Skip(1))}}
                }
            }

            {{network}}
            """;
        Assert.NotNull(CompilerHarness.Load(source).GetType("Guide"));
    }
}
