namespace StaticNet;

/// <summary>How a figure of every class becomes one figure.</summary>
public enum Average
{
    /// <summary>The figure of class 1, for networks that tell two classes apart by one output.</summary>
    Binary,

    /// <summary>
    /// The mean over classes, each counting alike. As in scikit-learn a class that is neither met nor predicted is left out, but where every
    /// output is a label of its own (binary cross-entropy over several outputs) all count.
    /// </summary>
    Macro,

    /// <summary>The figure of all decisions taken together, whatever the class.</summary>
    Micro,

    /// <summary>The mean over classes, each counting by how often it is met.</summary>
    Weighted,
}
