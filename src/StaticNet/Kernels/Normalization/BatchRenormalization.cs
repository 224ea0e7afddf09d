using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace StaticNet.Kernels;

/// <summary>
/// What batch renormalisation adds to batch normalisation: <c>y = f((x̂·r + d)·gamma + beta)</c> with
/// <c>r = clip(σ_B/σ, 1/r_max, r_max)</c> and <c>d = clip((μ_B − μ)/σ, −d_max, d_max)</c>, which take the batch's statistics towards the moving
/// ones, and which no gradient goes through. So it is batch normalisation by another gamma and beta, which are made here. Ioffe, "Batch
/// renormalization: towards reducing minibatch dependence in batch-normalized models", NIPS 2017.
/// </summary>
/// <remarks>A few operations a channel, in double, one channel after the other: the same bits everywhere. NaN stays in its channel.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchRenormalization
{
    /// <summary>r and d, and <c>r·gamma</c> and <c>d·gamma + beta</c>, which take the place of gamma and beta.</summary>
    /// <param name="batchMean">The batch's mean.</param>
    /// <param name="batchMeanLow">What <paramref name="batchMean"/> lacks.</param>
    /// <param name="batchVariance">The batch's biased variance.</param>
    /// <param name="movingMean">The moving mean, before this batch moves it.</param>
    /// <param name="movingVariance">The moving variance, before this batch moves it.</param>
    /// <param name="epsilon">What is added to both variances.</param>
    /// <param name="rMax">The largest r, at least 1; the least is its inverse.</param>
    /// <param name="dMax">The largest |d|.</param>
    /// <param name="gamma">The scale, or a null reference for 1.</param>
    /// <param name="beta">The shift, or a null reference for 0.</param>
    /// <param name="r">r, overwritten.</param>
    /// <param name="d">d, overwritten.</param>
    /// <param name="scale"><c>r·gamma</c>, overwritten.</param>
    /// <param name="shift"><c>d·gamma + beta</c>, overwritten.</param>
    /// <param name="count">Channels, padding not counted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Corrections(
        ref readonly float batchMean,
        ref readonly float batchMeanLow,
        ref readonly float batchVariance,
        ref readonly float movingMean,
        ref readonly float movingVariance,
        float epsilon,
        float rMax,
        float dMax,
        ref readonly float gamma,
        ref readonly float beta,
        ref float r,
        ref float d,
        ref float scale,
        ref float shift,
        int count)
    {
        for (int channel = 0; channel < count; channel++)
        {
            double deviation = Math.Sqrt((double)At(in movingVariance, channel) + epsilon);
            double batchDeviation = Math.Sqrt((double)At(in batchVariance, channel) + epsilon);
            double distance = (double)At(in batchMean, channel) + At(in batchMeanLow, channel) - At(in movingMean, channel);
            float ratio = (float)Math.Clamp(batchDeviation / deviation, 1.0 / rMax, rMax);
            float difference = (float)Math.Clamp(distance / deviation, -dMax, dMax);
            double factor = Unsafe.IsNullRef(in gamma) ? 1 : At(in gamma, channel);
            double offset = Unsafe.IsNullRef(in beta) ? 0 : At(in beta, channel);
            Unsafe.Add(ref r, channel) = ratio;
            Unsafe.Add(ref d, channel) = difference;
            Unsafe.Add(ref scale, channel) = (float)(ratio * factor);
            Unsafe.Add(ref shift, channel) = (float)((difference * factor) + offset);
        }
    }

    /// <summary>The gradient of gamma from those of <c>scale</c> and <c>shift</c>: <c>r·dscale + d·dshift</c>. That of beta is dshift.</summary>
    /// <param name="scaleGradient"><c>Σ g·x̂</c>.</param>
    /// <param name="shiftGradient"><c>Σ g</c>.</param>
    /// <param name="r">r.</param>
    /// <param name="d">d.</param>
    /// <param name="dgamma">The gradient of gamma, overwritten.</param>
    /// <param name="count">Channels, padding not counted.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gradient(
        ref readonly float scaleGradient, ref readonly float shiftGradient, ref readonly float r, ref readonly float d, ref float dgamma, int count)
    {
        for (int channel = 0; channel < count; channel++)
        {
            double throughScale = (double)At(in r, channel) * At(in scaleGradient, channel);
            double throughShift = (double)At(in d, channel) * At(in shiftGradient, channel);
            Unsafe.Add(ref dgamma, channel) = (float)(throughScale + throughShift);
        }
    }

    private static float At(ref readonly float values, int index) => Unsafe.Add(ref Unsafe.AsRef(in values), index);
}
