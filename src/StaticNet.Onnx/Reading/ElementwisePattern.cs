using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Reading;

/// <summary>
/// An activation that an exporter has spelled out, such as <c>x·sigmoid(x)</c>: elementwise nodes that begin at one value and meet in another. They are
/// recognised by what they compute, whatever the spelling: their values at a few dozen places are compared with each activation's.
/// </summary>
internal static class ElementwisePattern
{
    private const int MostNodes = 16;
    private const double Tolerance = 1e-5;

    private static readonly double[] _places = [.. Enumerable.Range(-24, 49).Select(static i => i * 0.37)];

    private static readonly (string Kind, string? Form, Func<double, double> Function)[] _activations =
    [
        ("Silu", null, static x => x * Sigmoid(x)),
        ("Mish", null, static x => x * Math.Tanh(Softplus(x))),
        ("Gelu", "Exact", static x => x * 0.5 * (1 + ErrorFunction(x / Math.Sqrt(2)))),
        ("Gelu", "Tanh", static x => x * 0.5 * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + (0.044715 * x * x * x))))),
        ("HardSwish", null, static x => x * Math.Clamp((x / 6) + 0.5, 0, 1)),
        ("Softsign", null, static x => x / (1 + Math.Abs(x))),
    ];

    /// <summary>The activation that begins at a value, or null.</summary>
    public static (string Kind, string? Form, List<Node> Nodes)? Find(string start, ILookup<string, Node> readers, Constants constants)
    {
        var values = new Dictionary<string, double[]>(StringComparer.Ordinal) { [start] = _places };
        var nodes = new List<Node>();
        while (nodes.Count < MostNodes && Next(values, nodes, readers, constants) is var (node, value))
        {
            nodes.Add(node);
            values[node.Output[0]] = value;
            bool isClosed = values.Keys.All(name => name == node.Output[0] || readers[name].All(nodes.Contains));
            if (isClosed && Recognise(value) is var (kind, form))
            {
                return (kind, form, nodes);
            }
        }

        return null;
    }

    private static (Node Node, double[] Value)? Next(
        Dictionary<string, double[]> values, List<Node> nodes, ILookup<string, Node> readers, Constants constants)
    {
        foreach (string name in values.Keys)
        {
            foreach (Node node in readers[name].Take(MostNodes))
            {
                if (!nodes.Contains(node) && node.Output.Count == 1 && Evaluate(node, values, constants) is { } value)
                {
                    return (node, value);
                }
            }
        }

        return null;
    }

    private static (string Kind, string? Form)? Recognise(double[] value)
    {
        foreach ((string kind, string? form, Func<double, double> function) in _activations)
        {
            if (_places.Zip(value).All(pair => Math.Abs(pair.Second - function(pair.First)) <= Tolerance * (1 + Math.Abs(pair.First))))
            {
                return (kind, form);
            }
        }

        return null;
    }

    private static double[]? Evaluate(Node node, Dictionary<string, double[]> values, Constants constants)
    {
        var inputs = new double[node.Input.Count][];
        for (int i = 0; i < inputs.Length; i++)
        {
            double[]? input = values.TryGetValue(node.Input[i], out double[]? known) ? known
                : constants.Find(node.Input[i]) is { IsScalar: true } scalar ? [.. Enumerable.Repeat(scalar.Values[0], _places.Length)]
                : null;
            if (input is null)
            {
                return null;
            }

            inputs[i] = input;
        }

        return (node.OpType, inputs.Length) switch
        {
            ("Add", 2) => Both(static (a, b) => a + b),
            ("Sub", 2) => Both(static (a, b) => a - b),
            ("Mul", 2) => Both(static (a, b) => a * b),
            ("Div", 2) => Both(static (a, b) => a / b),
            ("Pow", 2) => Both(Math.Pow),
            ("Sigmoid", 1) => Each(Sigmoid),
            ("Tanh", 1) => Each(Math.Tanh),
            ("Softplus", 1) => Each(Softplus),
            ("Erf", 1) => Each(ErrorFunction),
            ("Exp", 1) => Each(Math.Exp),
            ("Abs", 1) => Each(Math.Abs),
            ("Neg", 1) => Each(static x => -x),
            ("Relu", 1) => Each(static x => Math.Max(x, 0)),
            ("Identity" or "Cast", 1) => inputs[0],
            ("HardSigmoid", 1) => HardSigmoid(),
            ("Clip", 1 or 3) => Clip(),
            _ => null,
        };

        double[] Each(Func<double, double> function) => Array.ConvertAll(inputs[0], value => function(value));

        double[] Both(Func<double, double, double> function) => [.. inputs[0].Zip(inputs[1], function)];

        double[] HardSigmoid()
        {
            (double alpha, double beta) = (node.Number("alpha", 0.2), node.Number("beta", 0.5));
            return Each(x => Math.Clamp((alpha * x) + beta, 0, 1));
        }

        double[] Clip()
        {
            double minimum = inputs.Length == 3 ? inputs[1][0] : node.Number("min", double.NegativeInfinity);
            double maximum = inputs.Length == 3 ? inputs[2][0] : node.Number("max", double.PositiveInfinity);
            return Each(x => Math.Min(Math.Max(x, minimum), maximum));
        }
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static double Softplus(double x) => Math.Log(1 + Math.Exp(-Math.Abs(x))) + Math.Max(x, 0);

    /// <summary>To 1.5e-7 (Abramowitz and Stegun, formula 7.1.26), which is enough to tell activations apart.</summary>
    private static double ErrorFunction(double x)
    {
        double t = 1 / (1 + (0.3275911 * Math.Abs(x)));
        double series = t * (0.254829592 + (t * (-0.284496736 + (t * (1.421413741 + (t * (-1.453152027 + (t * 1.061405429))))))));
        return Math.Sign(x) * (1 - (series * Math.Exp(-x * x)));
    }
}
