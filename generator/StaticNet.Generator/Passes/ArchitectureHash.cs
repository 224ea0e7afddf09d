using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// A hash of everything that affects prediction: kinds, shapes and arguments such as epsilon and axis; not initialisers, not dropout, not names.
/// 64-bit FNV-1a over the layers' signatures in UTF-16.
/// </summary>
internal static class ArchitectureHash
{
    public static ulong Of(NetworkModel network)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        foreach (Node node in network.Nodes.Where(static node => node.Layer.Signature.Length > 0))
        {
            foreach (char c in $"{node.Layer.Kind}|{node.Layer.Signature}|{node.Output};")
            {
                hash = unchecked((hash ^ c) * 0x0000_0100_0000_01B3);
            }
        }

        return hash;
    }
}
