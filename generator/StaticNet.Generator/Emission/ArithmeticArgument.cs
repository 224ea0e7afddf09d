using StaticNet.Generator.Model;

namespace StaticNet.Generator.Emission;

/// <summary>The last argument of every kernel that multiplies and adds: none, but in a network that is reproducible.</summary>
internal static class ArithmeticArgument
{
    public static string Of(NetworkModel network) => network.IsReproducible ? ", SN::Arithmetic.Reproducible" : "";
}
