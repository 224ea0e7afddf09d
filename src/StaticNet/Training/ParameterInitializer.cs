using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// Draws the first values of parameters. The seed, the tensor's name (as <see cref="StableHash"/>, the stream of <see cref="Philox"/>) and
/// the element's logical index decide each draw, in double; so neither memory layout nor the order of layers matters.
/// </summary>
internal static class ParameterInitializer
{
    /// <summary>Deviation of a standard normal cut off at two: truncated normals come from a parent wider by its inverse.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private const double TruncationLimit = 2;

    /// <summary>Where an element's further attempts lie in its stream: attempt a of element i is draw <c>i + a·2⁴⁰</c>.</summary>
    private const int AttemptShift = 40;

    /// <summary>Draws every tensor of <paramref name="tensors"/> into <paramref name="arena"/>.</summary>
    public static void Draw(TensorLayout[] tensors, Arena arena, ulong seed)
    {
        foreach (TensorLayout tensor in tensors)
        {
            Draw(tensor, tensor.Initializer, arena, seed);
        }
    }

    /// <summary>Draws one tensor, by an initialiser that need not be the one it is declared with.</summary>
    public static void Draw(TensorLayout tensor, InitializerLayout initializer, Arena arena, ulong seed)
    {
        if (initializer.Kind == Initializer.Orthogonal)
        {
            DrawOrthogonal(tensor, arena.Span, seed);
        }
        else
        {
            DrawIndependent(tensor, initializer, arena.Span, seed);
        }
    }

    private static void DrawIndependent(TensorLayout tensor, InitializerLayout initializer, Span<float> values, ulong seed)
    {
        ulong stream = StableHash.Of(tensor.Name);
        double spread = Spread(tensor, initializer.Kind);
        for (int i = 0; i < tensor.Count; i++)
        {
            ulong index = (ulong)i;
            double value = initializer.Kind switch
            {
                Initializer.GlorotUniform or Initializer.HeUniform or Initializer.LecunUniform =>
                    spread * ((2 * Philox.UniformDouble(seed, stream, index)) - 1),
                Initializer.GlorotNormal or Initializer.HeNormal or Initializer.LecunNormal =>
                    spread * TruncatedNormal(seed, stream, index),
                Initializer.GlorotNormalPlain or Initializer.HeNormalPlain or Initializer.LecunNormalPlain =>
                    spread * Philox.Normal(seed, stream, index),
                Initializer.Uniform =>
                    initializer.First + (((double)initializer.Second - initializer.First) * Philox.UniformDouble(seed, stream, index)),
                Initializer.Normal => initializer.First + (initializer.Second * Philox.Normal(seed, stream, index)),
                Initializer.Zeros => 0,
                Initializer.Ones => 1,
                Initializer.Constant => initializer.First,
                _ => throw new InvalidOperationException($"{tensor.Name} has an unknown initialiser, {initializer.Kind}."),
            };
            values[tensor.OffsetOf(i)] = (float)value;
        }
    }

    /// <summary>Limit of a uniform draw, or deviation of a normal one, by fan-in and fan-out.</summary>
    private static double Spread(TensorLayout tensor, Initializer kind)
    {
        // A vector counts as its own fan-in and fan-out, as in Keras.
        double fanIn = tensor.Shape.Length == 1 ? tensor.Columns : tensor.Rows;
        double fanOut = tensor.Columns;
        return kind switch
        {
            Initializer.GlorotUniform => Math.Sqrt(6 / (fanIn + fanOut)),
            Initializer.GlorotNormal or Initializer.GlorotNormalPlain => Math.Sqrt(2 / (fanIn + fanOut)),
            Initializer.HeUniform => Math.Sqrt(6 / fanIn),
            Initializer.HeNormal or Initializer.HeNormalPlain => Math.Sqrt(2 / fanIn),
            Initializer.LecunUniform => Math.Sqrt(3 / fanIn),
            Initializer.LecunNormal or Initializer.LecunNormalPlain => Math.Sqrt(1 / fanIn),
            _ => 1,
        };
    }

    /// <summary>
    /// A draw of mean 0 and deviation 1 from a normal cut off at two deviations of its parent, redrawn until it is within.
    /// </summary>
    private static double TruncatedNormal(ulong seed, ulong stream, ulong index)
    {
        double value = Philox.Normal(seed, stream, index);
        for (ulong attempt = 1; Math.Abs(value) > TruncationLimit; attempt++)
        {
            value = Philox.Normal(seed, stream, index + (attempt << AttemptShift));
        }

        return value / TruncatedDeviation;
    }

    private static void DrawOrthogonal(TensorLayout tensor, Span<float> values, ulong seed)
    {
        ulong stream = StableHash.Of(tensor.Name);
        bool wide = tensor.Columns > tensor.Rows;
        int length = wide ? tensor.Columns : tensor.Rows;
        int count = wide ? tensor.Rows : tensor.Columns;
        var vectors = new double[count][];
        for (int vector = 0; vector < count; vector++)
        {
            vectors[vector] = new double[length];
            for (int i = 0; i < length; i++)
            {
                vectors[vector][i] = Philox.Normal(seed, stream, (ulong)LogicalIndex(vector, i));
            }
        }

        Orthonormal.MakeOf(vectors);
        for (int vector = 0; vector < count; vector++)
        {
            for (int i = 0; i < length; i++)
            {
                values[tensor.OffsetOf(LogicalIndex(vector, i))] = (float)vectors[vector][i];
            }
        }

        int LogicalIndex(int vector, int i) => wide ? (vector * tensor.Columns) + i : (i * tensor.Columns) + vector;
    }
}
