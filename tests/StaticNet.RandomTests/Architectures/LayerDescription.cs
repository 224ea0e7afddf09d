using System.Globalization;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Architectures;

/// <summary>A layer as it is declared: prints its attribute, and makes the layer that the interpreter runs.</summary>
internal abstract record LayerDescription(string Kind)
{
    /// <summary>The name given, if any.</summary>
    public string? Name { get; init; }

    /// <summary>The place of the layer it reads where that is not the one above; −1 is the input.</summary>
    public int? From { get; init; }

    /// <summary>The places of the layers it reads besides.</summary>
    public virtual IReadOnlyList<int> Others => [];

    protected virtual IEnumerable<string> Arguments => [];

    /// <summary>The attribute without brackets.</summary>
    /// <param name="nameOf">Gives the name of the layer at a place.</param>
    public string Attribute(Func<int, string> nameOf)
    {
        string[] arguments =
        [
            .. Others.Select(other => $"\"{nameOf(other)}\""),
            .. Arguments,
            .. Name is null ? Array.Empty<string>() : [$"Name = \"{Name}\""],
            .. From is { } from ? [$"From = \"{nameOf(from)}\""] : Array.Empty<string>(),
        ];
        return arguments.Length == 0 ? Kind : $"{Kind}({string.Join(", ", arguments)})";
    }

    /// <summary>The layer with other places in what it reads.</summary>
    public virtual LayerDescription Rewired(Func<int, int> places) => From is { } from ? this with { From = places(from) } : this;

    /// <summary>Whether the layer takes samples of these shapes, the first in place of the layer above.</summary>
    public virtual bool Accepts(int[][] inputs) => Accepts(inputs[0]);

    public virtual int[] Output(int[][] inputs) => Output(inputs[0]);

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
