namespace StaticNet;

/// <summary>
/// What a network may cost, checked by the compiler: more is error SN0209. It may stand on any part of the class, and changes nothing of the
/// network.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class BudgetAttribute : Attribute
{
    /// <summary>Trained values at the most, 1 or more: what the generated constant <c>ParameterCount</c> may be. No limit unless given.</summary>
    public int MaxParameters { get; set; } = int.MaxValue;

    /// <summary>
    /// Bytes at the most that predicting takes, 1 or more: the packed weights of a <see cref="Predictor"/> in single precision, padding counted, and
    /// the scratch memory of one call. Training takes more. No limit unless given.
    /// </summary>
    public long MaxBytes { get; set; } = long.MaxValue;
}
