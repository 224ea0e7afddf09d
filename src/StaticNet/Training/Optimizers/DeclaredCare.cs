using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// What layers declare of their own vectors: penalties, which are part of the loss, and constraints, which hold after each step. They have a
/// value a channel, so all of it is done in double, one value after the other: the same bits everywhere.
/// </summary>
internal sealed class DeclaredCare
{
    /// <summary>Keras's epsilon, which keeps a vector of zeros from being divided by its norm.</summary>
    private const double Epsilon = 1e-7;

    private readonly Network _network;
    private readonly TensorLayout[] _penalized;
    private readonly TensorLayout[] _constrained;

    public DeclaredCare(Network network, UpdatedTensors trained)
    {
        _network = network;
        _penalized = [.. trained.Others.Where(static tensor => tensor.L1 > 0 || tensor.L2 > 0)];
        _constrained = [.. trained.Others.Where(static tensor => tensor.Constraint.Kind != Constraint.None)];
    }

    /// <summary>Whether anything is constrained.</summary>
    public bool Constrains => _constrained.Length > 0;

    /// <summary>What the penalties add to the loss.</summary>
    public double Penalty()
    {
        double penalty = 0;
        foreach (TensorLayout tensor in _penalized)
        {
            double magnitudes = 0;
            double squares = 0;
            foreach (float value in Values(_network.ParameterArena, tensor))
            {
                magnitudes += Math.Abs((double)value);
                squares += (double)value * value;
            }

            penalty += (tensor.L1 * magnitudes) + (tensor.L2 * squares);
        }

        return penalty;
    }

    /// <summary>Adds the penalties' gradients to those between two places of the arena.</summary>
    public void AddGradients(int first, int end)
    {
        foreach (TensorLayout tensor in _penalized)
        {
            int from = Math.Max(first, tensor.Offset);
            int to = Math.Min(end, tensor.Offset + tensor.Length);
            for (int i = from; i < to; i++)
            {
                double value = _network.ParameterArena.Span[i];
                ref float gradient = ref _network.GradientArena.Span[i];
                gradient = (float)(gradient + (tensor.L1 * Sign(value)) + (2 * tensor.L2 * value));
            }
        }
    }

    /// <summary>Brings all that is constrained back to where it may be.</summary>
    public void Constrain()
    {
        foreach (TensorLayout tensor in _constrained)
        {
            Constrain(Values(_network.ParameterArena, tensor), tensor.Constraint);
        }
    }

    /// <summary>Brings a vector back to where it may be. NaN makes a norm and all that is scaled by it NaN.</summary>
    internal static void Constrain(Span<float> values, ConstraintLayout constraint)
    {
        if (constraint.Kind == Constraint.NonNegative)
        {
            foreach (ref float value in values)
            {
                value = value < 0 ? 0 : value;
            }

            return;
        }

        double squares = 0;
        foreach (float value in values)
        {
            squares += (double)value * value;
        }

        double factor = Factor(Math.Sqrt(squares), constraint);
        foreach (ref float value in values)
        {
            value = (float)(value * factor);
        }
    }

    /// <summary>What values of that norm are multiplied by.</summary>
    internal static double Factor(double norm, ConstraintLayout constraint)
    {
        double wanted = constraint.Kind switch
        {
            Constraint.MaxNorm => Math.Clamp(norm, 0, constraint.MaxNorm),
            Constraint.MinMaxNorm =>
                (constraint.Rate * Math.Clamp(norm, constraint.MinNorm, constraint.MaxNorm)) + ((1 - constraint.Rate) * norm),
            _ => 1,
        };
        return wanted / (Epsilon + norm);
    }

    private static double Sign(double value) => value > 0 ? 1 : value < 0 ? -1 : value;

    private static Span<float> Values(Arena arena, TensorLayout tensor) => arena.Span.Slice(tensor.Offset, tensor.Count);
}
