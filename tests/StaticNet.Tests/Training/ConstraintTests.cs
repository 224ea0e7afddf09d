namespace StaticNet.Tests.Training;

/// <summary>Constraints as Keras defines them: <c>w·(wanted norm)/(1e-7 + norm)</c>.</summary>
public sealed class ConstraintTests
{
    private const double KerasEpsilon = 1e-7;

    /// <summary>Of a vector of norm 5, with the norm that it then has.</summary>
    public static TheoryData<ConstraintLayout, double> OfNormFive() => new()
    {
        { new(Constraint.MaxNorm, MaxNorm: 2), 2 },
        { new(Constraint.MaxNorm, MaxNorm: 7), 5 },
        { new(Constraint.UnitNorm), 1 },
        { new(Constraint.MinMaxNorm, 0, 1, 1), 1 },
        { new(Constraint.MinMaxNorm, 6, 8, 1), 6 },
        { new(Constraint.MinMaxNorm, 4, 8, 1), 5 },
        { new(Constraint.MinMaxNorm, 0, 1, 0.25), (0.25 * 1) + (0.75 * 5) },
        { new(Constraint.MinMaxNorm, 9, 10, 0.5), (0.5 * 9) + (0.5 * 5) },
        { new(Constraint.MinMaxNorm, 9, 10, 0), 5 },
    };

    [Theory]
    [MemberData(nameof(OfNormFive))]
    public void A_vector_is_scaled_to_the_norm_that_is_wanted(ConstraintLayout constraint, double norm)
    {
        float[] values = [3, 0, -4];
        DeclaredCare.Constrain(values, constraint);
        double factor = norm / (5 + KerasEpsilon);
        Assert.Equal([(float)(3 * factor), 0, (float)(-4 * factor)], values);
    }

    [Fact]
    public void Negative_values_become_zero()
    {
        float[] values = [1.5f, -1e-30f, 0, -2, float.NaN];
        DeclaredCare.Constrain(values, new(Constraint.NonNegative));
        Assert.Equal([1.5f, 0, 0, 0, float.NaN], values);
    }

    [Fact]
    public void A_vector_of_zeros_stays_one()
    {
        foreach (Constraint kind in new[] { Constraint.NonNegative, Constraint.MaxNorm, Constraint.UnitNorm, Constraint.MinMaxNorm })
        {
            var values = new float[5];
            DeclaredCare.Constrain(values, new(kind, 1, 2, 1));
            Assert.All(values, value => Assert.Equal(0, value));
        }
    }

    [Fact]
    public void NaN_reaches_all_that_is_scaled_by_its_norm()
    {
        float[] values = [1, float.NaN, 2];
        DeclaredCare.Constrain(values, new(Constraint.UnitNorm));
        Assert.All(values, value => Assert.True(float.IsNaN(value)));
    }
}
