using System.Text.RegularExpressions;

namespace StaticNet.Generator.Tests;

/// <summary>
/// Fused multiply-adds by name fall to software, a hundred times slower, in programs compiled ahead of time for no particular processor.
/// Neither the library nor what the generator writes may ask for them.
/// </summary>
public sealed partial class PortableArithmeticTests
{
    [Theory]
    [InlineData("src")]
    [InlineData("generator")]
    public void NothingAsksForFusedMultiplyAddsByName(string folder)
    {
        string[] files = [.. Directory.EnumerateFiles(RepositoryFolder.Path(folder), "*.cs", SearchOption.AllDirectories).Where(IsSource)];

        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, static file => FusedByName().IsMatch(File.ReadAllText(file)));
    }

    [Theory]
    [InlineData("Vector128.FusedMultiplyAdd(x, y, z)")]
    [InlineData("MathF.FusedMultiplyAdd(x, y, z)")]
    [InlineData("Fma.MultiplyAdd(x, y, z)")]
    [InlineData("AdvSimd.FusedMultiplyAddScalar(x, y, z)")]
    public void SuchCodeIsFound(string code) => Assert.Matches(FusedByName(), code);

    private static bool IsSource(string file) => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin");

    [GeneratedRegex(@"\bFused(Multiply|Add)\w*\(|\bFma\.")]
    private static partial Regex FusedByName();
}
