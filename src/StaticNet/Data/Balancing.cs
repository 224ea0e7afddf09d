namespace StaticNet;

/// <summary>How <see cref="MemoryDataSet.Balance"/> makes classes equally frequent.</summary>
public enum Balancing
{
    /// <summary>Rows of rare classes are repeated, each as often as any other of its class or once more: no row is lost.</summary>
    Oversample,

    /// <summary>Rows of frequent classes are left out, drawn at random: no row occurs twice.</summary>
    Undersample,
}
