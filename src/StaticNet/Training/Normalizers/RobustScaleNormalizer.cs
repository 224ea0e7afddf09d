namespace StaticNet;

/// <summary>
/// Median 0 and a range of quantiles of 1. Quantiles are exact, interpolated linearly between neighbours in order (Hyndman and Fan's type 7, The American
/// Statistician 50, 1996). Values have to be kept for that: as many columns at a time as fit, with a pass over the data for each such share.
/// </summary>
internal sealed class RobustScaleNormalizer(double lower, double upper, bool center, int[]? columns) : Normalizer(columns)
{
    internal override NormalizerFitting Begin(int columns) => new Fitting(lower, upper, center, columns, Columns);

    internal sealed class Fitting(double lower, double upper, bool center, int columns, int[]? selected, int keptValues = 8 << 20)
        : NormalizerFitting(columns, selected)
    {
        private const double RelativeRounding = 10 * 2.220446049250313e-16;

        private readonly ColumnNormalizer _fitted = new(columns);
        private readonly List<List<double>> _kept = [];
        private int _first;
        private long _rows;

        public override void Add(ReadOnlySpan<double> row)
        {
            if (_rows == 0)
            {
                while (_kept.Count < Selected.Length - _first)
                {
                    _kept.Add([]);
                }
            }

            // The first pass learns the number of rows and drops the last columns whenever too many values are kept.
            _rows++;
            while (_kept.Count > 1 && _rows * _kept.Count > keptValues)
            {
                _kept.RemoveAt(_kept.Count - 1);
            }

            for (int i = 0; i < _kept.Count; i++)
            {
                _kept[i].Add(row[Selected[_first + i]]);
            }
        }

        public override bool EndPass()
        {
            for (int i = 0; i < _kept.Count; i++)
            {
                _kept[i].Sort();
                Set(Selected[_first + i], _kept[i]);
            }

            _first += _kept.Count;
            _kept.Clear();
            _rows = 0;
            return _first < Selected.Length;
        }

        public override FittedNormalizer Finish() => _fitted;

        private void Set(int column, List<double> sorted)
        {
            double low = Quantile(sorted, lower);
            double high = Quantile(sorted, upper);
            double range = high - low;
            bool isConstant = range <= RelativeRounding * Math.Max(Math.Abs(low), Math.Abs(high));
            _fitted.Set(column, center ? Quantile(sorted, 50) : 0, isConstant ? 1 : 1 / range);
        }

        private static double Quantile(List<double> sorted, double percent)
        {
            double place = percent / 100 * (sorted.Count - 1);
            var below = (int)Math.Floor(place);
            double next = sorted[Math.Min(below + 1, sorted.Count - 1)];
            return sorted[below] + ((next - sorted[below]) * (place - below));
        }
    }
}
