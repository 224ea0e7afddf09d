namespace StaticNet.RandomTests.Interpreter;

/// <summary>
/// An optimizer's formulas, element by element, with a bound of what single precision may do to each. In order: L2's gradient, clipping by
/// the global norm, weight decay, the rule.
/// </summary>
internal sealed class InterpretedRule
{
    private const double FloatUnit = 1.0 / (1 << 24);

    private readonly OptimizerArguments _arguments;
    private readonly IReadOnlyList<Parameter> _parameters;
    private readonly State[][] _states;
    private int _step;
    private double _rate;

    public InterpretedRule(OptimizerArguments arguments, IReadOnlyList<Parameter> parameters)
    {
        _arguments = arguments;
        _parameters = parameters;
        var initial = new State { Square = arguments.Kind == OptimizerKind.Adagrad ? arguments.InitialAccumulator : 0 };
        _states = [.. parameters.Select(parameter => Enumerable.Repeat(initial, parameter.Count).ToArray())];
    }

    /// <summary>What L2 adds to the loss.</summary>
    public double Penalty => _arguments.L2 * _parameters.Where(static parameter => parameter.IsKernel).Sum(
        static parameter => parameter.Values.Sum(static value => value * value));

    /// <summary>Moves the parameters by their gradients; gives the bound for each element.</summary>
    public double[][] Apply(double learningRate)
    {
        _rate = learningRate;
        _step++;
        double[][] gradients = [.. _parameters.Select(parameter => parameter.Gradient.Zip(
            parameter.Values, (gradient, value) => gradient + (parameter.IsKernel ? 2 * _arguments.L2 * value : 0)).ToArray())];
        double norm = Math.Sqrt(gradients.Sum(static gradient => gradient.Sum(static value => value * value)));
        double clip = norm > _arguments.ClipNorm ? _arguments.ClipNorm / norm : 1;
        var bounds = new double[_parameters.Count][];
        for (int i = 0; i < bounds.Length; i++)
        {
            Parameter parameter = _parameters[i];
            bounds[i] = new double[parameter.Count];
            double[] moved = (double[])parameter.Values.Clone();
            for (int j = 0; j < moved.Length; j++)
            {
                bounds[i][j] = Move(ref moved[j], parameter, j, gradients[i][j] * clip, clip, ref _states[i][j]);
            }

            parameter.Values = moved;
        }

        return bounds;
    }

    private double Move(ref double value, Parameter parameter, int index, double gradient, double clip, ref State state)
    {
        double old = value;
        double decay = parameter.IsKernel || _arguments.DecaysAll ? _arguments.WeightDecay * value : 0;
        bool isDecoupled = _arguments.Kind == OptimizerKind.AdamW;
        if (isDecoupled)
        {
            value -= _rate * decay;
        }

        double penalty = parameter.IsKernel ? 2 * _arguments.L2 * old * clip : 0;
        double terms = (Math.Abs(parameter.Gradient[index]) * clip) + Math.Abs(penalty) + (isDecoupled ? 0 : Math.Abs(decay));
        gradient += isDecoupled ? 0 : decay;

        // A gradient whose terms cancel has lost digits, and so has all that is made of it.
        state.Loss = Math.Max(state.Loss, gradient != 0 ? terms / Math.Abs(gradient) : terms == 0 ? 1 : double.PositiveInfinity);
        (double step, double size) = Step(gradient, ref state);
        value -= step;
        return (4 * FloatUnit * Math.Max(Math.Abs(old), Math.Abs(value))) + (64 * FloatUnit * size * state.Loss) + 1e-37;
    }

    /// <summary>
    /// The step, and the size it would have if nothing in its running means cancelled. Adam's are rounded as <c>m += (1 − β)·(g − m)</c>
    /// is.
    /// </summary>
    private (double Step, double Size) Step(double gradient, ref State state)
    {
        double momentum = _arguments.Momentum;
        double size = Math.Abs(gradient);
        switch (_arguments.Kind)
        {
            case OptimizerKind.Sgd:
                return (_rate * gradient, _rate * size);

            case OptimizerKind.Momentum:
                state.Velocity = (momentum * state.Velocity) + gradient;
                state.VelocitySize = (momentum * state.VelocitySize) + size;
                return (_rate * state.Velocity, _rate * state.VelocitySize);

            case OptimizerKind.Nesterov:
                state.Velocity = (momentum * state.Velocity) + gradient;
                state.VelocitySize = (momentum * state.VelocitySize) + size;
                return (_rate * (gradient + (momentum * state.Velocity)), _rate * (size + (momentum * state.VelocitySize)));

            case OptimizerKind.Adam or OptimizerKind.AdamW:
                return AdamStep(gradient, ref state);

            case OptimizerKind.RmsProp:
                MoveSquare(gradient, ref state);
                state.Velocity = (momentum * state.Velocity) + (gradient / Root(state.Square));
                state.VelocitySize = (momentum * state.VelocitySize) + (size / Root(state.Square));
                return (_rate * state.Velocity, _rate * state.VelocitySize);

            default:
                state.Square += gradient * gradient;
                return (_rate * gradient / Root(state.Square), _rate * size / Root(state.Square));
        }
    }

    private (double Step, double Size) AdamStep(double gradient, ref State state)
    {
        double beta1 = _arguments.Beta1;
        double beta2 = _arguments.Beta2;
        state.VelocitySize = (beta1 * state.VelocitySize) + ((1 - beta1) * (Math.Abs(gradient) + Math.Abs(state.Velocity)));
        state.Velocity = (beta1 * state.Velocity) + ((1 - beta1) * gradient);
        MoveSquare(gradient, ref state);
        double correction1 = 1 - Math.Pow(beta1, _step);
        double correction2 = 1 - Math.Pow(beta2, _step);
        double factor = _arguments.Convention == Convention.Keras
            ? _rate * Math.Sqrt(correction2) / correction1 / (Math.Sqrt(state.Square) + _arguments.Epsilon)
            : _rate / correction1 / (Math.Sqrt(state.Square / correction2) + _arguments.Epsilon);
        return (factor * state.Velocity, factor * state.VelocitySize);
    }

    /// <summary>
    /// Moves the mean square, as <c>s += (1 − β)·(g² − s)</c> rounds it: a mean that drops far keeps the rounding of what it was.
    /// </summary>
    private void MoveSquare(double gradient, ref State state)
    {
        double beta = _arguments.Beta2;
        double square = gradient * gradient;
        state.SquareRounding = (beta * state.SquareRounding) + ((1 - beta) * (state.Square + square));
        state.Square = (beta * state.Square) + ((1 - beta) * square);
        state.Loss = Math.Max(state.Loss, state.Square > 0 ? state.SquareRounding / state.Square / 4 : 1);
    }

    private double Root(double square) => _arguments.Convention == Convention.Keras
        ? Math.Sqrt(square + _arguments.Epsilon)
        : Math.Sqrt(square) + _arguments.Epsilon;

    private struct State
    {
        public double Velocity;
        public double VelocitySize;
        public double Square;
        public double SquareRounding;
        public double Loss;
    }
}
