using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Normalization;

/// <summary>What a training pass normalises by, for panels and for channels along rows: bit by bit what its parts give.</summary>
public sealed class TrainingStatisticsTests
{
    private const float Epsilon = 1e-3f;
    private const int Rows = 12;
    private const int Count = 16;

    /// <summary>Columns or channels that are not padding.</summary>
    private const int Used = 6;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_batch_gives_its_own_and_moves_the_averages(bool byRows)
    {
        float[] x = Values(byRows);
        var expected = new Vectors();
        Measure(byRows, x, expected);
        BatchNormalization.UpdateMoving(ref expected.MovingMean[0], in expected.Mean[0], 0.9f, 1, Used);
        BatchNormalization.UpdateMoving(ref expected.MovingVariance[0], in expected.Variance[0], 0.9f, 1.25f, Used);

        Vectors actual = Train(byRows, x, frozen: false);

        Assert.Equal(expected.All, actual.All);
        Assert.NotEqual(new Vectors().MovingMean, actual.MovingMean);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frozen_averages_stand_in_for_it_and_stay(bool byRows)
    {
        var expected = new Vectors();
        BatchNormalization.TakeMoving(
            in expected.MovingMean[0], in expected.MovingVariance[0], Epsilon, ref expected.Mean[0], ref expected.MeanLow[0],
            ref expected.Variance[0], ref expected.InverseDeviation[0], Count);

        Vectors actual = Train(byRows, Values(byRows), frozen: true);

        Assert.Equal(expected.All, actual.All);
        Assert.Equal(new Vectors().MovingMean, actual.MovingMean);
    }

    private static float[] Values(bool byRows) => Panels.Random(Rows * (byRows ? Panel.PaddedColumns(Count + 3) : Count), 1);

    private static void Measure(bool byRows, float[] x, Vectors of)
    {
        if (byRows)
        {
            RowBatchNormalization.Statistics(
                in x[0], Rows, Count + 3, Used, 1, Epsilon, ref of.Mean[0], ref of.MeanLow[0], ref of.Variance[0], ref of.InverseDeviation[0]);
        }
        else
        {
            BatchNormalization.Statistics(
                in x[0], Rows, Count, Epsilon, ref of.Mean[0], ref of.MeanLow[0], ref of.Variance[0], ref of.InverseDeviation[0]);
        }
    }

    private static Vectors Train(bool byRows, float[] x, bool frozen)
    {
        var of = new Vectors();
        if (byRows)
        {
            RowBatchNormalization.TrainingStatistics(
                frozen, in x[0], Rows, Count + 3, Used, 1, Epsilon, 0.9f, 1.25f, ref of.MovingMean[0], ref of.MovingVariance[0], ref of.Mean[0],
                ref of.MeanLow[0], ref of.Variance[0], ref of.InverseDeviation[0]);
        }
        else
        {
            BatchNormalization.TrainingStatistics(
                frozen, in x[0], Rows, Count, Used, Epsilon, 0.9f, 1.25f, ref of.MovingMean[0], ref of.MovingVariance[0], ref of.Mean[0],
                ref of.MeanLow[0], ref of.Variance[0], ref of.InverseDeviation[0]);
        }

        return of;
    }

    private sealed class Vectors
    {
        public float[] MovingMean { get; } = Panels.Random(Count, 2);

        public float[] MovingVariance { get; } = Array.ConvertAll(Panels.Random(Count, 3), MathF.Abs);

        public float[] Mean { get; } = new float[Count];

        public float[] MeanLow { get; } = new float[Count];

        public float[] Variance { get; } = new float[Count];

        public float[] InverseDeviation { get; } = new float[Count];

        public float[][] All => [MovingMean, MovingVariance, Mean, MeanLow, Variance, InverseDeviation];
    }
}
