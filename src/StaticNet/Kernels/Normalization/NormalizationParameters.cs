namespace StaticNet.Kernels;

/// <summary>The vectors a panel's columns are normalised by; all but the mean and the deviation may be null references.</summary>
internal readonly ref struct NormalizationParameters(
    ref readonly float mean, ref readonly float meanLow, ref readonly float inverseDeviation, ref readonly float gamma, ref readonly float beta)
{
    public readonly ref readonly float Mean = ref mean;
    public readonly ref readonly float MeanLow = ref meanLow;
    public readonly ref readonly float InverseDeviation = ref inverseDeviation;
    public readonly ref readonly float Gamma = ref gamma;
    public readonly ref readonly float Beta = ref beta;
}
