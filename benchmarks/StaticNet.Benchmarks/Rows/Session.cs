namespace StaticNet.Benchmarks;

/// <summary>What the rows of one run share.</summary>
internal sealed class Session(PeerResults peers, string mnistFolder)
{
    private const double Noisy = 0.1;

    private readonly List<Samples> _noisy = [];
    private Mnist? _mnist;

    /// <summary>What other libraries reached on this machine.</summary>
    public PeerResults Peers { get; } = peers;

    /// <summary>OpenBLAS, if the machine has it.</summary>
    public OpenBlas? Blas { get; } = OpenBlas.TryLoad(out OpenBlas? library) ? library : null;

    /// <summary>Works whose samples spread too far: the machine was busy.</summary>
    public IReadOnlyList<Samples> NoisySamples => _noisy;

    /// <summary>Whether the folder of MNIST's files exists.</summary>
    public bool HasMnist => Directory.Exists(mnistFolder);

    /// <summary>MNIST, pixels from 0 to 1.</summary>
    public Mnist Mnist => _mnist ??= Mnist.Load(mnistFolder);

    /// <summary>Times of all works, taken in turn for <paramref name="seconds"/> in all.</summary>
    public Samples[] Measure(double seconds, params Work[] works)
    {
        Samples[] samples = Interleaved.Measure(seconds, works);
        _noisy.AddRange(samples.Where(static sample => sample.Spread > Noisy));
        return samples;
    }
}
