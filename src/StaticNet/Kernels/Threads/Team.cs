using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// The threads that share the steps of a training: the one that calls <see cref="Run"/>, and helpers of which a process keeps one set.
/// Whoever borrows a team while another has it gets one of a single worker.
/// </summary>
/// <remarks>Nothing is allocated by <see cref="Run"/>. Work must not borrow a team and run it inside its own parts: the inner one is alone.</remarks>
internal sealed class Team : IDisposable
{
    /// <summary>More threads than any processor this runs on would profit from.</summary>
    public const int LargestCount = 256;

    private static readonly Team _shared = new();
    private static readonly Team _alone = new() { Count = 1 };
    private static int _isBorrowed;

    private readonly List<TeamThread> _helpers = [];
    private SpinBarrier _barrier;
    private Words _words;
    private ITeamWork? _work;
    private int _workers;
    private ExceptionDispatchInfo? _failure;

    private Team()
    {
    }

    /// <summary>Workers the team may have.</summary>
    public int Count { get; private set; }

    /// <summary>Borrows a team until it is disposed.</summary>
    /// <param name="count">Workers wanted, 1 to <see cref="LargestCount"/>; the caller is one of them.</param>
    public static Team Borrow(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, LargestCount);
        if (count == 1 || Interlocked.Exchange(ref _isBorrowed, 1) == 1)
        {
            return _alone;
        }

        try
        {
            _shared.Grow(count);
        }
        catch
        {
            Volatile.Write(ref _isBorrowed, 0);
            throw;
        }

        return _shared;
    }

    /// <summary>Runs the work with the first <paramref name="workers"/> workers, and returns when all of them have ended.</summary>
    /// <param name="work">What all of them run.</param>
    /// <param name="workers">How many, 1 to <see cref="Count"/>.</param>
    /// <remarks>An exception of a worker releases all others; the first one is thrown again here.</remarks>
    public void Run(ITeamWork work, int workers)
    {
        if (workers == 1)
        {
            work.Run(default);
            return;
        }

        _barrier.Reset();
        _work = work;
        _workers = workers;
        _words.Running = workers - 1;
        for (int helper = 0; helper < workers - 1; helper++)
        {
            _helpers[helper].Begin();
        }

        RunGuarded(0);
        var spin = new Spin(workers);
        while (Volatile.Read(ref _words.Running) > 0)
        {
            spin.Once();
        }

        _work = null;
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    /// <summary>Gives the team back.</summary>
    public void Dispose()
    {
        if (this == _shared)
        {
            Volatile.Write(ref _isBorrowed, 0);
        }
    }

    /// <summary>What a helper does with its part.</summary>
    internal void RunPart(int index)
    {
        RunGuarded(index);
        Interlocked.Decrement(ref _words.Running);
    }

    /// <summary>Where workers wait for each other.</summary>
    internal void Meet(int workers) => _barrier.Meet(workers);

    private void RunGuarded(int index)
    {
        try
        {
            _work!.Run(new Worker(this, index, _workers));
        }
        catch (TeamBrokenException)
        {
            // Another worker's exception is the one to tell.
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(exception), null);
            _barrier.Break();
        }
    }

    private void Grow(int count)
    {
        while (_helpers.Count < count - 1)
        {
            _helpers.Add(new TeamThread(this, _helpers.Count + 1));
        }

        Count = count;
    }

    [StructLayout(LayoutKind.Explicit, Size = 3 * SpinBarrier.Line)]
    private struct Words
    {
        [FieldOffset(SpinBarrier.Line)]
        public int Running;
    }
}
