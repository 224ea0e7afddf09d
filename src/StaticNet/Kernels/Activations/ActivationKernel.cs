using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>
/// An activation over whole panels, padding included: what stands in the padding does not influence other values. Nothing is checked.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class ActivationKernel
{
    /// <summary><c>y = f(x)</c>.</summary>
    /// <param name="activation">The function f.</param>
    /// <param name="x"><paramref name="count"/> values.</param>
    /// <param name="y"><paramref name="count"/> values, overwritten; may be <paramref name="x"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    public static void Forward<TActivation>(TActivation activation, ref readonly float x, ref float y, int count)
        where TActivation : struct, IActivation
    {
        if (Vector512.IsHardwareAccelerated)
        {
            ForwardRun<Simd512, TActivation>(activation, in x, ref y, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            ForwardRun<Simd256, TActivation>(activation, in x, ref y, count);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            ForwardRun<Simd128, TActivation>(activation, in x, ref y, count);
        }
        else
        {
            ForwardRun<Scalar, TActivation>(activation, in x, ref y, count);
        }
    }

    /// <summary><c>dx = dy·f′(x)</c>.</summary>
    /// <param name="activation">The function f.</param>
    /// <param name="x"><paramref name="count"/> inputs; not read where <see cref="IActivation.UsesInput"/> is false.</param>
    /// <param name="y"><paramref name="count"/> outputs, <c>f(x)</c>.</param>
    /// <param name="dy">Gradient of the outputs.</param>
    /// <param name="dx">Gradient of the inputs, overwritten; may be <paramref name="dy"/>.</param>
    /// <param name="count">Number of values, a multiple of 16.</param>
    public static void Backward<TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref readonly float dy, ref float dx, int count)
        where TActivation : struct, IActivation
    {
        if (Vector512.IsHardwareAccelerated)
        {
            BackwardRun<Simd512, TActivation>(activation, in x, in y, in dy, ref dx, count);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            BackwardRun<Simd256, TActivation>(activation, in x, in y, in dy, ref dx, count);
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            BackwardRun<Simd128, TActivation>(activation, in x, in y, in dy, ref dx, count);
        }
        else
        {
            BackwardRun<Scalar, TActivation>(activation, in x, in y, in dy, ref dx, count);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void ForwardRun<TVector, TActivation>(TActivation activation, ref readonly float x, ref float y, int count)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            activation.Forward(TVector.Load(in x, i)).Store(ref y, i);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void BackwardRun<TVector, TActivation>(
        TActivation activation, ref readonly float x, ref readonly float y, ref readonly float dy, ref float dx, int count)
        where TVector : struct, IVector<TVector>
        where TActivation : struct, IActivation
    {
        for (nuint i = 0; i < (nuint)count; i += (nuint)TVector.Count)
        {
            TVector input = TActivation.UsesInput ? TVector.Load(in x, i) : TVector.Zero;
            TVector derivative = activation.Derivative(input, TVector.Load(in y, i));
            (TVector.Load(in dy, i) * derivative).Store(ref dx, i);
        }
    }
}
