using StaticNet.Tool.Files;
using StaticNet.Tool.Output;

namespace StaticNet.Tool.Commands;

/// <summary>How a tensor differs between two files.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, or both.</param>
/// <param name="Verdict">In words.</param>
/// <param name="IsSame">Whether it counts as equal.</param>
/// <param name="Largest">The largest difference of two values; NaN where they cannot be compared.</param>
/// <param name="Mean">The mean difference.</param>
/// <param name="Relative">Length of the difference over that of the first.</param>
internal sealed record TensorDifference(string Name, string Shape, string Verdict, bool IsSame, double Largest, double Mean, double Relative)
{
    /// <summary>All tensors of either file, in the order of the first.</summary>
    public static TensorDifference[] Of(IReadOnlyList<NamedTensor> first, IReadOnlyList<NamedTensor> second, double tolerance)
    {
        Dictionary<string, NamedTensor> others = second.DistinctBy(static tensor => tensor.Name).ToDictionary(static tensor => tensor.Name);
        HashSet<string> names = [.. first.Select(static tensor => tensor.Name)];
        return
        [
            .. first.Select(tensor => others.TryGetValue(tensor.Name, out NamedTensor? other) ? Of(tensor, other, tolerance) : Alone(tensor, "only in A")),
            .. second.Where(tensor => !names.Contains(tensor.Name)).Select(static tensor => Alone(tensor, "only in B")),
        ];
    }

    private static TensorDifference Alone(NamedTensor tensor, string verdict) =>
        new(tensor.Name, Figures.Shape(tensor.Shape), verdict, false, double.NaN, double.NaN, double.NaN);

    private static TensorDifference Of(NamedTensor a, NamedTensor b, double tolerance)
    {
        if (!a.Shape.AsSpan().SequenceEqual(b.Shape))
        {
            string shapes = $"{Figures.Shape(a.Shape)} and {Figures.Shape(b.Shape)}";
            return new TensorDifference(a.Name, shapes, "other shape", false, double.NaN, double.NaN, double.NaN);
        }

        (double largest, double sum, double squares, double length) = (0, 0, 0, 0);
        bool areSameBits = true;
        for (int i = 0; i < a.Values.Length; i++)
        {
            bool isSame = a.Values[i].Equals(b.Values[i]) && float.IsNegative(a.Values[i]) == float.IsNegative(b.Values[i]);
            areSameBits &= isSame;

            // Two of the same NaN or infinity differ by nothing.
            double difference = isSame ? 0 : Math.Abs((double)a.Values[i] - b.Values[i]);
            largest = Math.Max(largest, double.IsNaN(difference) ? double.PositiveInfinity : difference);
            sum += difference;
            squares += difference * difference;
            length += (double)a.Values[i] * a.Values[i];
        }

        string verdict = areSameBits ? "identical" : largest <= tolerance ? "within tolerance" : "differs";
        return new TensorDifference(
            a.Name, Figures.Shape(a.Shape), verdict, areSameBits || largest <= tolerance, largest, a.Values.Length == 0 ? 0 : sum / a.Values.Length,
            squares == 0 ? 0 : Math.Sqrt(squares / length));
    }
}
