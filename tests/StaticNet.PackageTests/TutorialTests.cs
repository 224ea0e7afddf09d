namespace StaticNet.PackageTests;

/// <summary>
/// The tutorial is true: each step is compiled with the package, and its messages are what stands below it. <c>STATICNET_APPROVE=1</c> writes
/// them down.
/// </summary>
public sealed class TutorialTests(PackedFeed feed)
{
    [Fact]
    public async Task Each_message_is_what_the_compiler_prints()
    {
        var tutorial = Tutorial.Read();
        var contents = new List<string>();
        var files = new Dictionary<string, string>();
        foreach (Tutorial.Block block in tutorial.Blocks.Take(tutorial.Walk))
        {
            if (block.Language == "csharp")
            {
                files[block.File] = block.Text + "\n";
                contents.Add(block.Text);
                continue;
            }

            var messages = await NetworkSolution.Of(feed.Tools, [.. files.Select(static file => (file.Key, file.Value))]).Build();
            contents.Add(messages.Count == 0 ? "Build succeeded." : string.Join("\n", messages));
        }

        Assert.True(contents.Count(static content =>
            content.Contains(": error SN", StringComparison.Ordinal) || content.Contains(": warning SN", StringComparison.Ordinal)) > 3);
        Assert.Equal("Build succeeded.", contents[^1]);
        string[] repair = await Repair(tutorial.Blocks[tutorial.Walk]);
        string text = tutorial.With([.. contents, .. repair]);
        if (Environment.GetEnvironmentVariable("STATICNET_APPROVE") == "1")
        {
            await File.WriteAllTextAsync(Tutorial.Path, text);
        }

        Assert.Equal(await File.ReadAllTextAsync(Tutorial.Path), text);
    }

    /// <summary>The broken file, the transcript, and what came out of it.</summary>
    private async Task<string[]> Repair(Tutorial.Block broken)
    {
        NetworkSolution editor = NetworkSolution.Of(feed.Tools, (broken.File, broken.Text + "\n"));

        (editor, IReadOnlyList<string> steps) = await RepairTests.Repair(editor);

        Assert.True(steps.Count > 5);
        Assert.Empty(await editor.Diagnostics());
        Assert.Empty(await editor.CompilerErrors());
        return [broken.Text, string.Join("\n", steps), Assert.Single(editor.Texts).TrimEnd('\n')];
    }
}
