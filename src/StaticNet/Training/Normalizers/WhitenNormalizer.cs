namespace StaticNet;

/// <summary>Columns that are no longer correlated, by the eigen-decomposition of their covariance.</summary>
internal sealed class WhitenNormalizer(Whitening kind, double epsilon, bool standardize, int components, int[]? columns) : Normalizer(columns)
{
    internal override int Outputs(int columns) => components == 0 ? columns : columns - (Columns?.Length ?? columns) + components;

    internal override NormalizerFitting Begin(int columns)
    {
        int selected = Columns?.Length ?? columns;
        if (components > selected)
        {
            throw new ArgumentOutOfRangeException(nameof(columns), columns, $"{components} components cannot be kept of {selected} columns.");
        }

        return new Fitting(kind, epsilon, standardize, components == 0 ? selected : components, columns, Columns);
    }

    internal override FittedNormalizer Read(ParameterCollection statistics, string name, int columns) =>
        MatrixNormalizer.Read(statistics, name);

    private sealed class Fitting(Whitening kind, double epsilon, bool standardize, int components, int columns, int[]? selected)
        : NormalizerFitting(columns, selected)
    {
        /// <summary>A component whose variance is this small a share of the largest holds rounding only.</summary>
        private const double NoVariance = 1e-12;

        private readonly Covariance _covariance = new(selected?.Length ?? columns);
        private readonly double[] _row = new double[selected?.Length ?? columns];
        private readonly double[] _places = new double[components];
        private readonly double[] _farthest = new double[components];
        private double[]? _mean;
        private double[] _scale = [];
        private double[] _turned = [];
        private SymmetricEigen _eigen = null!;

        public override void Add(ReadOnlySpan<double> row)
        {
            for (int i = 0; i < _row.Length; i++)
            {
                _row[i] = row[Selected[i]];
            }

            if (_mean is null)
            {
                _covariance.Add(_row);
            }
            else
            {
                FindFarthest();
            }
        }

        public override bool EndPass()
        {
            if (_mean is not null)
            {
                return false;
            }

            Decompose();
            return kind != Whitening.Zca;
        }

        public override FittedNormalizer Finish()
        {
            int size = _row.Length;
            var scaling = new ColumnNormalizer(Columns);
            for (int i = 0; i < size; i++)
            {
                scaling.Set(Selected[i], _mean![i], _scale[i]);
            }

            // What is not selected passes through; components, or columns turned back, take the places of the first that are.
            int outputs = Columns - size + components;
            int taken = 0;
            int passed = 0;
            var matrix = new double[Columns * outputs];
            var deviations = new double[outputs];
            Array.Fill(deviations, 1);
            for (int column = 0; column < Columns; column++)
            {
                bool isSelected = Selected.BinarySearch(column) >= 0;
                if (isSelected && taken == components)
                {
                    continue;
                }

                int output = taken + passed;
                if (!isSelected)
                {
                    matrix[(column * outputs) + output] = 1;
                    passed++;
                    continue;
                }

                (double[] weights, double variance) = kind == Whitening.Zca ? TurnedBack(taken) : Component(taken);
                for (int i = 0; i < size; i++)
                {
                    matrix[(Selected[i] * outputs) + output] = weights[i];
                }

                deviations[output] = Math.Sqrt(Math.Max(variance, 0));
                taken++;
            }

            return new MatrixNormalizer(scaling, matrix, deviations);
        }

        private void Decompose()
        {
            int size = _row.Length;
            long rows = _covariance.Rows;
            if (rows < 2)
            {
                throw new ArgumentException("The data set has one row; columns have a covariance from two rows on.", "data");
            }

            double[] matrix = _covariance.Finish();
            _mean = _covariance.Mean.ToArray();
            _scale = new double[size];
            var isVarying = new double[size];
            for (int i = 0; i < size; i++)
            {
                double variance = matrix[(i * size) + i] / rows;
                var scale = (float)(1 / Math.Sqrt(variance));
                bool isConstant = MomentsFitting.IsConstant(variance, _mean[i], rows);
                _scale[i] = standardize && !isConstant && float.IsFinite(scale) ? scale : 1;
                isVarying[i] = isConstant ? 0 : 1;
            }

            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < size; j++)
                {
                    matrix[(i * size) + j] *= _scale[i] * _scale[j] * isVarying[i] * isVarying[j] / (rows - 1);
                }
            }

            _eigen = new SymmetricEigen(matrix, size);

            // Rows of the eigenvectors' matrix, so that a sample is turned by adding up whole rows.
            _turned = new double[size * components];
            for (int i = 0; i < size; i++)
            {
                for (int j = 0; j < components; j++)
                {
                    _turned[(i * components) + j] = _eigen.Vectors[j][i];
                }
            }
        }

        /// <summary>Where the row lies along each component, if that is farther out than all before.</summary>
        private void FindFarthest()
        {
            Array.Clear(_places);
            for (int i = 0; i < _row.Length; i++)
            {
                Covariance.AddScaled((_row[i] - _mean![i]) * _scale[i], _turned.AsSpan(i * components, components), _places);
            }

            for (int j = 0; j < components; j++)
            {
                _farthest[j] = Math.Abs(_places[j]) > Math.Abs(_farthest[j]) ? _places[j] : _farthest[j];
            }
        }

        /// <summary>The weights of a component, and its variance.</summary>
        private (double[] Weights, double Variance) Component(int component)
        {
            double variance = _eigen.Values[component];
            double factor = (_farthest[component] < 0 ? -1 : 1) * Factor(variance);
            return (Array.ConvertAll(_eigen.Vectors[component], value => value * factor), variance * factor * factor);
        }

        /// <summary>The weights of a column of ZCA, and its variance.</summary>
        private (double[] Weights, double Variance) TurnedBack(int column)
        {
            var weights = new double[_row.Length];
            double variance = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                double share = _eigen.Vectors[j][column] * Factor(_eigen.Values[j]);
                variance += share * share * _eigen.Values[j];
                Covariance.AddScaled(share, _eigen.Vectors[j], weights);
            }

            return (weights, variance);
        }

        private double Factor(double variance)
        {
            if (kind == Whitening.Decorrelate)
            {
                return 1;
            }

            bool isEmpty = epsilon == 0 ? variance <= NoVariance * _eigen.Values[0] : variance + epsilon <= 0;
            return isEmpty ? 0 : 1 / Math.Sqrt(variance + epsilon);
        }
    }
}
