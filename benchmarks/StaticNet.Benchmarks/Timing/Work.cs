namespace StaticNet.Benchmarks;

/// <summary>Something whose time is taken. Each kind has its own loop, so that the work of a few nanoseconds pays for no call of a delegate.</summary>
internal abstract class Work(string name)
{
    /// <summary>What it is, as reports show it.</summary>
    public string Name { get; } = name;

    /// <summary>Floating-point operations of one call; 0 where they are not counted.</summary>
    public double Operations { get; init; }

    /// <summary>Does the work <paramref name="calls"/> times.</summary>
    public abstract void Run(int calls);
}
