namespace StaticNet.Benchmarks;

/// <summary>A row of the table: one kind of work and what is promised of it.</summary>
internal abstract class Row
{
    /// <summary>The work.</summary>
    public abstract string Work { get; }

    /// <summary>Measures it, figure by figure.</summary>
    public abstract IEnumerable<Finding> Measure(Session session);
}
