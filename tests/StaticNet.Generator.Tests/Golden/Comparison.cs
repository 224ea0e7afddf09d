using System.Globalization;

namespace StaticNet.Generator.Tests.Golden;

/// <summary>Compares results with a case's reference tensors and keeps account: every one of them has to be compared.</summary>
internal sealed class Comparison(GoldenCase goldenCase)
{
    private readonly HashSet<string> _compared = new(StringComparer.Ordinal);
    private readonly List<string> _failures = [];
    private double _worst;
    private string _worstQuantity = "nothing";
    private int _count;

    /// <summary>Compares with <c>f64/quantity</c>; <paramref name="way"/> says how the result came about.</summary>
    public void Check(string quantity, ReadOnlySpan<float> actual, string way = "") => Check(quantity, Widen(actual), way);

    public void Check(string quantity, ReadOnlySpan<double> actual, string way = "")
    {
        string name = "f64/" + quantity;
        _compared.Add(name);
        Derived(way.Length == 0 ? quantity : $"{quantity} by {way}", actual, goldenCase.Doubles(name), Columns(goldenCase.Shape(name)));
    }

    /// <summary>Compares one entry along the first axis of <c>f64/quantity</c>, such as a step.</summary>
    public void CheckEntry(string quantity, int entry, ReadOnlySpan<float> actual) => CheckEntry(quantity, entry, Widen(actual));

    public void CheckEntry(string quantity, int entry, ReadOnlySpan<double> actual)
    {
        string name = "f64/" + quantity;
        int[] shape = goldenCase.Shape(name);
        double[] all = goldenCase.Doubles(name);
        int size = all.Length / shape[0];
        _compared.Add(name);
        Derived($"{quantity}[{entry}]", actual, all.AsSpan(entry * size, size), Columns(shape[1..]));
    }

    /// <summary>Compares with numbers that follow from the reference.</summary>
    public void Derived(string quantity, ReadOnlySpan<double> actual, ReadOnlySpan<double> reference, int columns)
    {
        _count++;
        double fraction = goldenCase.Tolerance.Fraction(actual, reference, columns);
        if (fraction >= _worst)
        {
            _worst = fraction;
            _worstQuantity = quantity;
        }

        if (!(fraction <= 1))
        {
            _failures.Add($"{quantity}: {fraction:G3} of the tolerance");
        }
    }

    /// <summary>Notes that <c>f64/quantity</c> is stored and not compared, for a reason that stands where this is called.</summary>
    public void Omit(string quantity) => _compared.Add("f64/" + quantity);

    /// <summary>Fails if anything deviated or was left out; prints the figure.</summary>
    public void Conclude()
    {
        string[] forgotten =
        [
            .. goldenCase.TensorNames.Where(name => name.StartsWith("f64/", StringComparison.Ordinal) && !_compared.Contains(name)),
        ];
        string figure = string.Create(
            CultureInfo.InvariantCulture, $"{goldenCase.Id}: worst {_worst:F4} of the tolerance ({_worstQuantity}), {_count} comparisons");
        TestContext.Current.TestOutputHelper?.WriteLine(figure);
        Assert.True(_failures.Count == 0, string.Join('\n', _failures));
        Assert.True(forgotten.Length == 0, $"Stored and not compared: {string.Join(", ", forgotten)}");
    }

    private static int Columns(int[] shape) => shape.Length == 0 ? 1 : shape[^1];

    private static double[] Widen(ReadOnlySpan<float> values) => Array.ConvertAll(values.ToArray(), static value => (double)value);
}
