using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>
/// Copies between panels (see <see cref="Panel"/>) and other orders of the same values. Source and destination must not overlap.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PanelLayout
{
    /// <summary>A row-major matrix to panels, padding with zeros.</summary>
    /// <param name="source"><c>rows·columns</c> values.</param>
    /// <param name="panels">All panels of <c>[rows, columns]</c>, overwritten.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void FromRowMajor(ref readonly float source, ref float panels, int rows, int columns)
    {
        ref float panelRow = ref panels;
        for (int column = 0; column < columns; column += Panel.Width)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int length = Math.Min(width, columns - column);
            ref float row = ref Unsafe.Add(ref Unsafe.AsRef(in source), (nuint)column);
            for (int r = 0; r < rows; r++)
            {
                Copy(in row, ref panelRow, length);
                MemoryMarshal.CreateSpan(ref Unsafe.Add(ref panelRow, (nuint)length), width - length).Clear();
                row = ref Unsafe.Add(ref row, (nuint)columns);
                panelRow = ref Unsafe.Add(ref panelRow, (nuint)width);
            }
        }
    }

    /// <summary>One panel of the samples of a batch, padding with zeros.</summary>
    /// <remarks>
    /// Each sample is a matrix <c>[positions, columns]</c>, row-major. What follows in a row is fetched ahead, for the next panel: samples
    /// may come from far away in memory, and processors foresee only accesses that follow each other.
    /// </remarks>
    /// <param name="input">The samples.</param>
    /// <param name="y">Panel <paramref name="panel"/> of <c>[batch·positions, columns]</c>, overwritten.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="positions">Rows of the matrix a sample.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="panel">Number of the panel.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadPanel(in InputRows input, ref float y, int batch, int positions, int columns, int panel) =>
        VectorWidth.Run(new LoadPanelBody(input, ref y, batch, positions, columns, panel));

    /// <summary>Panels to a row-major matrix.</summary>
    /// <param name="panels">All panels of <c>[rows, columns]</c>; their padding is never read.</param>
    /// <param name="destination">Exactly <c>rows·columns</c> values, overwritten; nothing beyond is touched.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ToRowMajor(ref readonly float panels, ref float destination, int rows, int columns)
    {
        ref float panelRow = ref Unsafe.AsRef(in panels);
        for (int column = 0; column < columns; column += Panel.Width)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int length = Math.Min(width, columns - column);
            ref float row = ref Unsafe.Add(ref destination, (nuint)column);
            for (int r = 0; r < rows; r++)
            {
                Copy(in panelRow, ref row, length);
                row = ref Unsafe.Add(ref row, (nuint)columns);
                panelRow = ref Unsafe.Add(ref panelRow, (nuint)width);
            }
        }
    }

    /// <summary>
    /// Panels of <c>[batch·positions, channels]</c> to panels of <c>[batch, positions·channels]</c>: column <c>p·channels + c</c> of a
    /// sample is channel <c>c</c> of its position <c>p</c>.
    /// </summary>
    /// <param name="x">All panels of <c>[batch·positions, channels]</c>; their padding is never read.</param>
    /// <param name="y">All panels of <c>[batch, positions·channels]</c>, overwritten but for their padding.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Channels of a position.</param>
    public static void Flatten(ref readonly float x, ref float y, int batch, int positions, int channels) =>
        MoveFeatures(ref Unsafe.AsRef(in x), ref y, batch, positions, channels, flatten: true);

    /// <summary>The inverse of <see cref="Flatten"/>, which is its transpose: the gradient on its way back.</summary>
    /// <param name="dy">All panels of <c>[batch, positions·channels]</c>; their padding is never read.</param>
    /// <param name="dx">All panels of <c>[batch·positions, channels]</c>, overwritten but for their padding.</param>
    /// <param name="batch">Samples.</param>
    /// <param name="positions">Positions of a sample.</param>
    /// <param name="channels">Channels of a position.</param>
    public static void Unflatten(ref readonly float dy, ref float dx, int batch, int positions, int channels) =>
        MoveFeatures(ref dx, ref Unsafe.AsRef(in dy), batch, positions, channels, flatten: false);

    /// <summary>Panels of <c>[rows, columns]</c> into some of the columns of a wider matrix.</summary>
    /// <param name="x">All panels of <c>[rows, columns]</c>; their padding is never read.</param>
    /// <param name="y">All panels of <c>[rows, total]</c>, of which columns from <paramref name="first"/> on are overwritten, and no others.</param>
    /// <param name="rows">Rows of both.</param>
    /// <param name="columns">Columns that are copied.</param>
    /// <param name="first">Where they begin in the wider matrix.</param>
    /// <param name="total">Columns of the wider matrix.</param>
    public static void InsertColumns(ref readonly float x, ref float y, int rows, int columns, int first, int total) =>
        MoveColumns(ref Unsafe.AsRef(in x), ref y, rows, columns, first, total, insert: true);

    /// <summary>The inverse of <see cref="InsertColumns"/>, which is its transpose: the gradient on its way back.</summary>
    /// <param name="dy">All panels of <c>[rows, total]</c>; their padding is never read.</param>
    /// <param name="dx">All panels of <c>[rows, columns]</c>, overwritten but for their padding.</param>
    /// <param name="rows">Rows of both.</param>
    /// <param name="columns">Columns that are copied.</param>
    /// <param name="first">Where they begin in the wider matrix.</param>
    /// <param name="total">Columns of the wider matrix.</param>
    public static void ExtractColumns(ref readonly float dy, ref float dx, int rows, int columns, int first, int total) =>
        MoveColumns(ref dx, ref Unsafe.AsRef(in dy), rows, columns, first, total, insert: false);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void LoadPanelRun<TVector>(in InputRows input, ref float y, int batch, int positions, int columns, int panel)
        where TVector : struct, IVector<TVector>
    {
        int column = panel * Panel.Width;
        int width = Panel.WidthOf(panel, columns);
        int length = Math.Min(width, columns - column);
        ref float to = ref y;
        for (int sample = 0; sample < batch; sample++)
        {
            ref float from = ref Unsafe.Add(ref input.Row(sample), (nuint)column);
            for (int position = 0; position < positions; position++)
            {
                if (length == width)
                {
                    Prefetch.Floats(in Unsafe.Add(ref from, Panel.Width), Panel.Width);
                    for (nuint i = 0; i < (nuint)width; i += (nuint)TVector.Count)
                    {
                        TVector.Load(in from, i).Store(ref to, i);
                    }
                }
                else
                {
                    Copy(in from, ref to, length);
                    MemoryMarshal.CreateSpan(ref Unsafe.Add(ref to, (nuint)length), width - length).Clear();
                }

                from = ref Unsafe.Add(ref from, (nuint)columns);
                to = ref Unsafe.Add(ref to, (nuint)width);
            }
        }
    }

    /// <summary>
    /// Walks over the panels of the channels and copies a row of each to the features of its position, or back. A row of at most 32
    /// channels meets at most two panels of features.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveFeatures(
        ref float channelPanels, ref float featurePanels, int batch, int positions, int channels, bool flatten)
    {
        int features = positions * channels;
        ref float row = ref channelPanels;
        for (int firstChannel = 0; firstChannel < channels; firstChannel += Panel.Width)
        {
            int width = Panel.WidthOf(firstChannel / Panel.Width, channels);
            int length = Math.Min(width, channels - firstChannel);
            for (int sample = 0; sample < batch; sample++)
            {
                for (int feature = firstChannel; feature < features; feature += channels)
                {
                    int whole = Math.Min(length, Panel.Width - (feature % Panel.Width));
                    Move(ref row, ref Unsafe.Add(ref featurePanels, Panel.Offset(sample, feature, batch, features)), whole, flatten);
                    if (whole < length)
                    {
                        ref float next = ref Unsafe.Add(ref featurePanels, Panel.Offset(sample, feature + whole, batch, features));
                        Move(ref Unsafe.Add(ref row, whole), ref next, length - whole, flatten);
                    }

                    row = ref Unsafe.Add(ref row, width);
                }
            }
        }
    }

    /// <summary>
    /// Walks over the panels of the narrower matrix and copies each row to its columns of the wider one, or back. A row of at most 32 columns
    /// meets at most two panels there.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MoveColumns(ref float narrow, ref float wide, int rows, int columns, int first, int total, bool insert)
    {
        ref float row = ref narrow;
        for (int column = 0; column < columns; column += Panel.Width)
        {
            int width = Panel.WidthOf(column / Panel.Width, columns);
            int length = Math.Min(width, columns - column);
            int place = first + column;
            int whole = Math.Min(length, Panel.Width - (place % Panel.Width));
            int stride = Panel.WidthOf(place / Panel.Width, total);
            ref float left = ref Unsafe.Add(ref wide, Panel.Offset(0, place, rows, total));
            ref float right = ref left;
            int rightStride = 0;
            if (whole < length)
            {
                right = ref Unsafe.Add(ref wide, Panel.Offset(0, place + whole, rows, total));
                rightStride = Panel.WidthOf((place + whole) / Panel.Width, total);
            }

            for (int r = 0; r < rows; r++)
            {
                Move(ref row, ref left, whole, insert);
                Move(ref Unsafe.Add(ref row, whole), ref right, length - whole, insert);
                row = ref Unsafe.Add(ref row, width);
                left = ref Unsafe.Add(ref left, stride);
                right = ref Unsafe.Add(ref right, rightStride);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Move(ref float channels, ref float features, int length, bool flatten)
    {
        if (flatten)
        {
            Copy(in channels, ref features, length);
        }
        else
        {
            Copy(in features, ref channels, length);
        }
    }

    /// <summary>Copies <paramref name="count"/> floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Copy(ref readonly float x, ref float y, int count) =>
        MemoryMarshal.CreateReadOnlySpan(in x, count).CopyTo(MemoryMarshal.CreateSpan(ref y, count));

    private readonly ref struct LoadPanelBody(InputRows input, ref float y, int batch, int positions, int columns, int panel) : IVectorBody
    {
        private readonly InputRows _input = input;
        private readonly ref float _y = ref y;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Run<TVector>()
            where TVector : struct, IVector<TVector> =>
            LoadPanelRun<TVector>(in _input, ref _y, batch, positions, columns, panel);
    }
}
