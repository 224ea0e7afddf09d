namespace StaticNet;

/// <summary>How much worse a network does without what one feature says.</summary>
/// <param name="Name">The feature's name; of a single column without one, its number.</param>
/// <param name="Columns">The columns that it consists of.</param>
/// <param name="Drops">
/// What each shuffling cost, in the unit of the score, more than 0 where the network did worse.
/// </param>
public sealed record FeatureImportance(string Name, IReadOnlyList<int> Columns, IReadOnlyList<double> Drops)
{
    /// <summary>Mean cost: the importance.</summary>
    public double Mean => Drops.Average();

    /// <summary>Standard deviation of the costs, divisor n.</summary>
    public double Deviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Drops.Average(drop => (drop - mean) * (drop - mean)));
        }
    }
}
