using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace StaticNet.Kernels;

/// <summary>
/// The one place that chooses registers: the widest the processor has, and what they round. The widths are constants of the just-in-time
/// compiler, so that all branches but one or two vanish.
/// </summary>
internal static class VectorWidth
{
    /// <summary>Runs a kernel.</summary>
    /// <param name="body">The kernel with its arguments.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Run<TBody>(TBody body, Arithmetic arithmetic = Arithmetic.Fastest)
        where TBody : struct, IVectorBody, allows ref struct
    {
        if (arithmetic == Arithmetic.Fastest)
        {
            if (Vector512.IsHardwareAccelerated)
            {
                body.Run<Simd512>();
            }
            else if (Vector256.IsHardwareAccelerated)
            {
                body.Run<Simd256>();
            }
            else if (Vector128.IsHardwareAccelerated)
            {
                body.Run<Simd128>();
            }
            else
            {
                body.Run<Scalar>();
            }
        }
        else if (Vector512.IsHardwareAccelerated)
        {
            body.Run<Unfused<Simd512>>();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            body.Run<Unfused<Simd256>>();
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            body.Run<Unfused<Simd128>>();
        }
        else
        {
            body.Run<Unfused<Scalar>>();
        }
    }

    /// <summary>Runs a kernel that returns a sum.</summary>
    /// <param name="body">The kernel with its arguments.</param>
    /// <param name="arithmetic">Whether the processor may fuse products into sums.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sum<TBody>(TBody body, Arithmetic arithmetic = Arithmetic.Fastest)
        where TBody : struct, IVectorFunction, allows ref struct
    {
        if (arithmetic == Arithmetic.Fastest)
        {
            return Vector512.IsHardwareAccelerated ? body.Run<Simd512>()
                : Vector256.IsHardwareAccelerated ? body.Run<Simd256>()
                : Vector128.IsHardwareAccelerated ? body.Run<Simd128>()
                : body.Run<Scalar>();
        }

        return Vector512.IsHardwareAccelerated ? body.Run<Unfused<Simd512>>()
            : Vector256.IsHardwareAccelerated ? body.Run<Unfused<Simd256>>()
            : Vector128.IsHardwareAccelerated ? body.Run<Unfused<Simd128>>()
            : body.Run<Unfused<Scalar>>();
    }
}
