namespace StaticNet;

/// <summary>
/// A normaliser that <c>Fit</c> fits to the training data once, before the first step, and keeps, or a fixed function of raw values before one. It stands
/// before every layer that is trained, acts on the columns, the positions of the last axis, and leaves those alone that it is not given.
/// </summary>
public abstract class NormalizerAttribute : LayerAttribute
{
    private protected NormalizerAttribute()
    {
    }

    /// <summary>
    /// The columns it acts on, counted from 0, each once: <c>[Standardize(Columns = [0, 2, 5])]</c>. All, unless these or
    /// <see cref="FirstColumn"/> and <see cref="LastColumn"/> are given.
    /// </summary>
    public int[]? Columns { get; set; }

    /// <summary>
    /// The first of the neighbouring columns that it acts on, counted from 0: <c>[Standardize(FirstColumn = 3, LastColumn = 11)]</c>. 0 unless given.
    /// </summary>
    public int FirstColumn { get; set; }

    /// <summary>The last of the neighbouring columns that it acts on, itself included; the input's last unless given.</summary>
    public int LastColumn { get; set; } = int.MaxValue;
}
