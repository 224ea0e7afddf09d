namespace StaticNet.Generator.Benchmarks.Weights;

/// <summary>What a process knows of cultures: opening a resource by its name asks for the assembly's, which loads ICU unless there is but one.</summary>
internal enum Cultures
{
    /// <summary>As with <c>InvariantGlobalization</c>.</summary>
    Invariant,

    /// <summary>The default.</summary>
    All,
}
