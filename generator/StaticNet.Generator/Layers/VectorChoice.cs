using StaticNet.Generator.Model;

namespace StaticNet.Generator.Layers;

/// <summary>How a trained vector begins, what penalty it has and what bounds it is held in.</summary>
/// <param name="Initializer">How it is drawn.</param>
/// <param name="L1">λ of λ·Σ|w|.</param>
/// <param name="L2">λ of λ·Σw².</param>
/// <param name="Constraint">What it is brought back to after each step.</param>
internal sealed record VectorChoice(InitializerChoice Initializer, double L1, double L2, ConstraintChoice Constraint)
{
    /// <summary>Reads what is said of the vector called <paramref name="name"/>.</summary>
    public static VectorChoice Read(Arguments arguments, string name, Initializer fallback)
    {
        InitializerChoice initializer = InitializerChoice.Read(arguments, name, name, fallback);
        initializer.CheckVector(arguments, name, name.ToLowerInvariant());
        return new VectorChoice(
            initializer, Strength(arguments, name + "L1"), Strength(arguments, name + "L2"), ConstraintChoice.Read(arguments, name));
    }

    /// <summary>The arguments that say how the vector called <paramref name="name"/> moves.</summary>
    public static IEnumerable<string> OfTraining(string name) =>
        [name + "L1", name + "L2", .. ConstraintChoice.Suffixes.Select(suffix => name + suffix)];

    /// <summary>All arguments about the vector called <paramref name="name"/>.</summary>
    public static IEnumerable<string> All(string name) =>
        [name, .. InitializerChoice.Suffixes.Select(suffix => name + suffix), .. OfTraining(name)];

    /// <summary>The vector as a parameter of <paramref name="length"/> values.</summary>
    public Tensor Tensor(string suffix, string role, int length) =>
        Model.Tensor.Vector(suffix, role, length, Initializer.Kind.ToString(), Initializer.First, Initializer.Second) with
        {
            L1 = L1,
            L2 = L2,
            Constraint = Constraint.Tensor,
        };

    private static double Strength(Arguments arguments, string name) =>
        arguments.Number(name, 0, static strength => strength >= 0, "0 or more");
}
