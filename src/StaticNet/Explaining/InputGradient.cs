namespace StaticNet;

/// <summary>
/// How a network's answer changes with its input: the gradient of one logit with respect to every value of a sample, as the network predicts (BatchNorm by
/// its moving statistics, no dropout). Logits are what softmax or sigmoid is given; of other networks, the gradient is that of an output, in its unit.
/// </summary>
/// <remarks>
/// Training memory of the network serves for it: <see cref="Network.Gradients"/> are overwritten, and what a <see cref="Network.Forward"/> before it kept
/// for <c>Backward</c> is gone. Weights and statistics stay as they are. Like training it is no work for several threads on one network.
/// </remarks>
public static class InputGradient
{
    /// <summary>The gradient of one output's logit at a sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">The sample, <see cref="NetworkLayout.InputSize"/> values.</param>
    /// <param name="output">The output, such as the number of a class, from 0.</param>
    /// <returns>A number for each value of the sample: what the logit gains where that grows by 1, as long as the network is like a plane.</returns>
    /// <exception cref="ArgumentException">The length is not a sample's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static float[] Of(Network network, ReadOnlySpan<float> sample, int output)
    {
        ArgumentNullException.ThrowIfNull(network);
        CheckSample(network, sample);
        var gradient = new float[sample.Length];
        Of(network, sample, [output], gradient);
        return gradient;
    }

    /// <summary>The gradients of one output's logit each at several samples.</summary>
    /// <param name="network">The network.</param>
    /// <param name="samples"><c>[batch, input]</c>, row-major, one sample or more.</param>
    /// <param name="outputs">The output of each sample.</param>
    /// <param name="gradients"><c>[batch, input]</c>, row-major, overwritten.</param>
    /// <exception cref="ArgumentException">Lengths do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static void Of(Network network, ReadOnlySpan<float> samples, ReadOnlySpan<int> outputs, Span<float> gradients)
    {
        ArgumentNullException.ThrowIfNull(network);
        int size = network.Layout.OutputSize;
        if (outputs.IsEmpty || samples.Length != (long)outputs.Length * network.Layout.InputSize || gradients.Length != samples.Length)
        {
            throw new ArgumentException(
                $"{network.Layout.Name} takes samples of {network.Layout.InputSize} values; for {outputs.Length} outputs, one a sample, there are "
                + $"{samples.Length} values of samples and room for {gradients.Length} of gradients.",
                nameof(samples));
        }

        var logitGradient = new float[checked(outputs.Length * size)];
        for (int row = 0; row < outputs.Length; row++)
        {
            CheckOutput(network, outputs[row], nameof(outputs));
            logitGradient[(row * size) + outputs[row]] = 1;
        }

        network.DifferentiatePrediction(samples, logitGradient, outputs.Length, gradients);
    }

    /// <summary>
    /// How much each place of a sample matters to one output's logit: |gradient|, of several channels the largest (Simonyan, Vedaldi &amp; Zisserman, Deep
    /// Inside Convolutional Networks, 2014, section 3). An image of it shows where the network looks.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="output">The output, such as the number of a class, from 0.</param>
    /// <returns>A number for each place: all values of a sample but for channels, the last of three axes or more.</returns>
    /// <exception cref="ArgumentException">The length is not a sample's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public static float[] Saliency(Network network, ReadOnlySpan<float> sample, int output)
    {
        float[] gradient = Of(network, sample, output);
        int channels = network.Layout.InputShape.Length >= 3 ? network.Layout.InputShape[^1] : 1;
        var saliency = new float[gradient.Length / channels];
        for (int i = 0; i < gradient.Length; i++)
        {
            saliency[i / channels] = MathF.Max(saliency[i / channels], MathF.Abs(gradient[i]));
        }

        return saliency;
    }

    /// <summary>
    /// What each value of a sample contributed to one output's logit: integrated gradients (Sundararajan, Taly &amp; Yan, Axiomatic Attribution for Deep
    /// Networks, ICML 2017), <c>(x − x₀)</c> times the mean gradient on the straight way from a baseline x₀ to the sample x, by the midpoint rule. The
    /// contributions add up to what the logit gains on the way.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="output">The output, such as the number of a class, from 0.</param>
    /// <param name="baseline">A sample that says nothing, such as a black image or the means of the columns; zeros if empty.</param>
    /// <param name="steps">Places on the way, at least 1: the more, the nearer the sum comes to what it should be.</param>
    /// <returns>A number for each value of the sample.</returns>
    /// <exception cref="ArgumentException">A length is not a sample's.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or no step.</exception>
    public static float[] Integrated(Network network, ReadOnlySpan<float> sample, int output, ReadOnlySpan<float> baseline = default, int steps = 64)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        CheckSample(network, sample);
        if (!baseline.IsEmpty)
        {
            CheckSample(network, baseline);
        }

        var sums = new double[sample.Length];
        var place = new float[sample.Length];
        var gradient = new float[sample.Length];
        for (int step = 0; step < steps; step++)
        {
            double share = (step + 0.5) / steps;
            for (int i = 0; i < place.Length; i++)
            {
                double from = baseline.IsEmpty ? 0 : baseline[i];
                place[i] = (float)(from + (share * (sample[i] - from)));
            }

            Of(network, place, [output], gradient);
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] += gradient[i];
            }
        }

        var contributions = new float[sample.Length];
        for (int i = 0; i < contributions.Length; i++)
        {
            double from = baseline.IsEmpty ? 0 : baseline[i];
            contributions[i] = (float)((sample[i] - from) * (sums[i] / steps));
        }

        return contributions;
    }

    private static void CheckSample(Network network, ReadOnlySpan<float> sample)
    {
        if (sample.Length != network.Layout.InputSize)
        {
            throw new ArgumentException(
                $"A sample of {network.Layout.Name} has {network.Layout.InputSize} values; {sample.Length} came.", nameof(sample));
        }
    }

    private static void CheckOutput(Network network, int output, string argument)
    {
        if ((uint)output >= (uint)network.Layout.OutputSize)
        {
            throw new ArgumentOutOfRangeException(
                argument, output, $"{network.Layout.Name} has outputs 0 to {network.Layout.OutputSize - 1}.");
        }
    }
}
