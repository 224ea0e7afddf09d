using StaticNet.Generator.Model;

namespace StaticNet.Generator.Passes;

/// <summary>
/// A hash of everything that affects prediction: kinds, shapes, who reads whom, and arguments such as epsilon and axis; not initialisers, not noise,
/// not names. 64-bit FNV-1a over the layers' signatures in UTF-16; a layer that reads the one above, as all do in a chain, says nothing of that.
/// </summary>
internal static class ArchitectureHash
{
    public static ulong Of(NetworkModel network)
    {
        ulong hash = 0xCBF2_9CE4_8422_2325;
        int count = 0;
        var places = new Dictionary<int, int>();
        foreach (Node node in network.Nodes)
        {
            int[] inputs = [.. node.Inputs.Select(input => places[input])];
            if (node.Layer.Signature.Length == 0)
            {
                places[node.Index] = inputs[0];
                continue;
            }

            bool readsAbove = inputs.Length == 0 || (inputs.Length == 1 && inputs[0] == count - 1);
            string wiring = readsAbove ? "" : $"|{string.Join(",", inputs.Select(Text.Invariant))}";
            places[node.Index] = count++;
            foreach (char c in $"{node.Layer.Kind}|{node.Layer.Signature}|{node.Output}{wiring};")
            {
                hash = unchecked((hash ^ c) * 0x0000_0100_0000_01B3);
            }
        }

        return hash;
    }
}
