namespace StaticNet.Tests.Training;

public sealed class SummaryTests
{
    [Fact]
    public void The_summary_is_a_table_with_totals()
    {
        var network = new LinearNetwork(LinearNetwork.LayoutOf(1000, 10, normalizers: [Normalizer.Standardize()]));
        Assert.Equal(
            """
            Linear
            layer   kind      output       parameters  multiply-adds  when predicting
            -------------------------------------------------------------------------
            input   Input     1000         0 (+3,000)
            dense1  Dense 10  10               10,010         10,000  one pass
            -------------------------------------------------------------------------
            total                     10,010 (+3,000)         10,000

            """.ReplaceLineEndings("\n"),
            network.Summary());
    }
}
