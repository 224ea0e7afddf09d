using System.Globalization;
using System.Text.Json;

namespace StaticNet.Benchmarks;

/// <summary>What other libraries reached on this machine, if it was measured: read from a results file, the best of what a peer tried.</summary>
internal sealed class PeerResults
{
    /// <summary>A peer that differs from the reference by more computes something else.</summary>
    private const double LargestError = 1e-3;

    private readonly PeerResult[] _results;

    private PeerResults(PeerResult[] results) => _results = results;

    /// <summary>No peer was measured.</summary>
    public static PeerResults None { get; } = new([]);

    /// <summary>Whether there are any results.</summary>
    public bool Any => _results.Length > 0;

    /// <summary>Reads a file of one JSON object a line.</summary>
    /// <exception cref="InvalidDataException">A line is no result.</exception>
    public static PeerResults Read(string path)
    {
        var results = new List<PeerResult>();
        foreach ((int index, string line) in File.ReadLines(path).Index().Where(static line => line.Item.Length > 0))
        {
            try
            {
                results.Add(JsonSerializer.Deserialize<PeerResult>(line) ?? throw new JsonException("null"));
            }
            catch (JsonException exception)
            {
                throw new InvalidDataException(
                    $"'{path}', line {index + 1}: expected a result as a JSON object, found {line[..Math.Min(60, line.Length)]}.", exception);
            }
        }

        return new PeerResults([.. results]);
    }

    /// <summary>
    /// The shortest median of a peer whose name begins with <paramref name="peer"/>, in nanoseconds; null if it was not measured. Repeated runs
    /// of one form count as their median; forms whose results are wrong, or were compared with nothing (an error of -1), do not count.
    /// </summary>
    public PeerTime? Prediction(string peer, string network, int batch, int threads = 1) => Best("A", peer, network, batch, threads);

    /// <summary>As <see cref="Prediction"/>, of a training step.</summary>
    public PeerTime? Step(string peer, string network, int batch, int threads) => Best("B", peer, network, batch, threads);

    /// <summary>All limits that were measured, as (name, unit, threads, value).</summary>
    public IEnumerable<PeerResult> Limits => _results.Where(static result => result.Section == "D");

    private PeerTime? Best(string section, string peer, string network, int batch, int threads) => _results
        .Where(result => result.Section == section && result.Network == network && result.Batch == batch && result.Threads == threads
            && result.Peer.StartsWith(peer, StringComparison.Ordinal) && result.Error is >= 0 and <= LargestError)
        .GroupBy(static result => result.Peer)
        .Select(static form => new PeerTime(form.Key, MedianOf(form) * 1000))
        .MinBy(static time => time.Nanoseconds);

    private static double MedianOf(IEnumerable<PeerResult> results)
    {
        double[] sorted = [.. results.Select(static result => result.Median).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}

/// <summary>A peer's time.</summary>
/// <param name="Peer">Its name, version and form.</param>
/// <param name="Nanoseconds">Its median.</param>
internal sealed record PeerTime(string Peer, double Nanoseconds)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Peer.Trim()}: {Text.Time(Nanoseconds)}");
}
