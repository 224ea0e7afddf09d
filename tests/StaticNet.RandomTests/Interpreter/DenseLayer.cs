namespace StaticNet.RandomTests.Interpreter;

/// <summary><c>y = x·W + b</c> on the last axis.</summary>
internal sealed class DenseLayer : Layer
{
    private readonly int _inputs;
    private readonly int _units;
    private readonly Parameter _kernel;
    private readonly Parameter? _bias;
    private Batch _x = null!;

    public DenseLayer(string name, int inputs, int units, bool bias, double l1 = 0, double l2 = 0, ConstraintLayout constraint = default)
    {
        _inputs = inputs;
        _units = units;
        _kernel = new Parameter(name + ".kernel", [inputs, units], isKernel: true) { L1 = l1, L2 = l2, Constraint = constraint };
        _bias = bias ? new Parameter(name + ".bias", [units]) : null;
    }

    public override IReadOnlyList<Parameter> Parameters => _bias is null ? [_kernel] : [_kernel, _bias];

    public override Batch Forward(Batch x, Pass pass)
    {
        _x = x;
        Batch y = x.WithColumns(_units);
        for (int row = 0; row < x.Rows; row++)
        {
            Span<double> output = y.Row(row);
            _bias?.Values.CopyTo(output);
            Span<double> input = x.Row(row);
            for (int i = 0; i < _inputs; i++)
            {
                AddProduct(input[i], _kernel.Values.AsSpan(i * _units, _units), output);
            }
        }

        if (!pass.Rounding.IsNone)
        {
            double[] columnNorms = Norms(_kernel.Values, _inputs, _units, ofColumns: true);
            double[] rowNorms = Norms(x.Values, x.Rows, _inputs, ofColumns: false);
            double Start(int unit) => Math.Sqrt(_inputs) * Math.Abs(_bias?.Values[unit] ?? 0);
            Round(y, pass, (row, unit) => (rowNorms[row] * columnNorms[unit]) + Start(unit), _inputs);
        }

        return y;
    }

    public override Batch Backward(Batch dy, Pass pass)
    {
        Batch dx = dy.WithColumns(_inputs);
        var kernel = new Batch(new double[_kernel.Count], [_inputs, _units]);
        var bias = new Batch(new double[_units], [1, _units]);
        for (int row = 0; row < dy.Rows; row++)
        {
            Span<double> gradient = dy.Row(row);
            AddProduct(1, gradient, bias.Values);
            for (int i = 0; i < _inputs; i++)
            {
                AddProduct(_x.Row(row)[i], gradient, kernel.Row(i));
                dx.Row(row)[i] = Product(gradient, _kernel.Values.AsSpan(i * _units, _units));
            }
        }

        if (!pass.Rounding.IsNone)
        {
            double[] inputNorms = Norms(_x.Values, _x.Rows, _inputs, ofColumns: true);
            double[] gradientNorms = Norms(dy.Values, dy.Rows, _units, ofColumns: true);
            double[] rowNorms = Norms(dy.Values, dy.Rows, _units, ofColumns: false);
            double[] weightNorms = Norms(_kernel.Values, _inputs, _units, ofColumns: false);
            Round(kernel, pass, (input, unit) => inputNorms[input] * gradientNorms[unit], dy.Rows);
            Round(
                bias,
                pass,
                (_, unit) => Rounding.ScaleOfSum(bias.Values[unit], gradientNorms[unit] * gradientNorms[unit], dy.Rows),
                terms: 0);
            Round(dx, pass, (row, input) => rowNorms[row] * weightNorms[input], _units);
        }

        _kernel.Gradient = kernel.Values;
        if (_bias is not null)
        {
            _bias.Gradient = bias.Values;
        }

        return dx;
    }

    public override void Draw(Random random, Batch x)
    {
        for (int i = 0; i < _kernel.Count; i++)
        {
            _kernel.Values[i] = Normal(random);
        }

        // Outputs of a size between 0.5 and 2, whatever comes in.
        Batch y = Forward(x, Pass.Training);
        double size = Math.Sqrt(y.Values.Sum(static value => value * value) / y.Values.Length);
        double scale = (0.5 + (1.5 * random.NextDouble())) / Math.Max(size, 1e-3);
        for (int i = 0; i < _kernel.Count; i++)
        {
            _kernel.Values[i] = Single(_kernel.Values[i] * scale);
        }

        for (int i = 0; i < (_bias?.Count ?? 0); i++)
        {
            _bias!.Values[i] = Single(0.5 * Normal(random));
        }
    }

    /// <summary>
    /// A sum of products is rounded term by term: the partial sums are as large as the two factors' norms multiplied if terms have mixed
    /// signs, and grow to the result if they have one.
    /// </summary>
    private static void Round(Batch values, Pass pass, Func<int, int, double> norms, int terms)
    {
        double growth = Math.Sqrt(terms / 3.0);
        for (int row = 0; row < values.Rows; row++)
        {
            Span<double> line = values.Row(row);
            for (int column = 0; column < line.Length; column++)
            {
                line[column] = pass.Rounding.Apply(line[column], norms(row, column) + (growth * Math.Abs(line[column])));
            }
        }
    }

    private static double[] Norms(double[] matrix, int rows, int columns, bool ofColumns)
    {
        var norms = new double[ofColumns ? columns : rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double value = matrix[(row * columns) + column];
                norms[ofColumns ? column : row] += value * value;
            }
        }

        return Array.ConvertAll(norms, Math.Sqrt);
    }

    private static void AddProduct(double factor, ReadOnlySpan<double> values, Span<double> sums)
    {
        values = values[..sums.Length];
        for (int i = 0; i < sums.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }

    private static double Product(ReadOnlySpan<double> left, ReadOnlySpan<double> right)
    {
        right = right[..left.Length];
        double sum = 0;
        for (int i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }
}
