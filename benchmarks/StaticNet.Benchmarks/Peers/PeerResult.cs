using System.Text.Json.Serialization;

namespace StaticNet.Benchmarks;

/// <summary>A line of a peers' results file.</summary>
/// <param name="Section">A: prediction, B: training step, D: limits.</param>
/// <param name="Network">N1 to N4, or what a limit is of.</param>
/// <param name="Peer">Library, version and form.</param>
/// <param name="Threads">Threads it used.</param>
/// <param name="Batch">Rows.</param>
/// <param name="Error">Largest difference from the reference, where it was checked.</param>
/// <param name="Median">Median time in microseconds; of a limit, its value.</param>
internal sealed record PeerResult(
    [property: JsonPropertyName("sec")] string Section,
    [property: JsonPropertyName("net")] string Network,
    [property: JsonPropertyName("peer")] string Peer,
    [property: JsonPropertyName("thr")] int Threads,
    [property: JsonPropertyName("batch")] int Batch,
    [property: JsonPropertyName("err")] double Error,
    [property: JsonPropertyName("med")] double Median);
