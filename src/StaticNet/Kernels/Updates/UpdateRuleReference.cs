namespace StaticNet.Kernels;

/// <summary>The update rules as the textbook has them, for one parameter, in double.</summary>
internal static class UpdateRuleReference
{
    public static void Sgd(ref double w, double g, double learningRate) => w -= learningRate * g;

    public static void Momentum(ref double w, double g, ref double v, double learningRate, double momentum)
    {
        v = (momentum * v) + g;
        w -= learningRate * v;
    }

    public static void Nesterov(ref double w, double g, ref double v, double learningRate, double momentum)
    {
        v = (momentum * v) + g;
        w -= learningRate * (g + (momentum * v));
    }

    public static void Adam(
        ref double w,
        double g,
        ref double m,
        ref double s,
        double stepSize,
        double beta1,
        double beta2,
        double inverseRootCorrection,
        double epsilon)
    {
        m = (beta1 * m) + ((1 - beta1) * g);
        s = (beta2 * s) + ((1 - beta2) * g * g);
        w -= stepSize * m / ((Math.Sqrt(s) * inverseRootCorrection) + epsilon);
    }

    public static void RmsProp(
        ref double w, double g, ref double s, double learningRate, double rho, double epsilon, bool epsilonInsideRoot)
    {
        s = (rho * s) + ((1 - rho) * g * g);
        w -= learningRate * g / RootWithEpsilon(s, epsilon, epsilonInsideRoot);
    }

    public static void RmsPropMomentum(
        ref double w,
        double g,
        ref double s,
        ref double v,
        double learningRate,
        double rho,
        double momentum,
        double epsilon,
        bool epsilonInsideRoot)
    {
        s = (rho * s) + ((1 - rho) * g * g);
        v = (momentum * v) + (g / RootWithEpsilon(s, epsilon, epsilonInsideRoot));
        w -= learningRate * v;
    }

    public static void Adagrad(ref double w, double g, ref double s, double learningRate, double epsilon, bool epsilonInsideRoot)
    {
        s += g * g;
        w -= learningRate * g / RootWithEpsilon(s, epsilon, epsilonInsideRoot);
    }

    private static double RootWithEpsilon(double s, double epsilon, bool inside) =>
        inside ? Math.Sqrt(s + epsilon) : Math.Sqrt(s) + epsilon;
}
