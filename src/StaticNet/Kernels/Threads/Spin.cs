namespace StaticNet.Kernels;

/// <summary>
/// A wait that is expected to be short: it keeps the processor for some microseconds, then offers it to other threads at every turn, so that
/// those it waits for can run where there are more workers than processors.
/// </summary>
internal struct Spin
{
    // A turn takes 10 to 40 ns: two stages of a step seldom end further apart than these 20 µs.
    private const int TurnsAlone = 1000;

    private static readonly int _processors = Environment.ProcessorCount;

    private int _turns;

    /// <summary>A wait among <paramref name="workers"/> workers: it gives way at once where they cannot all run.</summary>
    public Spin(int workers) => _turns = workers > _processors ? TurnsAlone : 0;

    /// <summary>Waits for a moment.</summary>
    public void Once()
    {
        if (_turns < TurnsAlone)
        {
            _turns++;
            Thread.SpinWait(1);
        }
        else
        {
            Thread.Sleep(0);
        }
    }
}
