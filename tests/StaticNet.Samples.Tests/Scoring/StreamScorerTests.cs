using System.Globalization;
using Scoring;

namespace StaticNet.Samples.Tests.Scoring;

public sealed class StreamScorerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(StreamScorer.FirstCheck)]
    [InlineData((2 * StreamScorer.FirstCheck) + 77)]
    public void Every_row_gets_its_score_in_order(int count)
    {
        PaymentNet.Predictor predictor = new PaymentNet(seed: 1).ToPredictor();
        ScoringResult result = StreamScorer.Run(predictor, Rows(count), _folder.File("scores.csv"));
        string[] lines = File.ReadAllLines(_folder.File("scores.csv"));
        Assert.Equal(count, result.Rows);
        Assert.Equal("fraud", lines[0]);
        Assert.Equal(count + 1, lines.Length);

        var probability = new float[1];
        int row = 0;
        foreach (float[] features in Rows(count))
        {
            predictor.Predict(features, probability);
            Assert.Equal(probability[0], float.Parse(lines[++row], CultureInfo.InvariantCulture), 1e-4f);
        }

        Assert.True(lines.Distinct().Count() > 100);
    }

    [Fact]
    public void Memory_that_grows_is_noticed()
    {
        var kept = new List<float[]>();
        PaymentNet.Predictor predictor = new PaymentNet(seed: 1).ToPredictor();
        ScoringResult growing = StreamScorer.Run(
            predictor, Rows(4 * StreamScorer.FirstCheck).Select(row => { kept.Add([.. row]); return row; }), _folder.File("scores.csv"));
        GC.KeepAlive(kept);
        Assert.False(growing.IsConstant);
    }

    [Fact]
    public void Rows_that_break_off_leave_no_file()
    {
        PaymentNet.Predictor predictor = new PaymentNet(seed: 1).ToPredictor();
        Assert.Throws<InvalidDataException>(() => StreamScorer.Run(
            predictor,
            Rows(1000).Select((row, i) => i < 900 ? row : throw new InvalidDataException("broken")),
            _folder.File("scores.csv")));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    /// <summary>Rows in one array, each of its own values.</summary>
    private static IEnumerable<float[]> Rows(int count)
    {
        var row = new float[PaymentNet.InputSize];
        for (int i = 0; i < count; i++)
        {
            for (int column = 0; column < row.Length; column++)
            {
                row[column] = MathF.Sin((0.37f * i) + column) * 3;
            }

            yield return row;
        }
    }
}
