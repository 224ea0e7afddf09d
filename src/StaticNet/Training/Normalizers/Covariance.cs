using System.Numerics;
using System.Runtime.InteropServices;

namespace StaticNet;

/// <summary>
/// Means and covariance of columns, gathered in one pass in double: by blocks of rows, each about its own mean, merged by the formula of Chan, Golub and
/// LeVeque ("Updating formulae and a pairwise algorithm for computing sample variances", 1979), so that large means cancel nothing. The same bits on
/// every processor.
/// </summary>
internal sealed class Covariance(int columns)
{
    private const int BlockRows = 64;

    private readonly double[] _mean = new double[columns];
    private readonly double[] _products = new double[columns * columns];
    private readonly double[] _block = new double[BlockRows * columns];
    private readonly double[] _blockMean = new double[columns];
    private int _blockRows;
    private long _rows;

    /// <summary>Rows taken.</summary>
    public long Rows => _rows + _blockRows;

    /// <summary>The columns' means. Call <see cref="Finish"/> first.</summary>
    public ReadOnlySpan<double> Mean => _mean;

    /// <summary>Takes one more row.</summary>
    public void Add(ReadOnlySpan<double> row)
    {
        row.CopyTo(_block.AsSpan(_blockRows * columns));
        if (++_blockRows == BlockRows)
        {
            Merge();
        }
    }

    /// <summary>The sums of products of deviations, row-major: the covariance, not yet divided.</summary>
    public double[] Finish()
    {
        Merge();
        for (int i = 0; i < columns; i++)
        {
            for (int j = 0; j < i; j++)
            {
                _products[(i * columns) + j] = _products[(j * columns) + i];
            }
        }

        return _products;
    }

    private void Merge()
    {
        if (_blockRows == 0)
        {
            return;
        }

        Array.Clear(_blockMean);
        for (int row = 0; row < _blockRows; row++)
        {
            AddScaled(1, _block.AsSpan(row * columns, columns), _blockMean);
        }

        for (int i = 0; i < columns; i++)
        {
            // A second correction, since the sum was rounded: otherwise constant columns would not come out as 0.
            double mean = _blockMean[i] / _blockRows;
            double rest = 0;
            for (int row = 0; row < _blockRows; row++)
            {
                rest += _block[(row * columns) + i] - mean;
            }

            _blockMean[i] = mean + (rest / _blockRows);
        }

        for (int row = 0; row < _blockRows; row++)
        {
            Span<double> deviations = _block.AsSpan(row * columns, columns);
            AddScaled(-1, _blockMean, deviations);
            AddProducts(deviations, 1);
        }

        // From here on, the block's mean is its distance from the one so far.
        AddScaled(-1, _mean, _blockMean);
        long rows = _rows + _blockRows;
        if (_rows > 0)
        {
            AddProducts(_blockMean, (double)_rows * _blockRows / rows);
        }

        AddScaled((double)_blockRows / rows, _blockMean, _mean);
        _rows = rows;
        _blockRows = 0;
    }

    private void AddProducts(ReadOnlySpan<double> deviations, double factor)
    {
        for (int i = 0; i < columns; i++)
        {
            AddScaled(factor * deviations[i], deviations[i..], _products.AsSpan((i * columns) + i, columns - i));
        }
    }

    /// <summary><c>sums += factor·values</c>, each product rounded before it is added.</summary>
    public static void AddScaled(double factor, ReadOnlySpan<double> values, Span<double> sums)
    {
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(values);
        Span<Vector<double>> sumVectors = MemoryMarshal.Cast<double, Vector<double>>(sums);
        for (int i = 0; i < vectors.Length; i++)
        {
            sumVectors[i] += factor * vectors[i];
        }

        for (int i = vectors.Length * Vector<double>.Count; i < values.Length; i++)
        {
            sums[i] += factor * values[i];
        }
    }
}
