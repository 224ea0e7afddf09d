namespace StaticNet.Kernels;

/// <summary>
/// Walks over the elements of one channel in the panels of a matrix whose rows belong to channels by turns: row r to channel
/// <c>(r / inner) % channels</c>. A run is a column of vectors, at most <see cref="ColumnSums.BlockRows"/> rows high.
/// </summary>
internal struct ChannelRuns
{
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _inner;
    private readonly int _period;
    private readonly int _firstRow;
    private readonly int _lanes;
    private int _panel;
    private int _column;
    private int _groupEnd;
    private int _row;

    /// <summary>Starts before the first run.</summary>
    /// <param name="rows">Rows of the matrix, a multiple of <c>channels·inner</c>.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="channels">Number of channels.</param>
    /// <param name="inner">Neighbouring rows that share a channel.</param>
    /// <param name="channel">The channel to walk over.</param>
    /// <param name="lanes">Lanes of a vector.</param>
    public ChannelRuns(int rows, int columns, int channels, int inner, int channel, int lanes)
    {
        _rows = rows;
        _columns = columns;
        _inner = inner;
        _period = channels * inner;
        _firstRow = channel * inner;
        _lanes = lanes;
        _groupEnd = _firstRow + inner;
        _row = _firstRow - ColumnSums.BlockRows;
    }

    /// <summary>Offset of the run's first vector.</summary>
    public readonly nuint Start => ((nuint)_panel * (nuint)_rows * Panel.Width) + ((nuint)_row * Stride) + (nuint)_column;

    /// <summary>Offset that the run's vectors stay below.</summary>
    public readonly nuint End => Start + ((nuint)Math.Min(ColumnSums.BlockRows, _groupEnd - _row) * Stride);

    /// <summary>Distance between the run's vectors.</summary>
    public readonly nuint Stride => (nuint)Panel.WidthOf(_panel, _columns);

    /// <summary>Lanes of every vector of the run that are not padding, at least 1.</summary>
    public readonly int Lanes => Math.Min(_lanes, _columns - (_panel * Panel.Width) - _column);

    /// <summary>Goes on to the next run; false after the last.</summary>
    public bool MoveNext()
    {
        _row += ColumnSums.BlockRows;
        if (_row < _groupEnd)
        {
            return true;
        }

        _groupEnd += _period;
        _row = _groupEnd - _inner;
        if (_row < _rows)
        {
            return true;
        }

        _row = _firstRow;
        _groupEnd = _firstRow + _inner;
        _column += _lanes;
        if (_column >= Panel.Width)
        {
            _column = 0;
            _panel++;
        }

        return (_panel * Panel.Width) + _column < _columns;
    }
}
