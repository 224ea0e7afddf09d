namespace StaticNet.Generator.Model;

/// <summary>Something that a diagnostic carries for its fix, beside the message: a property of it.</summary>
/// <param name="Name">One of the constants here.</param>
/// <param name="Value">As text; numbers in the invariant culture.</param>
internal sealed record Fact(string Name, string Value)
{
    /// <summary>Full name of the network's class. Every diagnostic has it.</summary>
    public const string Network = "Network";

    /// <summary>
    /// Position of the layer to change among the layers, the input being 0. Every diagnostic on a layer has it; it is the layer marked unless the
    /// rule says otherwise.
    /// </summary>
    public const string Layer = "Layer";

    /// <summary>The argument at fault, as it is named in C#: a parameter in lower case, a property in upper case. Several are separated by commas.</summary>
    public const string Argument = "Argument";

    /// <summary>Units that a <c>Dense</c> should have.</summary>
    public const string Units = "Units";

    /// <summary>A layer's name that may have been meant in place of the one written.</summary>
    public const string Suggestion = "Suggestion";

    /// <summary>The name written.</summary>
    public const string Written = "Written";

    public Fact(string name, int value)
        : this(name, Text.Invariant(value))
    {
    }
}
