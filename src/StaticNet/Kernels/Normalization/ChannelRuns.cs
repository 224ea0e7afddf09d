namespace StaticNet.Kernels;

/// <summary>
/// Walks over the elements of one channel in the panels of a matrix whose rows belong to channels by turns: row r to channel
/// <c>(r / inner) % channels</c>. A run is a column of vectors, at most <see cref="ColumnSums.BlockRows"/> high.
/// </summary>
/// <remarks>
/// The rows of a channel form a grid: groups of <c>inner</c> neighbours, <c>channels·inner</c> rows apart. Runs go along the longer side
/// of the grid, so that they are few and long.
/// </remarks>
internal struct ChannelRuns
{
    private readonly int _totalRows;
    private readonly int _columns;
    private readonly int _lanes;
    private readonly int _firstRow;
    private readonly int _length;
    private readonly int _step;
    private readonly int _lines;
    private readonly int _lineStep;
    private int _panel;
    private int _column;
    private int _line;
    private int _position;

    /// <summary>Starts before the first run.</summary>
    /// <param name="rows">Rows of the matrix, a multiple of <c>channels·inner</c>.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
    /// <param name="channel">The channel to walk over.</param>
    /// <param name="lanes">Lanes of a vector.</param>
    /// <param name="slice">Where the rows lie among those of the panels; all of them by default.</param>
    public ChannelRuns(int rows, int columns, int channels, int inner, int channel, int lanes, RowSlice slice = default)
    {
        int period = channels * inner;
        int groups = rows / period;
        _totalRows = slice.Total == 0 ? rows : slice.Total;
        _columns = columns;
        _lanes = lanes;
        _firstRow = slice.First + (channel * inner);
        (_length, _step, _lines, _lineStep) = inner < groups ? (groups, period, inner, 1) : (inner, 1, groups, period);
        _position = -ColumnSums.BlockRows;
    }

    /// <summary>Offset of the run's first vector.</summary>
    public readonly nuint Start
    {
        get
        {
            int row = _firstRow + (_line * _lineStep) + (_position * _step);
            return ((nuint)_panel * (nuint)_totalRows * Panel.Width) + ((nuint)row * (nuint)Panel.WidthOf(_panel, _columns)) + (nuint)_column;
        }
    }

    /// <summary>Offset that the run's vectors stay below.</summary>
    public readonly nuint End => Start + ((nuint)Math.Min(ColumnSums.BlockRows, _length - _position) * Stride);

    /// <summary>Distance between the run's vectors.</summary>
    public readonly nuint Stride => (nuint)_step * (nuint)Panel.WidthOf(_panel, _columns);

    /// <summary>Which of 16 sums the first lane adds to: the same for a column at every width.</summary>
    public readonly nuint Lane => (nuint)(_column % LaneSums.Count);

    /// <summary>Lanes of every vector of the run that are not padding, at least 1.</summary>
    public readonly int Lanes => Math.Min(_lanes, _columns - (_panel * Panel.Width) - _column);

    /// <summary>Goes on to the next run; false after the last.</summary>
    public bool MoveNext()
    {
        _position += ColumnSums.BlockRows;
        if (_position < _length)
        {
            return true;
        }

        _position = 0;
        _line++;
        if (_line < _lines)
        {
            return true;
        }

        _line = 0;
        _column += _lanes;
        if (_column == Panel.Width)
        {
            _column = 0;
            _panel++;
        }

        return (_panel * Panel.Width) + _column < _columns;
    }
}
