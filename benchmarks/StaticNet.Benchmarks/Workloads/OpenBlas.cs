using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace StaticNet.Benchmarks;

/// <summary>OpenBLAS through its C interface, where the machine has it. One thread.</summary>
internal sealed class OpenBlas
{
    public const string FileName = "libopenblas.so.0";

    private const int RowMajor = 101;
    private const int Plain = 111;
    private const int Transposed = 112;

    private readonly Multiply _multiply;

    private OpenBlas(Multiply multiply) => _multiply = multiply;

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void Multiply(
        int order, int leftForm, int rightForm, int rows, int columns, int inner, float alpha, ref float left, int leftStride, ref float right,
        int rightStride, float beta, ref float result, int resultStride);

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate void SetThreads(int threads);

    /// <summary>Loads the library if the machine has it.</summary>
    public static bool TryLoad([NotNullWhen(true)] out OpenBlas? library)
    {
        library = null;
        if (!NativeLibrary.TryLoad(FileName, out nint handle)
            || !NativeLibrary.TryGetExport(handle, "cblas_sgemm", out nint multiply)
            || !NativeLibrary.TryGetExport(handle, "openblas_set_num_threads", out nint setThreads))
        {
            return false;
        }

        Marshal.GetDelegateForFunctionPointer<SetThreads>(setThreads)(1);
        library = new OpenBlas(Marshal.GetDelegateForFunctionPointer<Multiply>(multiply));
        return true;
    }

    /// <summary>One of the three products of a layer, on row-major matrices.</summary>
    public Work Product(ProductKind kind, ProductShape shape)
    {
        (int batch, int inputs, int outputs) = (shape.Batch, shape.Inputs, shape.Outputs);
        float[] x = RandomValues.Array(batch * inputs);
        float[] w = RandomValues.Array(inputs * outputs, seed: 2);
        float[] y = RandomValues.Array(batch * outputs, seed: 3);
        return new ActionWork("OpenBLAS", kind switch
        {
            ProductKind.Forward =>
                () => _multiply(RowMajor, Plain, Plain, batch, outputs, inputs, 1, ref x[0], inputs, ref w[0], outputs, 0, ref y[0], outputs),
            ProductKind.KernelGradient =>
                () => _multiply(RowMajor, Transposed, Plain, inputs, outputs, batch, 1, ref x[0], inputs, ref y[0], outputs, 0, ref w[0], outputs),
            _ => () => _multiply(RowMajor, Plain, Transposed, batch, inputs, outputs, 1, ref y[0], outputs, ref w[0], outputs, 0, ref x[0], inputs),
        })
        {
            Operations = shape.Operations,
        };
    }
}
