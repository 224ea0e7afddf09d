using StaticNet;

namespace BatchNormExperiments;

/// <summary>
/// All parameters of a network as one point, and directions from it. Directions are normalised by filter: the weights into a unit are as long as
/// the unit's own, and biases, γ and β do not move. Li et al., "Visualizing the loss landscape of neural nets", NeurIPS 2018, section 4.
/// </summary>
internal static class Directions
{
    /// <summary>The parameters, tensor after tensor.</summary>
    public static float[] PointOf(ParameterCollection parameters) => [.. parameters.SelectMany(view => view.ToArray())];

    /// <summary>Moves a network to <c>point + factor·direction</c>.</summary>
    public static void Move(Network network, float[] point, params ReadOnlySpan<(float[] Direction, double Factor)> steps)
    {
        float[] moved = [.. point];
        foreach ((float[] direction, double factor) in steps)
        {
            for (int i = 0; i < moved.Length; i++)
            {
                moved[i] += (float)(factor * direction[i]);
            }
        }

        int start = 0;
        foreach (ParameterView view in network.Parameters)
        {
            view.CopyFrom(moved.AsSpan(start, view.Count));
            start += view.Count;
        }
    }

    /// <summary>A random direction, normalised by filter.</summary>
    public static float[] Random(Network network, int seed)
    {
        var random = new Random(seed);
        var direction = new List<float>();
        foreach (ParameterView view in network.Parameters)
        {
            direction.AddRange(view.Role == TensorRole.Kernel ? RandomKernel(view, random) : new float[view.Count]);
        }

        return [.. direction];
    }

    private static float[] RandomKernel(ParameterView kernel, Random random)
    {
        float[] weights = kernel.ToArray();
        int units = kernel.Shape[^1];
        float[] draws = [.. weights.Select(_ => (float)NormalDraw.Next(random))];
        for (int unit = 0; unit < units; unit++)
        {
            double scale = Norm(weights, unit, units) / Norm(draws, unit, units);
            for (int i = unit; i < draws.Length; i += units)
            {
                draws[i] *= (float)scale;
            }
        }

        return draws;
    }

    private static double Norm(float[] values, int first, int stride)
    {
        double sum = 0;
        for (int i = first; i < values.Length; i += stride)
        {
            sum += (double)values[i] * values[i];
        }

        return Math.Sqrt(sum);
    }
}
