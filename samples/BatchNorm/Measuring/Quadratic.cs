namespace BatchNormExperiments;

/// <summary>
/// The mean squared error of a line through two inputs, <c>w₁·x₁ + w₂·x₂ + b</c>: a bowl over the two weights and the bias, whose widest and
/// narrowest directions decide how fast gradient descent can go.
/// </summary>
internal sealed class Quadratic
{
    private const int Dimensions = 3;

    private readonly double[,] _hessian = new double[Dimensions, Dimensions];
    private readonly double[] _slope = new double[Dimensions];
    private readonly double _constant;

    /// <param name="inputs"><c>[rows, 2]</c>.</param>
    /// <param name="targets"><c>[rows]</c>.</param>
    public Quadratic(float[] inputs, float[] targets)
    {
        for (int row = 0; row < targets.Length; row++)
        {
            double[] x = [inputs[2 * row], inputs[(2 * row) + 1], 1];
            for (int i = 0; i < Dimensions; i++)
            {
                _slope[i] -= 2 * x[i] * targets[row] / targets.Length;
                for (int j = 0; j < Dimensions; j++)
                {
                    _hessian[i, j] += 2 * x[i] * x[j] / targets.Length;
                }
            }

            _constant += (double)targets[row] * targets[row] / targets.Length;
        }

        double[] eigenvalues = Eigenvalues();
        (Largest, ConditionNumber) = (eigenvalues[0], eigenvalues[0] / eigenvalues[^1]);
    }

    /// <summary>Curvature of the narrowest direction: gradient descent diverges at learning rates of 2 over it.</summary>
    public double Largest { get; }

    /// <summary>Largest curvature over least: about as many steps does gradient descent need for each digit.</summary>
    public double ConditionNumber { get; }

    /// <summary>The weights of the least error.</summary>
    public (double First, double Second) Best
    {
        get
        {
            // The bias eliminated, two equations for two weights remain.
            double a = Eliminated(0, 0);
            double b = Eliminated(0, 1);
            double d = Eliminated(1, 1);
            double r = -_slope[0] + (_hessian[0, 2] * _slope[2] / _hessian[2, 2]);
            double s = -_slope[1] + (_hessian[1, 2] * _slope[2] / _hessian[2, 2]);
            double determinant = (a * d) - (b * b);
            return (((d * r) - (b * s)) / determinant, ((a * s) - (b * r)) / determinant);
        }
    }

    /// <summary>The error where the bias is at its best.</summary>
    public double Error(double first, double second)
    {
        double bias = -(_slope[2] + (_hessian[2, 0] * first) + (_hessian[2, 1] * second)) / _hessian[2, 2];
        return Error([first, second, bias]);
    }

    /// <summary>Steps of gradient descent from zero, each as long as is quickest for the narrowest direction.</summary>
    public IReadOnlyList<(double First, double Second, double Error)> Descend(int steps)
    {
        var path = new List<(double, double, double)>();
        double[] weights = [0, 0, 0];
        for (int step = 0; step <= steps; step++)
        {
            path.Add((weights[0], weights[1], Error(weights)));
            double[] gradient =
            [.. Enumerable.Range(0, Dimensions).Select(i => _slope[i] + Enumerable.Range(0, Dimensions).Sum(j => _hessian[i, j] * weights[j]))];
            weights = [.. weights.Select((weight, i) => weight - (gradient[i] / Largest))];
        }

        return path;
    }

    private double Eliminated(int i, int j) => _hessian[i, j] - (_hessian[i, 2] * _hessian[2, j] / _hessian[2, 2]);

    private double Error(double[] weights)
    {
        double error = _constant;
        for (int i = 0; i < Dimensions; i++)
        {
            error += _slope[i] * weights[i];
            for (int j = 0; j < Dimensions; j++)
            {
                error += weights[i] * _hessian[i, j] * weights[j] / 2;
            }
        }

        return error;
    }

    /// <summary>Eigenvalues in descending order, by Jacobi's rotations.</summary>
    private double[] Eigenvalues()
    {
        double[,] matrix = (double[,])_hessian.Clone();
        for (int sweep = 0; sweep < 20; sweep++)
        {
            Rotate(matrix, 0, 1);
            Rotate(matrix, 0, 2);
            Rotate(matrix, 1, 2);
        }

        return [.. Enumerable.Range(0, Dimensions).Select(i => matrix[i, i]).OrderDescending()];
    }

    private static void Rotate(double[,] matrix, int p, int q)
    {
        if (matrix[p, q] == 0)
        {
            return;
        }

        double angle = Math.Atan2(2 * matrix[p, q], matrix[q, q] - matrix[p, p]) / 2;
        (double sine, double cosine) = Math.SinCos(angle);
        for (int k = 0; k < Dimensions; k++)
        {
            (matrix[k, p], matrix[k, q]) = ((cosine * matrix[k, p]) - (sine * matrix[k, q]), (sine * matrix[k, p]) + (cosine * matrix[k, q]));
        }

        for (int k = 0; k < Dimensions; k++)
        {
            (matrix[p, k], matrix[q, k]) = ((cosine * matrix[p, k]) - (sine * matrix[q, k]), (sine * matrix[p, k]) + (cosine * matrix[q, k]));
        }
    }
}
