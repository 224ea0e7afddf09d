using System.Diagnostics;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// A thread that runs parts of a <see cref="Team"/>'s work. Between two pieces it watches for the next one for a while, since waking a
/// parked thread takes tens of microseconds and now and then milliseconds, and parks when none comes.
/// </summary>
internal sealed class TeamThread
{
    private const int TurnsBetweenLooksAtTheClock = 64;

    private static readonly TimeSpan _patience = TimeSpan.FromMicroseconds(300);

    private readonly Team _team;
    private readonly int _index;
    private readonly object _gate = new();
    private bool _isReleased;
    private Words _words;

    /// <summary>Starts the thread, which does not keep the process alive.</summary>
    public TeamThread(Team team, int index)
    {
        _team = team;
        _index = index;
        new Thread(Loop) { IsBackground = true, Name = $"StaticNet worker {index}" }.Start();
    }

    /// <summary>Hands the thread its part of the team's work.</summary>
    public void Begin()
    {
        Volatile.Write(ref _words.Begun, _words.Begun + 1);
        if (Interlocked.Exchange(ref _words.IsParked, 0) == 1)
        {
            lock (_gate)
            {
                _isReleased = true;
                Monitor.Pulse(_gate);
            }
        }
    }

    private void Loop()
    {
        for (int seen = 0; ; seen++)
        {
            Await(seen);
            _team.RunPart(_index);
        }
    }

    private void Await(int seen)
    {
        var spin = new Spin(_index + 1);
        long start = Stopwatch.GetTimestamp();
        for (int turn = 1; Volatile.Read(ref _words.Begun) == seen; turn++)
        {
            spin.Once();
            if (turn % TurnsBetweenLooksAtTheClock == 0 && Stopwatch.GetElapsedTime(start) > _patience)
            {
                Park(seen);
                return;
            }
        }
    }

    private void Park(int seen)
    {
        Interlocked.Exchange(ref _words.IsParked, 1);
        if (Volatile.Read(ref _words.Begun) == seen || Interlocked.Exchange(ref _words.IsParked, 0) == 0)
        {
            // Either nothing has begun, or it was begun by someone who saw this thread parked and releases it.
            lock (_gate)
            {
                while (!_isReleased)
                {
                    Monitor.Wait(_gate);
                }

                _isReleased = false;
            }
        }
    }

    [StructLayout(LayoutKind.Explicit, Size = 4 * SpinBarrier.Line)]
    private struct Words
    {
        [FieldOffset(SpinBarrier.Line)]
        public int Begun;

        [FieldOffset(2 * SpinBarrier.Line)]
        public int IsParked;
    }
}
