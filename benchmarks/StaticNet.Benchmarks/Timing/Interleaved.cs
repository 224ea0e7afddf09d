using System.Diagnostics;

namespace StaticNet.Benchmarks;

/// <summary>
/// Takes times of several works in turn, a sample of each a round (ABAB), so that a machine that slows down or is shared favours none.
/// </summary>
internal static class Interleaved
{
    private const int FewestRounds = 7;
    private const int MostRounds = 4000;

    /// <summary>
    /// Calls after which the runtime compiles a method anew, with room to spare, and the time its background thread waits and works: a
    /// measurement that begins earlier sees unoptimised code.
    /// </summary>
    private const int TieringCalls = 40;

    private static readonly TimeSpan _tieringDelay = TimeSpan.FromMilliseconds(130);

    /// <summary>Times of all works, in their order, <paramref name="seconds"/> of measuring in all.</summary>
    public static Samples[] Measure(double seconds, params Work[] works)
    {
        WarmUp(works);
        int[] calls = [.. works.Select(work => CallsFor(work, Math.Clamp(seconds / works.Length / 40, 2e-4, 2e-3)))];
        var times = new List<double>[works.Length];
        for (int i = 0; i < works.Length; i++)
        {
            times[i] = [];
        }

        long began = Stopwatch.GetTimestamp();
        for (int round = 0; round < MostRounds; round++)
        {
            if (round >= FewestRounds && Stopwatch.GetElapsedTime(began).TotalSeconds > seconds)
            {
                break;
            }

            for (int i = 0; i < works.Length; i++)
            {
                // The first call brings back into the caches what the work before displaced.
                works[i].Run(1);
                times[i].Add(Time(works[i], calls[i]) / calls[i]);
            }
        }

        return [.. works.Select((work, i) => new Samples(work, times[i]))];
    }

    /// <summary>The time of each of <paramref name="count"/> single calls, for percentiles; for work well above the clock's 25 ns.</summary>
    public static Samples MeasureSingleCalls(Work work, int count)
    {
        WarmUp([work]);
        var times = new double[count];
        for (int call = 0; call < count; call++)
        {
            times[call] = Time(work, 1);
        }

        return new Samples(work, times);
    }

    /// <summary>The time of one call of work that is long, and whose code has been warmed before.</summary>
    public static Samples MeasureOnce(Work work) => new(work, [Time(work, 1)]);

    private static void WarmUp(Work[] works)
    {
        for (int phase = 0; phase < 2; phase++)
        {
            foreach (Work work in works)
            {
                long began = Stopwatch.GetTimestamp();
                for (int call = 0; call < TieringCalls || Stopwatch.GetElapsedTime(began).TotalMilliseconds < 20; call++)
                {
                    work.Run(1);
                    if (Stopwatch.GetElapsedTime(began).TotalMilliseconds > 400)
                    {
                        break;
                    }
                }
            }

            Thread.Sleep(_tieringDelay);
        }
    }

    private static int CallsFor(Work work, double seconds)
    {
        int calls = 1;
        double nanoseconds = Time(work, calls);
        while (nanoseconds < seconds * 1e9 / 4)
        {
            calls *= 4;
            nanoseconds = Time(work, calls);
        }

        return Math.Max(1, (int)(calls * seconds * 1e9 / nanoseconds));
    }

    private static double Time(Work work, int calls)
    {
        long began = Stopwatch.GetTimestamp();
        work.Run(calls);
        return Stopwatch.GetElapsedTime(began).TotalNanoseconds;
    }
}
