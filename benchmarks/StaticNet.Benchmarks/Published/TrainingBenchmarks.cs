using BenchmarkDotNet.Attributes;

namespace StaticNet.Benchmarks;

/// <summary>Training steps on one thread.</summary>
[Config(typeof(Configuration))]
[MemoryDiagnoser]
public class TrainingBenchmarks
{
    private readonly TrainingWork _digits = new("SGD", new DigitNet(1), TrainingWork.Sgd, 128);
    private readonly TrainingWork _digitsAdam = new("Adam", new DigitNet(1), TrainingWork.Adam, 128);
    private readonly TrainingWork _large = new("SGD", new LargeNet(1), TrainingWork.Sgd, 128);

    [Benchmark(Baseline = true, Description = "784-256-128-64-10, SGD")]
    public void Digits() => _digits.Run(1);

    [Benchmark(Description = "784-256-128-64-10, Adam")]
    public void DigitsAdam() => _digitsAdam.Run(1);

    [Benchmark(Description = "1024-1024-1024-1024-1000, SGD")]
    public void Large() => _large.Run(1);
}
