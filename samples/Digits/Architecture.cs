using StaticNet;

namespace Digits;

/// <summary>A network to compare.</summary>
/// <param name="Name">What it is called in tables.</param>
/// <param name="BatchNorm">Whether it has BatchNorm.</param>
/// <param name="Create">A network with weights drawn from a seed.</param>
internal sealed record Architecture(string Name, bool BatchNorm, Func<ulong, Network> Create);
