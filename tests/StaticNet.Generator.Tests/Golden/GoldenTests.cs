namespace StaticNet.Generator.Tests.Golden;

/// <summary>
/// Every case of a folder of golden values: its architecture is printed as attributes, compiled with the generator and run, and all it
/// stores is compared at its tolerance. What a test prints is the worst deviation as a fraction of that.
/// </summary>
public sealed class GoldenTests(GoldenNetworks networks) : IClassFixture<GoldenNetworks>
{
    public static IEnumerable<TheoryDataRow<string>> Cases() =>
        GoldenSet.Default is { } set
            ? set.Cases.Select(Row)
            :
            [
                new TheoryDataRow<string>("none")
                {
                    Skip = $"STATICNET_GOLDEN is not set, and no folder above {AppContext.BaseDirectory} has shared/golden.",
                },
            ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case(string id)
    {
        GoldenCase goldenCase = GoldenSet.Default!.Cases.Single(candidate => candidate.Id == id);
        var comparison = new Comparison(goldenCase);
        GoldenCheck.Of(goldenCase).Run(networks, comparison);
        comparison.Conclude();
    }

    [Fact]
    public void AllNetworksCompileTogether() => Assert.True(networks.Problem is null, networks.Problem);

    private static TheoryDataRow<string> Row(GoldenCase goldenCase)
    {
        IReadOnlyList<string> missing = LayerPrinter.Missing(goldenCase);
        return new TheoryDataRow<string>(goldenCase.Id)
        {
            Skip = missing.Count > 0 ? $"StaticNet does not have this yet: {string.Join(", ", missing)}" : null,
        };
    }
}
