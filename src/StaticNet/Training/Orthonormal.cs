namespace StaticNet;

/// <summary>Makes vectors orthonormal.</summary>
internal static class Orthonormal
{
    /// <summary>
    /// The orthonormal factor Q of the QR decomposition whose R has a positive diagonal (of normal draws it is uniform over all orthonormal
    /// sets), by the modified Gram-Schmidt process, twice: once loses orthogonality where vectors are nearly dependent (Giraud et al.,
    /// 2005).
    /// </summary>
    /// <param name="vectors">No more vectors than each has elements, linearly independent; overwritten.</param>
    public static void MakeOf(double[][] vectors)
    {
        for (int current = 0; current < vectors.Length; current++)
        {
            double[] vector = vectors[current];
            for (int pass = 0; pass < 2; pass++)
            {
                for (int earlier = 0; earlier < current; earlier++)
                {
                    AddScaled(vector, vectors[earlier], -Dot(vector, vectors[earlier]));
                }
            }

            double scale = 1 / Math.Sqrt(Dot(vector, vector));
            for (int i = 0; i < vector.Length; i++)
            {
                vector[i] *= scale;
            }
        }
    }

    private static double Dot(double[] a, double[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static void AddScaled(double[] target, double[] source, double factor)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] += factor * source[i];
        }
    }
}
