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
    /// <param name="step">Steps made before in this training: 0 for the first.</param>
    /// <param name="epoch">Epochs completed before in this training: 0 during the first.</param>
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
