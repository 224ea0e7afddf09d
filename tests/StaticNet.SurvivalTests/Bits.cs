using System.Runtime.InteropServices;

namespace StaticNet.SurvivalTests;

/// <summary>Networks and states, compared bit by bit.</summary>
internal static class Bits
{
    public static int[] Of(Network network) =>
        [.. network.Parameters.Concat(network.Statistics).SelectMany(static tensor => Of(tensor.ToArray()))];

    public static int[] Of(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, int>(values).ToArray();

    /// <summary>All that the next step depends on: equal where the trainings that follow are.</summary>
    public static void AssertEqual(TrainingState expected, TrainingState actual)
    {
        Assert.Equal(expected.Tensors.Select(static tensor => tensor.Name), actual.Tensors.Select(static tensor => tensor.Name));
        foreach ((StateTensor first, StateTensor second) in expected.Tensors.Zip(actual.Tensors))
        {
            Assert.Equal(Of(first.Values), Of(second.Values));
        }

        Assert.Equal(expected.Epochs.Select(WithoutTime), actual.Epochs.Select(WithoutTime));
        Assert.Equal(
            (expected.Steps, expected.NetworkSteps, expected.EpochsBegun, expected.LearningRateFactor, expected.Stopped),
            (actual.Steps, actual.NetworkSteps, actual.EpochsBegun, actual.LearningRateFactor, actual.Stopped));
        Assert.Equal(expected.Callbacks.Select(static state => state.Type), actual.Callbacks.Select(static state => state.Type));
        foreach ((CallbackState first, CallbackState second) in expected.Callbacks.Zip(actual.Callbacks))
        {
            Assert.Equal(first.Numbers, second.Numbers);
            Assert.Equal(first.Vectors.Keys, second.Vectors.Keys);
            Assert.All(first.Vectors, pair => Assert.Equal(Of(pair.Value), Of(second.Vectors[pair.Key])));
        }
    }

    public static EpochRecord WithoutTime(EpochRecord epoch) => epoch with { Seconds = 0, SamplesPerSecond = 0 };
}
