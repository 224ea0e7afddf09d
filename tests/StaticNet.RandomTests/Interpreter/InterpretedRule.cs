namespace StaticNet.RandomTests.Interpreter;

/// <summary>
/// An optimizer's formulas, element by element, with a bound of what single precision may do to each. In order: the penalties'
/// gradients, clipping by value, by the norm of each tensor and by that of all, weight decay, the rule, constraints.
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

    /// <summary>What L2 and the parameters' own penalties add to the loss.</summary>
    public double Penalty => _parameters.Where(static parameter => parameter.IsTrained).Sum(
        parameter => (SquareFactor(parameter) * parameter.Values.Sum(static value => value * value))
            + (MagnitudeFactor(parameter) * parameter.Values.Sum(Math.Abs)));

    /// <summary>Moves the parameters by their gradients; gives the bound for each element.</summary>
    public double[][] Apply(double learningRate)
    {
        _rate = learningRate;
        _step++;
        double[][] gradients = [.. _parameters.Select(parameter => parameter.Gradient.Zip(
            parameter.Values, (gradient, value) => ClipValue(gradient + PenaltySlope(parameter, value))).ToArray())];
        double[] scales = [.. gradients.Select(static gradient => Math.Sqrt(gradient.Sum(static value => value * value)))];
        for (int i = 0; i < scales.Length; i++)
        {
            scales[i] = scales[i] > _arguments.ClipTensorNorm ? _arguments.ClipTensorNorm / scales[i] : 1;
            gradients[i] = Array.ConvertAll(gradients[i], value => value * scales[i]);
        }

        double norm = Math.Sqrt(gradients.Sum(static gradient => gradient.Sum(static value => value * value)));
        double clip = norm > _arguments.ClipNorm ? _arguments.ClipNorm / norm : 1;
        var bounds = new double[_parameters.Count][];
        for (int i = 0; i < bounds.Length; i++)
        {
            Parameter parameter = _parameters[i];
            bounds[i] = new double[parameter.Count];
            if (!parameter.IsTrained)
            {
                // Not a bit of it may move.
                Array.Fill(bounds[i], double.Epsilon);
                continue;
            }

            double[] moved = (double[])parameter.Values.Clone();
            for (int j = 0; j < moved.Length; j++)
            {
                bounds[i][j] = Move(ref moved[j], parameter, j, gradients[i][j] * clip, clip * scales[i], ref _states[i][j]);
            }

            foreach (int[] group in parameter.ConstrainedGroups())
            {
                double[] values = Array.ConvertAll(group, place => moved[place]);
                double[] valueBounds = Array.ConvertAll(group, place => bounds[i][place]);
                Constrain(values, valueBounds, parameter.Constraint);
                for (int place = 0; place < group.Length; place++)
                {
                    moved[group[place]] = values[place];
                    bounds[i][group[place]] = valueBounds[place];
                }
            }

            parameter.Values = moved;
        }

        return bounds;
    }

    private double SquareFactor(Parameter parameter) => parameter.L2 + (parameter.IsKernel ? _arguments.L2 : 0);

    private double MagnitudeFactor(Parameter parameter) => parameter.L1 + (parameter.IsKernel ? _arguments.L1 : 0);

    /// <summary>A gradient, or the largest of its sign.</summary>
    private double ClipValue(double gradient) => Math.Clamp(gradient, -_arguments.ClipValue, _arguments.ClipValue);

    private double PenaltySlope(Parameter parameter, double value) =>
        parameter.IsTrained ? (2 * SquareFactor(parameter) * value) + (MagnitudeFactor(parameter) * Math.Sign(value)) : 0;

    /// <summary>Brings a vector back to where it may be, and its bounds with it: what moves the norm moves every value.</summary>
    private static void Constrain(double[] values, double[] bounds, ConstraintLayout constraint)
    {
        if (constraint.Kind == Constraint.None)
        {
            return;
        }

        double norm = Math.Sqrt(values.Sum(static value => value * value));
        double rounding = Math.Sqrt(bounds.Sum(static bound => bound * bound));
        double clipped = Math.Min(Math.Max(norm, constraint.MinNorm), constraint.MaxNorm);
        double wanted = constraint.Kind switch
        {
            Constraint.MaxNorm => clipped,
            Constraint.MinMaxNorm => (constraint.Rate * clipped) + ((1 - constraint.Rate) * norm),
            _ => 1,
        };
        double factor = wanted / (1e-7 + norm);
        for (int i = 0; i < values.Length; i++)
        {
            if (constraint.Kind == Constraint.NonNegative)
            {
                values[i] = Math.Max(values[i], 0);
                continue;
            }

            values[i] *= factor;
            bounds[i] = (factor * bounds[i]) + (Math.Abs(values[i]) * ((rounding / (1e-7 + norm)) + (4 * FloatUnit)));
        }
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

        double penalty = clip * ((2 * SquareFactor(parameter) * Math.Abs(old)) + (MagnitudeFactor(parameter) * Math.Abs(Math.Sign(old))));
        double terms = (Math.Abs(parameter.Gradient[index]) * clip) + penalty + (isDecoupled ? 0 : Math.Abs(decay));
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
