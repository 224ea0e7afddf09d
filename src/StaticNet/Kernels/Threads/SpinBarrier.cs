using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Where workers wait for each other without leaving the processor. The last to arrive turns the phase, which all others watch: the
/// words lie on lines of their own, since two processors that write to one line take it from each other. Processors fetch lines in pairs,
/// so a line is taken as 128 bytes.
/// </summary>
[StructLayout(LayoutKind.Explicit, Size = 4 * Line)]
internal struct SpinBarrier
{
    public const int Line = 128;

    [FieldOffset(Line)]
    private int _arrived;

    [FieldOffset(2 * Line)]
    private int _phase;

    [FieldOffset((2 * Line) + sizeof(int))]
    private bool _broken;

    /// <summary>Waits until <paramref name="count"/> workers have arrived.</summary>
    /// <exception cref="TeamBrokenException"><see cref="Break"/> was called.</exception>
    public void Meet(int count)
    {
        int phase = Volatile.Read(ref _phase);
        if (Interlocked.Increment(ref _arrived) == count)
        {
            _arrived = 0;
            Volatile.Write(ref _phase, phase + 1);
        }
        else
        {
            var spin = new Spin(count);
            while (Volatile.Read(ref _phase) == phase && !Volatile.Read(ref _broken))
            {
                spin.Once();
            }
        }

        if (Volatile.Read(ref _broken))
        {
            throw new TeamBrokenException();
        }
    }

    /// <summary>Lets all who wait or will come throw.</summary>
    public void Break() => Volatile.Write(ref _broken, true);

    /// <summary>Makes the barrier as new. Nobody may be at it.</summary>
    public void Reset()
    {
        _arrived = 0;
        _broken = false;
    }
}
