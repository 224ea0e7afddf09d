using System.Runtime.CompilerServices;

namespace StaticNet;

/// <summary>
/// How gradients become steps: an immutable description, so one may serve many trainings. What is common to all is set by <c>with</c>:
/// <c>Optimizer.Adam(0.01) with { ClipNorm = 1, L2 = 1e-4 }</c>.
/// </summary>
/// <remarks>
/// A step does, in this order: add the gradients of L1, L2 and of penalties that layers declare; clip by value, by the norm of each tensor and by the
/// norm of all; add coupled weight decay; apply the rule; apply the constraints that layers declare. Parameters that layers declare untrained and
/// those of frozen layers (<see cref="Network.Freeze"/>) stay as they are, and count in no penalty and no norm. What an optimizer remembers (velocities,
/// moments, the number of steps) stays with the network it trains: a later <see cref="Network.Fit"/> or <c>TrainOnBatch</c> with an optimizer of
/// the same description goes on from there, and one of another begins with fresh state.
/// </remarks>
public abstract record Optimizer
{
    private readonly double _learningRate = 0.001;
    private readonly double _l1;
    private readonly double _l2;
    private readonly double _weightDecay;
    private readonly double _clipValue = double.PositiveInfinity;
    private readonly double _clipTensorNorm = double.PositiveInfinity;
    private readonly double _clipNorm = double.PositiveInfinity;
    private readonly LearningRateSchedule _schedule = LearningRateSchedule.Constant;

    private protected Optimizer()
    {
    }

    /// <summary>Step size, before <see cref="Schedule"/> scales it. Positive.</summary>
    public double LearningRate
    {
        get => _learningRate;
        init => _learningRate = Positive(value, nameof(LearningRate));
    }

    /// <summary>Scales the learning rate as training goes on. Constant by default.</summary>
    public LearningRateSchedule Schedule
    {
        get => _schedule;
        init => _schedule = value ?? throw new ArgumentNullException(nameof(Schedule));
    }

    /// <summary>
    /// λ of the penalty λ·Σ|w| over all kernels, which drives weights to 0: it is part of the loss <c>Fit</c> shows, and its gradient is
    /// λ·sign(w), with sign(0) = 0. 0 by default.
    /// </summary>
    public double L1
    {
        get => _l1;
        init => _l1 = NotNegative(value, nameof(L1));
    }

    /// <summary>
    /// λ of the penalty λ·Σw² over all kernels: it is part of the loss <c>Fit</c> shows, and its gradient is 2λw. 0 by default.
    /// </summary>
    public double L2
    {
        get => _l2;
        init => _l2 = NotNegative(value, nameof(L2));
    }

    /// <summary>
    /// λ of weight decay, 0 by default except for AdamW. It adds λw to the gradient (coupled, as PyTorch's <c>weight_decay</c>), without
    /// being part of the loss; with AdamW it is decoupled instead, <c>w −= learningRate·λ·w</c>.
    /// </summary>
    public double WeightDecay
    {
        get => _weightDecay;
        init => _weightDecay = NotNegative(value, nameof(WeightDecay));
    }

    /// <summary>Whether <see cref="WeightDecay"/> acts on biases, γ, β and slopes as well, and not on kernels alone.</summary>
    public bool DecayAll { get; init; }

    /// <summary>
    /// Largest magnitude of a gradient's element: those beyond are brought back to it (Keras's <c>clipvalue</c>). Infinite (no clipping) by
    /// default.
    /// </summary>
    public double ClipValue
    {
        get => _clipValue;
        init => _clipValue = Positive(value, nameof(ClipValue), infinite: true);
    }

    /// <summary>
    /// Largest Euclidean norm of the gradients of one tensor, such as <c>dense1.kernel</c>: beyond it they are scaled back to it, <c>g *= max/norm</c>
    /// (Keras's <c>clipnorm</c>). Infinite (no clipping) by default.
    /// </summary>
    public double ClipTensorNorm
    {
        get => _clipTensorNorm;
        init => _clipTensorNorm = Positive(value, nameof(ClipTensorNorm), infinite: true);
    }

