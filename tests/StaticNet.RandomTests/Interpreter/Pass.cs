namespace StaticNet.RandomTests.Interpreter;

/// <summary>On which side of a kink a function's derivative is taken.</summary>
internal enum KinkSides
{
    /// <summary>Where the value lies; remembered for later passes.</summary>
    Own,

    /// <summary>Where the value lay in the last pass of <see cref="Own"/>.</summary>
    Remembered,

    /// <summary>As remembered, but on the other side for values marked as too close to call.</summary>
    OtherIfClose,
}

/// <summary>How the interpreter runs the layers.</summary>
internal sealed class Pass
{
    public bool IsTraining { get; init; }

    public Rounding Rounding { get; init; } = Rounding.None;

    public KinkSides KinkSides { get; init; }

    /// <summary>Of <see cref="KinkSides.OtherIfClose"/>: which of the values too close to call lie on the other side; all if null.</summary>
    public int? KinkGroup { get; init; }

    /// <summary>
    /// Whether rounding is that of a folded predictor, in which a shift may be part of the next layer's bias: what the shift and the
    /// value it shifts are rounded to separately, their difference inherits.
    /// </summary>
    public bool IsFolded { get; init; }

    /// <summary>Whether BatchNorms whose statistics move take those of what they are given, before they predict by them.</summary>
    public bool Recalibrates { get; init; }

    public static Pass Training { get; } = new() { IsTraining = true };

    public static Pass Prediction { get; } = new();
}
