namespace StaticNet.RandomTests.Interpreter;

/// <summary>
/// Arguments of a function with kinks: what side of them each lies on, and which lie too close for single precision to tell.
/// </summary>
internal sealed class KinkedValues(double[] kinks)
{
    private int[] _regions = [];
    private int[] _others = [];
    private int[] _groups = [];

    public double[] Values { get; private set; } = [];

    public int CloseCount { get; private set; }

    /// <summary>The pieces that the values of the last pass of <see cref="KinkSides.Own"/> lie on.</summary>
    public ReadOnlySpan<int> Regions => _regions;

    /// <summary>Takes the arguments of a pass; <paramref name="region"/> counts the kinks to the left of a value.</summary>
    public void Take(double[] values, Func<double, int> region, Pass pass)
    {
        Values = values;
        if (pass.KinkSides == KinkSides.Own)
        {
            _regions = Array.ConvertAll(values, value => region(value));
            _others = _regions;
            _groups = new int[values.Length];
            CloseCount = 0;
        }
    }

    public int Region(int index, Pass pass) =>
        pass.KinkSides == KinkSides.OtherIfClose && (pass.KinkGroup ?? _groups[index]) == _groups[index] ? _others[index] : _regions[index];

    /// <summary>
    /// Marks the values within <paramref name="margins"/>, one a value, of a kink. A margin of 0 means that rounding does not touch the
    /// value: it lies where it lies, unless it is what a kink <paramref name="before"/> made of a value that may lie on either side.
    /// Close values are dealt out to <paramref name="groups"/> in turn, <paramref name="dealt"/> of them so far; those that follow from one before
    /// join it.
    /// </summary>
    public void MarkClose(double[] values, double[] margins, KinkedValues? before, int groups, ref int dealt)
    {
        _others = (int[])_regions.Clone();
        _groups = new int[values.Length];
        CloseCount = 0;
        for (int i = 0; i < values.Length; i++)
        {
            for (int kink = 0; kink < kinks.Length; kink++)
            {
                bool follows = before?._others.Length == values.Length && before._others[i] != before._regions[i];
                if ((margins[i] > 0 || follows) && Math.Abs(values[i] - kinks[kink]) <= margins[i])
                {
                    _groups[i] = follows ? before!._groups[i] : dealt++ % groups;
                    _others[i] = _regions[i] == kink ? kink + 1 : kink;
                    CloseCount++;
                }
            }
        }
    }
}
