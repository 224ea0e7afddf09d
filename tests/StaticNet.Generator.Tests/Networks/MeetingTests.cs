namespace StaticNet.Generator.Tests.Networks;

/// <summary>Workers meet where one would write what another still reads.</summary>
public sealed class MeetingTests
{
    /// <summary>
    /// BatchNorm adds to the gradient of the input, which lies where that of dense2 was, which other workers may still read for the gradient of
    /// BatchNorm's output. The layer that writes the input's gradient first, with a meeting before it, is left out where nobody asks for it.
    /// </summary>
    [Fact]
    public void Before_a_sum_that_the_input_alone_wants()
    {
        string backward = CompilerHarness.Run(
            """
            using StaticNet;

            [Input(33), BatchNorm]
            [Dense(67, bias: false, From = "input")]
            [Dense(67, bias: false, From = "batchnorm1"), Add("dense1")]
            public sealed partial class Net;
            """).Files.Single(static file => file.Key.EndsWith("Backward.g.cs", StringComparison.Ordinal)).Value;
        string pass = backward[backward.IndexOf("void BackwardPass(", StringComparison.Ordinal)..];
        string[] calls = [.. pass[..pass.IndexOf("\n    }\n", StringComparison.Ordinal)].Split('\n').Select(static line => line.Trim())];
        int last = Array.FindIndex(calls, static line => line.StartsWith("BatchNorm1Backward(", StringComparison.Ordinal));
        int input = Array.FindIndex(calls, static line => line.StartsWith("Dense2InputGradient(", StringComparison.Ordinal));
        int optional = Array.FindIndex(calls, static line => line.StartsWith("if (inputGradient)", StringComparison.Ordinal));
        Assert.True(input >= 0 && optional > input && last > optional, pass);
        Assert.Equal("worker.Meet();", calls[last - 1]);
    }
}
