using System.Globalization;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <summary>A layer as it is declared: prints its attribute, and makes the layer that the interpreter runs.</summary>
internal abstract record LayerDescription(string Kind)
{
    /// <summary>The name given, if any.</summary>
    public string? Name { get; init; }

    /// <summary>The attribute without brackets.</summary>
    public string Attribute
    {
        get
        {
            string arguments = string.Join(", ", Name is null ? Arguments : Arguments.Append($"Name = \"{Name}\""));
            return arguments.Length == 0 ? Kind : $"{Kind}({arguments})";
        }
    }

    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>Whether the layer takes samples of this shape.</summary>
    public virtual bool Accepts(int[] input) => true;

    public virtual int[] Output(int[] input) => input;

    /// <summary>Multiply-adds a sample.</summary>
    public virtual long Cost(int[] input) => Size(input);

    public abstract Layer Interpret(string name, int[] input);

    /// <summary>What a tensor of the layer may hold before training: each value within the bounds.</summary>
    public virtual (double Minimum, double Maximum) InitialBounds(string suffix, int[] input) =>
        (double.NegativeInfinity, double.PositiveInfinity);

    public static int Size(int[] shape) => shape.Aggregate(1, static (product, size) => product * size);

    /// <summary>A double's literal.</summary>
    public static string Number(double value)
    {
        string text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Contains('.', StringComparison.Ordinal) || text.Contains('E', StringComparison.Ordinal) ? text : text + ".0";
    }
}
