namespace StaticNet;

/// <summary>A shift and a scale a column, then a matrix, with the floats the network will hold.</summary>
internal sealed class MatrixNormalizer : FittedNormalizer
{
    private readonly ColumnNormalizer _scaling;

    /// <summary>Row-major; every number is one that a float holds.</summary>
    private readonly double[] _matrix;
    private readonly float[] _deviation;
    private readonly Lazy<double[]> _inverse;

    /// <param name="scaling">What is done to each column first.</param>
    /// <param name="matrix">The matrix <c>[inputs, outputs]</c>, row-major.</param>
    /// <param name="deviation">Deviations of the outputs; 0 counts as 1.</param>
    public MatrixNormalizer(ColumnNormalizer scaling, double[] matrix, double[] deviation)
        : this(
            scaling,
            Array.ConvertAll(matrix, static value => (float)value),
            Array.ConvertAll(deviation, static value => (float)value > 0 ? (float)value : 1))
    {
    }

    private MatrixNormalizer(ColumnNormalizer scaling, float[] matrix, float[] deviation)
        : base(scaling.Inputs, deviation.Length)
    {
        _scaling = scaling;
        _matrix = Array.ConvertAll(matrix, static value => (double)value);
        _deviation = deviation;
        _inverse = new Lazy<double[]>(Invert);
    }

    /// <summary>What a network holds.</summary>
    public static MatrixNormalizer Read(ParameterCollection statistics, string name) => new(
        ColumnNormalizer.Read(statistics, name), statistics[name + ".matrix"].ToArray(), statistics[name + ".deviation"].ToArray());

    internal override void Apply(ReadOnlySpan<double> values, Span<double> normalized)
    {
        var scaled = new double[Inputs];
        _scaling.Apply(values, scaled);
        normalized.Clear();
        for (int i = 0; i < Inputs; i++)
        {
            Covariance.AddScaled(scaled[i], _matrix.AsSpan(i * Outputs, Outputs), normalized);
        }
    }

    internal override void Invert(ReadOnlySpan<double> normalized, Span<double> values)
    {
        double[] inverse = _inverse.Value;
        var scaled = new double[Inputs];
        for (int j = 0; j < Outputs; j++)
        {
            Covariance.AddScaled(normalized[j], inverse.AsSpan(j * Inputs, Inputs), scaled);
        }

        _scaling.Invert(scaled, values);
    }

    internal override void Write(ParameterCollection statistics, string name)
    {
        _scaling.Write(statistics, name);
        statistics[name + ".matrix"].CopyFrom(Array.ConvertAll(_matrix, static value => (float)value));
        statistics[name + ".deviation"].CopyFrom(_deviation);
    }

    /// <summary>
    /// The pseudo-inverse <c>(MᵀM)⁺·Mᵀ</c>, <c>[outputs, inputs]</c> (Penrose 1955): the inverse itself where there is one, and elsewhere the values of the
    /// least size.
    /// </summary>
    private double[] Invert()
    {
        // A squared condition would leave half the digits; columns of length 1 have much less of one, as whitening's are orthogonal or nearly so.
        var lengths = new double[Outputs];
        for (int i = 0; i < _matrix.Length; i++)
        {
            lengths[i % Outputs] += _matrix[i] * _matrix[i];
        }

        double Unit(int input, int output) => lengths[output] == 0 ? 0 : _matrix[(input * Outputs) + output] / Math.Sqrt(lengths[output]);

        var products = new double[Outputs * Outputs];
        for (int i = 0; i < Inputs; i++)
        {
            for (int j = 0; j < Outputs; j++)
            {
                for (int k = 0; k < Outputs; k++)
                {
                    products[(j * Outputs) + k] += Unit(i, j) * Unit(i, k);
                }
            }
        }

        var eigen = new SymmetricEigen(products, Outputs);
        var inverse = new double[Outputs * Inputs];
        for (int k = 0; k < Outputs && eigen.Values[k] > 1e-13 * eigen.Values[0]; k++)
        {
            double[] vector = eigen.Vectors[k];
            var turned = new double[Inputs];
            for (int i = 0; i < Inputs; i++)
            {
                for (int j = 0; j < Outputs; j++)
                {
                    turned[i] += Unit(i, j) * vector[j];
                }
            }

            for (int j = 0; j < Outputs; j++)
            {
                double length = lengths[j] == 0 ? 1 : Math.Sqrt(lengths[j]);
                Covariance.AddScaled(vector[j] / eigen.Values[k] / length, turned, inverse.AsSpan(j * Inputs, Inputs));
            }
        }

        return inverse;
    }
}
