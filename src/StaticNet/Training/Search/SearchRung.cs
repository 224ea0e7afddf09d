namespace StaticNet;

/// <summary>How a trial did when it reached a rung, judged on the validation data as its training left it.</summary>
/// <param name="Epochs">Epochs trained in all, or fewer where a callback stopped it.</param>
/// <param name="ValidationLoss">Mean loss, without any penalty of the optimizer; NaN where training diverged.</param>
/// <param name="ValidationAccuracy">Fraction classified rightly; null for a regression and where training diverged.</param>
/// <param name="Seconds">Time trained in all; the one figure that is another each time.</param>
public sealed record SearchRung(int Epochs, double ValidationLoss, double? ValidationAccuracy, double Seconds);
