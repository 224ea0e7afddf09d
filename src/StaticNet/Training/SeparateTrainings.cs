using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace StaticNet;

/// <summary>Does trainings that do not depend on each other, several at a time, each on a thread of its own.</summary>
internal static class SeparateTrainings
{
    /// <summary>Calls <paramref name="train"/> with every number below <paramref name="count"/>.</summary>
    /// <param name="count">Trainings.</param>
    /// <param name="parallel">Trainings under way at a time; as many as there are processors with 0.</param>
    /// <param name="train">Does one; what it throws first comes out as it is, once those under way have ended.</param>
    /// <param name="cancellation">Begins no more of them.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static void Run(int count, int parallel, Action<int> train, CancellationToken cancellation)
    {
        var options = new ParallelOptions { MaxDegreeOfParallelism = Degree(parallel), CancellationToken = cancellation };
        try
        {
            // One at a time: whole trainings are too long to be handed out in runs of several.
            OrderablePartitioner<int> order = Partitioner.Create(Enumerable.Range(0, count), EnumerablePartitionerOptions.NoBuffering);
            Parallel.ForEach(order, options, train);
        }
        catch (AggregateException exception)
        {
            cancellation.ThrowIfCancellationRequested();
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]);
        }
    }

    /// <summary>Trainings at a time that a number of the user's stands for.</summary>
    public static int Degree(int parallel) => parallel == 0 ? Environment.ProcessorCount : parallel;
}
