using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Networks;

/// <summary>Padding: never read where it holds activations, always zero where it holds parameters or their gradients.</summary>
public sealed class TrainingMemoryTests
{
    private const int Batch = 11;

    public static TheoryData<string> Names => [.. Architectures.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_the_workspace_holds_does_not_matter(string name)
    {
        Network clean = Architectures.Create(name);
        Network poisoned = Architectures.Create(name);
        poisoned.Reserve(Batch);
        poisoned.WorkspaceArena.Span.Fill(float.NaN);

        (float[] output, float[] inputGradient) = Step(clean);
        (float[] poisonedOutput, float[] poisonedInputGradient) = Step(poisoned);

        Assert.Equal(output, poisonedOutput);
        Assert.Equal(inputGradient, poisonedInputGradient);
        Assert.Equal(clean.GradientArena.Span.ToArray(), poisoned.GradientArena.Span.ToArray());
        Assert.Equal(clean.StatisticArena.Span.ToArray(), poisoned.StatisticArena.Span.ToArray());
        Assert.All(output, static value => Assert.True(float.IsFinite(value)));
        Assert.All(inputGradient, static value => Assert.True(float.IsFinite(value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Padding_stays_zero(string name)
    {
        Network network = Architectures.Create(name);
        network.Reserve(Batch);
        network.WorkspaceArena.Span.Fill(float.NaN);
        foreach (ParameterView gradient in network.Gradients)
        {
            gradient.CopyFrom([.. Enumerable.Repeat(float.NaN, gradient.Count)]);
        }

        var state = new OptimizerState(Optimizer.Adam() with { L2 = 0.1, ClipNorm = 0.1 }, network);

        Step(network);
        AssertPaddingIsZero(network.GradientArena, network.Layout.Parameters);
        state.Apply(0.01);

        AssertPaddingIsZero(network.GradientArena, network.Layout.Parameters);
        AssertPaddingIsZero(network.ParameterArena, network.Layout.Parameters);
        AssertPaddingIsZero(network.StatisticArena, network.Layout.Statistics);
        Assert.All(network.ParameterArena.Span.ToArray(), static value => Assert.True(float.IsFinite(value)));
    }

    /// <summary>Forward, and backward with gradients of some value.</summary>
    private static (float[] Output, float[] InputGradient) Step(Network network)
    {
        float[] input = Architectures.Input(network, Batch);
        var output = new float[Batch * network.Layout.OutputSize];
        var inputGradient = new float[input.Length];
        network.Forward(input, output);
        network.Backward([.. output.Select(static value => MathF.Cos(value))], inputGradient);
        return (output, inputGradient);
    }

    private static void AssertPaddingIsZero(Arena arena, TensorLayout[] tensors)
    {
        float[] values = arena.Span.ToArray();
        foreach (TensorLayout tensor in tensors)
        {
            for (int i = 0; i < tensor.Count; i++)
            {
                values[tensor.OffsetOf(i)] = 0;
            }
        }

        Assert.All(values, static value => Assert.Equal(0, value));
    }
}
