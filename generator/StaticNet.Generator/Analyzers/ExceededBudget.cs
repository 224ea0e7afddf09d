using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Analyzers;

/// <summary>A network that costs more than it may. It is sound all the same, so whoever silences this has a network that works.</summary>
internal static class ExceededBudget
{
    public static IEnumerable<Problem> Find(NetworkModel network)
    {
        if (network.Budget is not { } budget)
        {
            yield break;
        }

        if (network.ParameterCount > budget.MaxParameters)
        {
            Node largest = network.Nodes.OrderByDescending(static node => node.ParameterCount).First();
            yield return new Problem(
                Rules.BudgetExceeded,
                $"Budget: {network.Type.Name} has {Text.Grouped(network.ParameterCount)} parameters, and at most {Text.Grouped(budget.MaxParameters)} are "
                + $"allowed; the largest layer is {largest.Mention}, with {Text.Grouped(largest.ParameterCount)}",
                budget.Attribute);
        }

        // Weights take a part of a plan that is only made where somebody asks.
        if (budget.MaxBytes == long.MaxValue)
        {
            yield break;
        }

        PredictionPlan plan = PredictionPlan.Make(network);
        long weights = (long)plan.WeightFloats * sizeof(float);
        long scratch = (long)plan.Scratch * sizeof(float);
        if (weights + scratch > budget.MaxBytes)
        {
            yield return new Problem(
                Rules.BudgetExceeded,
                $"Budget: predicting with {network.Type.Name} takes {Text.Grouped(weights + scratch)} bytes, {Text.Grouped(weights)} of packed weights and "
                + $"{Text.Grouped(scratch)} of scratch, and at most {Text.Grouped(budget.MaxBytes)} are allowed",
                budget.Attribute);
        }
    }
}
