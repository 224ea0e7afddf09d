using StaticNet.Kernels;

namespace StaticNet;

/// <summary>
/// A factor on an optimizer's learning rate that follows the course of training. Derive from it for a schedule of one's own; its
/// <see cref="object.ToString"/> is what checkpoints know it by, so name its constants there, culture-invariantly.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>Always 1.</summary>
    public static LearningRateSchedule Constant { get; } = new ConstantSchedule();

    /// <summary>The factor of one step.</summary>
    /// <param name="step">Steps made before by this optimizer: 0 for the first.</param>
    /// <param name="epoch">Epochs completed before by this optimizer: 0 during the first.</param>
    public abstract double Factor(long step, int epoch);

    /// <summary>Multiplies by <paramref name="factor"/> after every <paramref name="every"/> steps.</summary>
    public static LearningRateSchedule Step(long every, double factor = 0.1) => new StepSchedule(every, factor, byEpoch: false);

    /// <summary>Multiplies by <paramref name="factor"/> after every <paramref name="every"/> epochs.</summary>
    public static LearningRateSchedule StepByEpoch(int every, double factor = 0.1) => new StepSchedule(every, factor, byEpoch: true);

    /// <summary>Decays evenly, by <paramref name="factor"/> in <paramref name="steps"/> steps: <c>factor^(step/steps)</c>.</summary>
    public static LearningRateSchedule Exponential(long steps, double factor) => new ExponentialSchedule(steps, factor, byEpoch: false);

    /// <summary>Multiplies by <paramref name="factor"/> after every epoch.</summary>
    public static LearningRateSchedule ExponentialByEpoch(double factor) => new ExponentialSchedule(1, factor, byEpoch: true);

    /// <summary>
    /// Half a cosine from 1 to <paramref name="finalFactor"/> over <paramref name="totalSteps"/> steps, then constant (Loshchilov &amp;
    /// Hutter, ICLR 2017).
    /// </summary>
    public static LearningRateSchedule Cosine(long totalSteps, double finalFactor = 0) =>
        new CosineSchedule(totalSteps, finalFactor, byEpoch: false);

    /// <summary>
    /// Half a cosine from 1 to <paramref name="finalFactor"/> over <paramref name="epochs"/> epochs, constant within each.
    /// </summary>
    public static LearningRateSchedule CosineByEpoch(int epochs, double finalFactor = 0) =>
        new CosineSchedule(epochs, finalFactor, byEpoch: true);

    /// <summary>
    /// Rises linearly over the first <paramref name="steps"/> steps, <c>(step + 1)/steps</c>, as a factor on the schedule
    /// <paramref name="then"/>, which runs from the first step on (so <c>Cosine(1000)</c> still ends at step 1000).
    /// </summary>
    public static LearningRateSchedule Warmup(long steps, LearningRateSchedule? then = null) => new WarmupSchedule(steps, then ?? Constant);

    /// <summary>
    /// One cycle: up from <paramref name="initialFactor"/> to 1 in the first <paramref name="warmup"/> of the steps, and down to
    /// <paramref name="finalFactor"/> in the others, each along half a cosine; then constant. The optimizer's learning rate is the largest of the cycle.
    /// Smith and Topin, "Super-convergence: very fast training of neural networks using large learning rates", 2018, in the form of PyTorch's
    /// <c>OneCycleLR</c>, whose defaults these are; the momentum stays as it is.
    /// </summary>
    /// <param name="totalSteps">Steps of the cycle, at least 1: those of the whole training.</param>
    /// <param name="warmup">Share of the steps on which the rate rises, above 0 and below 1.</param>
    /// <param name="initialFactor">Factor of the first step, positive.</param>
    /// <param name="finalFactor">Factor of the last step and those after it, 0 or more.</param>
    public static LearningRateSchedule OneCycle(
        long totalSteps, double warmup = 0.3, double initialFactor = 1 / 25.0, double finalFactor = 1 / 25e4) =>
        new OneCycleSchedule(totalSteps, warmup, initialFactor, finalFactor, byEpoch: false);

    /// <summary><see cref="OneCycle"/> over epochs, constant within each.</summary>
    /// <param name="epochs">Epochs of the cycle, at least 1.</param>
    /// <param name="warmup">Share of the epochs on which the rate rises, above 0 and below 1.</param>
    /// <param name="initialFactor">Factor of the first epoch, positive.</param>
    /// <param name="finalFactor">Factor of the last epoch and those after it, 0 or more.</param>
    public static LearningRateSchedule OneCycleByEpoch(
        int epochs, double warmup = 0.3, double initialFactor = 1 / 25.0, double finalFactor = 1 / 25e4) =>
        new OneCycleSchedule(epochs, warmup, initialFactor, finalFactor, byEpoch: true);

    /// <summary>
    /// Half a cosine from 1 to <paramref name="finalFactor"/>, again and again, each <paramref name="multiplier"/> times as long as the one before
    /// (SGDR: Loshchilov &amp; Hutter, "SGDR: stochastic gradient descent with warm restarts", ICLR 2017).
    /// </summary>
    /// <param name="firstSteps">Steps of the first run, at least 1.</param>
    /// <param name="multiplier">How much longer each run is than the one before, at least 1.</param>
    /// <param name="finalFactor">What each run falls to, 0 or more.</param>
    public static LearningRateSchedule WarmRestarts(long firstSteps, int multiplier = 1, double finalFactor = 0) =>
        new WarmRestartSchedule(firstSteps, multiplier, finalFactor, byEpoch: false);

    /// <summary><see cref="WarmRestarts"/> over epochs, constant within each.</summary>
    /// <param name="firstEpochs">Epochs of the first run, at least 1.</param>
    /// <param name="multiplier">How much longer each run is than the one before, at least 1.</param>
    /// <param name="finalFactor">What each run falls to, 0 or more.</param>
    public static LearningRateSchedule WarmRestartsByEpoch(int firstEpochs, int multiplier = 1, double finalFactor = 0) =>
        new WarmRestartSchedule(firstEpochs, multiplier, finalFactor, byEpoch: true);

    /// <summary>A factor in [0, ∞).</summary>
    private protected static double CheckFinalFactor(double factor, string name) =>
        factor >= 0 && double.IsFinite(factor) ? factor : throw new ArgumentOutOfRangeException(name, factor, "Expected a factor of 0 or more.");

    /// <summary>What lies between two values, along half a cosine: the first with a share of 0, the second with 1.</summary>
    private protected static double HalfCosine(double first, double second, double share) =>
        second + ((first - second) * (1 + PortableMath.SineCosineOfTurn(share / 2).Cosine) / 2);

    /// <summary>A factor in (0, ∞).</summary>
    private protected static double CheckFactor(double factor, string name) =>
        factor > 0 && double.IsFinite(factor) ? factor : throw new ArgumentOutOfRangeException(name, factor, "Expected a positive factor.");

    /// <summary>A number of steps or epochs, at least 1.</summary>
    private protected static long CheckCount(long count, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1, name);
        return count;
    }
}
