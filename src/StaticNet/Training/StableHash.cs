using System.Text;

namespace StaticNet;

/// <summary>
/// The 64-bit FNV-1a hash of a name's UTF-8 bytes (Fowler, Noll &amp; Vo, http://www.isthe.com/chongo/tech/comp/fnv), the same on every
/// platform and for ever.
/// </summary>
internal static class StableHash
{
    private const ulong Basis = 0xCBF2_9CE4_8422_2325;
    private const ulong Prime = 0x0000_0100_0000_01B3;

    /// <summary>The hash of <paramref name="name"/>.</summary>
    public static ulong Of(string name)
    {
        ulong hash = Basis;
        foreach (byte value in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ value) * Prime);
        }

        return hash;
    }
}
