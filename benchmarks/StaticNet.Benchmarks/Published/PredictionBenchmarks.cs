using BenchmarkDotNet.Attributes;

namespace StaticNet.Benchmarks;

/// <summary>Predictions of the 784 net.</summary>
[Config(typeof(Configuration))]
[MemoryDiagnoser]
public class PredictionBenchmarks
{
    private PredictionWork _prediction = null!;

    [Params(1, 2, 4, 16, 64, 256, 10_000)]
    public int Rows { get; set; }

    [GlobalSetup]
    public void Setup() => _prediction = new PredictionWork("prediction", new DigitNet(1).ToPredictor(), Rows);

    [Benchmark]
    public void Predict() => _prediction.Run(1);
}