    /// <summary>
    /// Largest Euclidean norm of all gradients together (Keras's <c>global_clipnorm</c>): beyond it they are scaled back to it exactly,
    /// <c>g *= max/norm</c>. Infinite (no clipping) by default.
    /// </summary>
    public double ClipNorm
    {
        get => _clipNorm;
        init => _clipNorm = Positive(value, nameof(ClipNorm), infinite: true);
    }

    /// <summary>Everything that decides the steps, in words: two optimizers of one description make the same steps.</summary>
    internal string Description => FormattableString.Invariant(
        $"{RuleText}, learning rate {LearningRate}, schedule {Schedule}, L2 {L2}, ")
        + FormattableString.Invariant($"weight decay {WeightDecay}{(DecayAll ? " of all" : "")}, clipped at {ClipNorm}")
        + (double.IsFinite(ClipTensorNorm) ? FormattableString.Invariant($", tensors at {ClipTensorNorm}") : "")
        + (double.IsFinite(ClipValue) ? FormattableString.Invariant($", values at {ClipValue}") : "")
        + (L1 > 0 ? FormattableString.Invariant($", L1 {L1}") : "");

    /// <summary>Whether weight decay bypasses the rule.</summary>
    internal virtual bool DecayIsDecoupled => false;

    /// <summary>Gradient descent: <c>w −= learningRate·g</c>.</summary>
    public static Optimizer Sgd(double learningRate = 0.01) => new SgdOptimizer { LearningRate = learningRate };

    /// <summary>
    /// Gradient descent with a velocity: <c>v = momentum·v + g</c>, <c>w −= learningRate·v</c> (Polyak, 1964). The velocity is not scaled
    /// by the learning rate, so a change of the rate acts at once.
    /// </summary>
    public static Optimizer Momentum(double learningRate = 0.01, double momentum = 0.9) =>
        new MomentumOptimizer { LearningRate = learningRate, Coefficient = momentum };

    /// <summary>
    /// Nesterov's momentum: <c>v = momentum·v + g</c>, <c>w −= learningRate·(g + momentum·v)</c> (Sutskever et al., ICML 2013).
    /// </summary>
    public static Optimizer Nesterov(double learningRate = 0.01, double momentum = 0.9) =>
        new MomentumOptimizer { LearningRate = learningRate, Coefficient = momentum, LooksAhead = true };

    /// <summary>
    /// RMSProp (Hinton, lecture notes, 2012): <c>s = rho·s + (1 − rho)·g²</c>; <c>w −= learningRate·g/√(s + epsilon)</c> (Keras) or
    /// <c>g/(√s + epsilon)</c> (PyTorch). With a momentum the quotient drives a velocity.
    /// </summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="rho">Decay of the mean square; the convention's default if null.</param>
    /// <param name="momentum">Decay of the velocity; 0 for none.</param>
    /// <param name="epsilon">Keeps the quotient finite; the convention's default if null.</param>
    /// <param name="convention">Where epsilon stands, and the defaults.</param>
    public static Optimizer RmsProp(
        double learningRate = 0.001,
        double? rho = null,
        double momentum = 0,
        double? epsilon = null,
        Convention convention = Convention.Keras) =>
        new RmsPropOptimizer
        {
            LearningRate = learningRate,
            Rho = rho ?? (convention == Convention.Keras ? 0.9 : 0.99),
            Momentum = momentum,
            Epsilon = epsilon ?? DefaultEpsilon(convention),
            Convention = convention,
        };

