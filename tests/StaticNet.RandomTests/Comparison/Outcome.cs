using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Everything that a run of the interpreter gives, by name.</summary>
internal sealed class Outcome
{
    private readonly List<(string Name, double[] Values, int Columns)> _items = [];

    public IReadOnlyList<(string Name, double[] Values, int Columns)> Items => _items;

    public Outcome Add(string name, double[] values, int columns)
    {
        _items.Add((name, values, columns));
        return this;
    }

    public Outcome AddGradients(InterpretedNetwork network)
    {
        foreach (Parameter parameter in network.Parameters)
        {
            Add("gradient of " + parameter.Name, parameter.Gradient, parameter.Columns);
        }

        return this;
    }

    public Outcome AddStatistics(InterpretedNetwork network)
    {
        foreach (Parameter statistic in network.Statistics)
        {
            Add(statistic.Name, statistic.Values, statistic.Columns);
        }

        return this;
    }
}
