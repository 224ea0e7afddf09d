namespace StaticNet.Generator.Tests.Golden;

/// <summary>One BatchNorm over several batches: outputs, moving statistics after each, and prediction with the last ones.</summary>
internal sealed class RunningStatisticsCheck : GoldenCheck
{
    private readonly string _biased;
    private readonly string _unbiased;
    private readonly string _batchStatistics;

    public RunningStatisticsCheck(GoldenCase goldenCase)
        : base(goldenCase)
    {
        int[] sample = goldenCase.SampleShape(leading: 2);
        _biased = Declare(BatchNormForm.Biased, sample);
        _unbiased = Declare(BatchNormForm.Unbiased, sample);
        _batchStatistics = Declare(BatchNormForm.BatchStatistics, sample);
    }

    public override IEnumerable<string> Declarations => [_biased, _unbiased, _batchStatistics];

    /// <summary>The statistics' names begin so.</summary>
    private string Average => Case.Kind == "batchnorm_cumulative" ? "cumulative" : "moving";

    private string Layer => Assert.Single(Case.Layers).GetProperty("name").GetString()!;

    public override void Run(GoldenNetworks networks, Comparison comparison)
    {
        RunBatches(Create(networks, _biased), "biased", comparison);
        RunBatches(Create(networks, _unbiased), "unbiased", comparison);
        if (Case.HasAny("f64/pooled_"))
        {
            CheckPooled(networks, comparison);
        }
    }

    private void RunBatches(Network network, string divisor, Comparison comparison)
    {
        float[][] batches = [.. Case.Floats("x").Chunk(Case.Floats("x").Length / Case.Shape("x")[0])];
        var y = new float[batches[0].Length];
        for (int batch = 0; batch < batches.Length; batch++)
        {
            network.Forward(batches[batch], y);
            comparison.CheckEntry("y", batch, y);
            comparison.CheckEntry($"{Average}_mean", batch, network.Statistics[$"{Layer}.moving_mean"].ToArray());
            comparison.CheckEntry($"{Average}_var_{divisor}", batch, network.Statistics[$"{Layer}.moving_variance"].ToArray());
        }

        if (Case.Has($"f64/y_eval_{divisor}"))
        {
            network.PredictUnfolded(batches[0], y);
            comparison.Check($"y_eval_{divisor}", y, "PredictUnfolded");
            network.ToPredictor().Predict(batches[0], y);
            comparison.Check($"y_eval_{divisor}", y, "the predictor");
        }
    }

    /// <summary>Statistics of all rows together are those of one batch that holds them all.</summary>
    private void CheckPooled(GoldenNetworks networks, Comparison comparison)
    {
        Network network = Create(networks, _batchStatistics);
        float[] x = Case.Floats("x");
        network.Forward(x, new float[x.Length]);
        float[] variance = network.Statistics[$"{Layer}.moving_variance"].ToArray();
        int[] shape = Case.Shape("x");
        double values = shape[..^1].Aggregate(1.0, static (product, size) => product * size);
        comparison.Check("pooled_mean", network.Statistics[$"{Layer}.moving_mean"].ToArray());
        comparison.Check("pooled_var_biased", variance);
        comparison.Check("pooled_var_unbiased", [.. variance.Select(value => value * values / (values - 1))]);
    }
}