    /// <summary>
    /// Adam (Kingma &amp; Ba, ICLR 2015): bias-corrected means of the gradient and of its square,
    /// <c>w −= learningRate·√(1 − beta2ᵗ)/(1 − beta1ᵗ)·m/(√s + epsilon)</c> (Keras) or
    /// <c>w −= learningRate/(1 − beta1ᵗ)·m/(√s/√(1 − beta2ᵗ) + epsilon)</c> (PyTorch).
    /// </summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="beta1">Decay of the mean gradient.</param>
    /// <param name="beta2">Decay of the mean square.</param>
    /// <param name="epsilon">Keeps the quotient finite; the convention's default if null.</param>
    /// <param name="convention">Where epsilon stands, and the defaults.</param>
    public static Optimizer Adam(
        double learningRate = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double? epsilon = null,
        Convention convention = Convention.Keras) =>
        new AdamOptimizer
        {
            LearningRate = learningRate,
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = epsilon ?? DefaultEpsilon(convention),
            Convention = convention,
        };

    /// <summary>
    /// Adam with decoupled weight decay (Loshchilov &amp; Hutter, ICLR 2019): <c>w −= learningRate·weightDecay·w</c>, then Adam's step.
    /// </summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="weightDecay">Decay; the convention's default if null.</param>
    /// <param name="beta1">Decay of the mean gradient.</param>
    /// <param name="beta2">Decay of the mean square.</param>
    /// <param name="epsilon">Keeps the quotient finite; the convention's default if null.</param>
    /// <param name="convention">Where epsilon stands, and the defaults.</param>
    public static Optimizer AdamW(
        double learningRate = 0.001,
        double? weightDecay = null,
        double beta1 = 0.9,
        double beta2 = 0.999,
        double? epsilon = null,
        Convention convention = Convention.Keras) =>
        new AdamOptimizer
        {
            LearningRate = learningRate,
            WeightDecay = weightDecay ?? (convention == Convention.Keras ? 0.004 : 0.01),
            Beta1 = beta1,
            Beta2 = beta2,
            Epsilon = epsilon ?? DefaultEpsilon(convention),
            Convention = convention,
            Decoupled = true,
        };

    /// <summary>
    /// Adagrad (Duchi et al., JMLR 12, 2011): <c>s += g²</c>; <c>w −= learningRate·g/√(s + epsilon)</c> (Keras) or <c>g/(√s + epsilon)</c>
    /// (PyTorch).
    /// </summary>
    /// <param name="learningRate">Step size.</param>
    /// <param name="initialAccumulator">What s starts from; the convention's default if null.</param>
    /// <param name="epsilon">Keeps the quotient finite; the convention's default if null.</param>
    /// <param name="convention">Where epsilon stands, and the defaults.</param>
    public static Optimizer Adagrad(
        double learningRate = 0.001, double? initialAccumulator = null, double? epsilon = null, Convention convention = Convention.Keras) =>
        new AdagradOptimizer
        {
            LearningRate = learningRate,
            InitialAccumulator = initialAccumulator ?? (convention == Convention.Keras ? 0.1 : 0),
            Epsilon = epsilon ?? (convention == Convention.Keras ? 1e-7 : 1e-10),
            Convention = convention,
        };

    /// <summary>The rule and its constants, in words.</summary>
    private protected abstract string RuleText { get; }

    /// <summary>The rule with fresh state for the parameters of <paramref name="network"/>.</summary>
    internal abstract UpdateRule CreateRule(Network network);

    /// <summary>A value in (0, ∞), also after rounding to a float.</summary>
    private protected static double Positive(double value, string name, bool infinite = false) =>
        (float)value > 0 && (infinite || float.IsFinite((float)value))
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Expected a positive {name}.");

    private protected static double NotNegative(double value, string name) =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Expected a {name} of 0 or more.");

    /// <summary>A decay in [0, 1), also after rounding to a float.</summary>
    private protected static double Fraction(double value, [CallerMemberName] string name = "") =>
        value >= 0 && (float)value < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"Expected a {name} of at least 0 and below 1.");

    private static double DefaultEpsilon(Convention convention) => convention == Convention.Keras ? 1e-7 : 1e-8;
}
