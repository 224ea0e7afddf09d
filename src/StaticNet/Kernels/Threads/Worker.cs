using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// The part that one thread has in a pass which several run together: each executes the same code, works on the panels it owns and meets
/// the others where it needs what they computed. <c>default</c> works alone.
/// </summary>
/// <remarks>
/// Who owns a panel depends on nothing but the number of panels, so what one pass wrote to a panel, the next may read from it without
/// meeting, if both matrices have as many panels.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct Worker
{
    private readonly Team? _team;
    private readonly int _others;

    internal Worker(Team team, int index, int count)
    {
        _team = team;
        _others = count - 1;
        Index = index;
    }

    /// <summary>Number of this worker, from 0.</summary>
    internal int Index { get; }

    /// <summary>Number of workers.</summary>
    internal int Count => _others + 1;

    /// <summary>Whether this is the worker that does what cannot be shared out.</summary>
    public bool IsFirst => Index == 0;

    /// <summary>The first of <paramref name="units"/> panels or blocks that this worker owns.</summary>
    public int First(int units) => Share(units, Index);

    /// <summary>The one after the last of <paramref name="units"/> panels or blocks that this worker owns.</summary>
    public int End(int units) => Share(units, Index + 1);

    /// <summary>Waits until every worker is here: what each wrote before, all may read afterwards.</summary>
    /// <exception cref="TeamBrokenException">Another worker failed.</exception>
    public void Meet()
    {
        if (_others > 0)
        {
            _team!.Meet(Count);
        }
    }

    // Rounded up: what is too little for all falls to the first ones.
    private int Share(int units, int index) => (int)((((long)units * index) + _others) / (_others + 1));
}
