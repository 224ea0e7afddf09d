using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>
/// A register of single-precision lanes. Kernels are written once, generic over this interface, and run at every width:
/// <see cref="Simd512"/>, <see cref="Simd256"/>, <see cref="Simd128"/> and the plain <see cref="Scalar"/>.
/// The just-in-time compiler sees only structs and inlines every member, so nothing is paid for the indirection.
/// </summary>
/// <typeparam name="TSelf">The register type itself.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IVector<TSelf>
    where TSelf : struct, IVector<TSelf>
{
    /// <summary>Number of lanes: 16, 8, 4 or 1. A panel's width is a multiple of it.</summary>
    static abstract int Count { get; }

    /// <summary>Whether results have the same bits at every width and on every processor: no kernel may then order its sums by either.</summary>
    static abstract bool IsReproducible { get; }

    /// <summary>All lanes 0.</summary>
    static abstract TSelf Zero { get; }

    /// <summary>All lanes <paramref name="value"/>.</summary>
    static abstract TSelf Broadcast(float value);

    /// <summary>All lanes <paramref name="source"/>[<paramref name="offset"/>], by the processor's load that broadcasts.</summary>
    static abstract TSelf Broadcast(ref readonly float source, nuint offset);

    /// <summary>The lanes at <paramref name="source"/>[<paramref name="offset"/> ..]. Unchecked; no alignment needed.</summary>
    static abstract TSelf Load(ref readonly float source, nuint offset);

    /// <summary>Writes the lanes to <paramref name="destination"/>[<paramref name="offset"/> ..]. Unchecked; no alignment needed.</summary>
    void Store(ref float destination, nuint offset);

    /// <summary>
    /// <c>x·y + z</c>, fused where the processor can and in two roundings elsewhere. Never <c>FusedMultiplyAdd</c>, which falls to
    /// software where the compile-time baseline lacks the instruction.
    /// </summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    /// <summary>
    /// Adds <c>x·y</c> to this register, as <see cref="MultiplyAdd"/> does: in place, so that the compiler sees that the sum is overwritten, and spends no
    /// copy on a factor that is not needed again.
    /// </summary>
    void AddProduct(TSelf x, TSelf y);

    /// <summary>
    /// All lanes times <paramref name="y"/>[<paramref name="offset"/>], which the multiplication reads itself where the processor can: a load to
    /// a register of its own takes a turn of the adders away on Zen 4.
    /// </summary>
    /// <param name="x">The lanes.</param>
    /// <param name="y">Where the factor stands.</param>
    /// <param name="offset">Its offset.</param>
    /// <param name="again">
    /// Whether the multiplication before had the same factor. It is then read as something else, lest the compiler keep it in a register.
    /// </param>
    static abstract TSelf Multiply(TSelf x, ref readonly float y, nuint offset, bool again);

    /// <summary>Lane-wise sum.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    /// <summary>Lane-wise difference.</summary>
    static abstract TSelf operator -(TSelf x, TSelf y);

    /// <summary>Lane-wise product.</summary>
    static abstract TSelf operator *(TSelf x, TSelf y);

    /// <summary>Lane-wise quotient.</summary>
    static abstract TSelf operator /(TSelf x, TSelf y);

    /// <summary>Lane-wise negation.</summary>
    static abstract TSelf operator -(TSelf x);

    /// <summary><paramref name="x"/> where <paramref name="x"/> &lt; <paramref name="y"/>, else <paramref name="y"/>: so y if either is NaN.</summary>
    static abstract TSelf LesserOr(TSelf x, TSelf y);

    /// <summary><paramref name="x"/> where <paramref name="x"/> &gt; <paramref name="y"/>, else <paramref name="y"/>: so y if either is NaN.</summary>
    static abstract TSelf GreaterOr(TSelf x, TSelf y);

    /// <summary>Lane-wise absolute value.</summary>
    static abstract TSelf Abs(TSelf x);

    /// <summary>The magnitude of <paramref name="magnitude"/> with the sign bit of <paramref name="sign"/>.</summary>
    static abstract TSelf CopySign(TSelf magnitude, TSelf sign);

    /// <summary>Lane-wise square root, correctly rounded.</summary>
    static abstract TSelf Sqrt(TSelf x);

    /// <summary>Lane-wise rounding to the nearest integer, ties to even.</summary>
    static abstract TSelf Round(TSelf x);

    /// <summary>A mask, true where <paramref name="x"/> &gt; <paramref name="y"/>; false where either is NaN.</summary>
    static abstract TSelf GreaterThan(TSelf x, TSelf y);

    /// <summary>A mask, true where <paramref name="x"/> is NaN.</summary>
    static abstract TSelf IsNaN(TSelf x);

    /// <summary>A mask, true in the first <paramref name="count"/> lanes, in all if there are fewer.</summary>
    static abstract TSelf FirstLanes(int count);

    /// <summary><paramref name="x"/> where <paramref name="mask"/> is true, zero elsewhere.</summary>
    static abstract TSelf Where(TSelf mask, TSelf x);

    /// <summary><paramref name="whenTrue"/> where <paramref name="mask"/> is true, <paramref name="whenFalse"/> elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf whenTrue, TSelf whenFalse);

    /// <summary>
    /// <c>x·2ⁿ</c> for an integral <paramref name="n"/> in [-252, 254], rounded once where <c>|x|</c> is near 1: overflow gives infinity,
    /// underflow subnormals and zero.
    /// </summary>
    static abstract TSelf ScaleByPowerOfTwo(TSelf x, TSelf n);

    /// <summary>The unbiased exponent of a positive, normal <paramref name="x"/>: <c>⌊log₂ x⌋</c>.</summary>
    static abstract TSelf Exponent(TSelf x);

    /// <summary>The significand of a positive, normal <paramref name="x"/>: <c>x / 2^Exponent(x)</c>, in [1, 2).</summary>
    static abstract TSelf Significand(TSelf x);

    /// <summary>The lower halves of the lanes, each the bits of a bfloat16, as single precision.</summary>
    static abstract TSelf LowerBFloat16(TSelf pairs);

    /// <summary>Writes the lowest byte of each lane to <paramref name="destination"/>[<paramref name="offset"/> ..].</summary>
    void StoreLowBytes(ref byte destination, nuint offset);

    /// <summary>The sum of all lanes, the upper half added to the lower until one is left.</summary>
    static abstract float Sum(TSelf x);

    /// <summary>The largest lane; where one is NaN, any of them.</summary>
    static abstract float Max(TSelf x);

    /// <summary>Adds lane i, widened, to <paramref name="sums"/>[<paramref name="offset"/> + i].</summary>
    static abstract void AddWidened(TSelf x, ref double sums, nuint offset);

    /// <summary>
    /// Adds the product of the lanes i, which are widened first so that it is exact, to
    /// <paramref name="sums"/>[<paramref name="offset"/> + i].
    /// </summary>
    static abstract void AddProductWidened(TSelf x, TSelf y, ref double sums, nuint offset);
}
