using BenchmarkDotNet.Attributes;

namespace StaticNet.Benchmarks;

/// <summary>Networks of a few nanoseconds, a hundred calls an operation.</summary>
[Config(typeof(Configuration))]
[MemoryDiagnoser]
public class TinyNetBenchmarks
{
    private const int Calls = 100;

    private readonly Work _probabilities = new TinyNetWork.Probabilities(new TinyNet(1).ToPredictor());
    private readonly Work _logits = new TinyNetWork.Logits(new TinyLogitsNet(1).ToPredictor());
    private readonly Work _classes = new TinyNetWork.Classes(new TinyNet(1).ToPredictor());
    private readonly Work _small = new TinyNetWork.SmallNetProbability(new SmallNet(1).ToPredictor());
    private readonly Work _plain = new PlainNetwork(4, 16, 8, 3);

    [Benchmark(OperationsPerInvoke = Calls, Description = "4-16-8-3, probabilities")]
    public void Probabilities() => _probabilities.Run(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Description = "4-16-8-3, logits")]
    public void Logits() => _logits.Run(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Description = "4-16-8-3, Classify")]
    public void Classify() => _classes.Run(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Description = "4-16-8-3, plain loops")]
    public void PlainLoops() => _plain.Run(Calls);

    [Benchmark(OperationsPerInvoke = Calls, Description = "30-64-32-1")]
    public void SmallNet() => _small.Run(Calls);
}
