using System.Reflection;
using StaticNet.Kernels;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Checks that what fills up panels is zero where it must be: a sum or an update over a whole arena takes it along.</summary>
internal static class Padding
{
    public static void Check(string what, Arena arena, TensorLayout[] tensors)
    {
        var isReal = new bool[arena.Length];
        foreach (TensorLayout tensor in tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                isReal[tensor.OffsetOf(i)] = true;
            }
        }

        for (int i = 0; i < isReal.Length; i++)
        {
            if (!isReal[i] && BitConverter.SingleToInt32Bits(arena.Span[i]) << 1 != 0)
            {
                TensorLayout tensor = tensors.Last(candidate => candidate.Offset <= i);
                throw new DifferenceException($"The padding of {what} {tensor.Name} holds {arena.Span[i]:R} at {i - tensor.Offset}");
            }
        }
    }

    public static void Check(Network network)
    {
        Check("parameter", network.ParameterArena, network.Layout.Parameters);
        Check("the gradient of", network.GradientArena, network.Layout.Parameters);
        Check("statistic", network.StatisticArena, network.Layout.Statistics);
    }

    /// <summary>Checks every arena that an optimizer remembers.</summary>
    public static int Check(Network network, OptimizerState state)
    {
        object rule = Fields(state).Single(static value => value is UpdateRule);
        int arenas = 0;
        foreach (Arena arena in Fields(rule).OfType<Arena>())
        {
            Check("optimizer state of", arena, network.Layout.Parameters);
            arenas++;
        }

        return arenas;
    }

    private static IEnumerable<object> Fields(object owner) => owner.GetType()
        .GetFields(BindingFlags.Instance | BindingFlags.NonPublic)
        .Select(field => field.GetValue(owner))
        .OfType<object>();
}
