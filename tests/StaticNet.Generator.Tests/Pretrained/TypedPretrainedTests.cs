using System.Reflection;
using System.Runtime.InteropServices;
using Microsoft.CodeAnalysis;
using StaticNet.Generator.Tests.Networks;
using StaticNet.Kernels;
using StaticNet.Tests;

namespace StaticNet.Generator.Tests.Pretrained;

/// <summary>Networks whose rows, classes or targets are more than numbers predict from the assembly as they do from the file, bit for bit.</summary>
public sealed class TypedPretrainedTests : IDisposable
{
    private const int Rows = 40;

    /// <summary>Networks, and how a predictor of theirs is used.</summary>
    private static readonly Dictionary<string, (string Types, string Declaration, string Use)> _networks = new()
    {
        ["TargetStandardize in registers"] = ("", "[Input(3), Standardize, Dense(4), Tanh, Dense(2), TargetStandardize]", "Values(predictor, x)"),
        ["TargetStandardize after BatchNorm"] =
            ("", "[Input(3)] [Dense(40, bias: false), BatchNorm, Relu, Dense(2), TargetStandardize(Name = \"units\"), Loss(LossKind.Huber)]", "Values(predictor, x)"),
        ["TargetStandardize of what is bounded"] = ("", "[Input(3), Dense(4), Tanh, TargetStandardize]", "Values(predictor, x)"),
        ["TargetStandardize of several rows"] = ("", "[Input(2, 3), Standardize, Dense(3), Relu, Dense(2), TargetStandardize]", "Values(predictor, x)"),
        ["Rows"] = (
            "public record struct Box(float Height, float Width, float Depth);", "[Input<Box>, Standardize, Dense(4), Relu, Dense(1)]",
            "Values((in Box row, Span<float> y) => predictor.Predict(in row, y), new Box(x[0], x[1], x[2]))"),
        ["Classes"] = ("public enum Kind { Small, Large }", "[Input(3), Standardize, Dense(4), BatchNorm, Relu, Dense(2), Softmax, Classes<Kind>]", "predictor.Classify(x)"),
        ["Rows and classes"] = (
            "public enum Kind { Small, Large } public record struct Box(float Height, float Width, float Depth);",
            "[Input<Box>, Standardize, Dense(4), Relu, Dense(1), Sigmoid, Classes<Kind>]", "predictor.Classify(new Box(x[0], x[1], x[2]))"),
        ["Bytes"] = (
            "", "[Input(6, Bytes = true), Rescale(1 / 255.0), Dense(40), Relu, Dense(3), TargetStandardize]",
            "Values((in byte[] bytes, Span<float> y) => predictor.PredictBytes(bytes, y), [1, 0, 255, 7, (byte)(Math.Abs(x[0]) * 50), 90])"),
        ["Bytes of classes"] = (
            "public enum Kind { Small, Large }", "[Input(6, Bytes = true), Rescale(1 / 255.0), Dense(4), Relu, Dense(2), Softmax, Classes<Kind>]",
            "predictor.ClassifyBytes([1, 0, 255, 7, (byte)(Math.Abs(x[0]) * 50), 90])"),
    };

    private readonly TemporaryFolder _folder = new(inMemory: true);

    public static TheoryData<string, bool, bool> Cases =>
        [.. _networks.Keys.SelectMany(static name => new[] { (name, true, false), (name, false, false), (name, true, true), (name, false, true) })];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_assembly_predicts_as_the_file_does(string name, bool isConstant, bool isPacked)
    {
        Network saved = Trained(name);

        AssertSame(name, saved, isConstant, isPacked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_temperature_travels_with_the_weights(bool isConstant)
    {
        Network saved = Trained("Classes");
        float[] before = saved.Parameters["dense2.kernel"].ToArray();
        TemperatureScaling.Apply(saved, Data(saved, seed: 5));
        Assert.NotEqual(before, saved.Parameters["dense2.kernel"].ToArray());

        AssertSame("Classes", saved, isConstant, isPacked: false);
    }

    [Fact]
    public void Classify_gives_the_enum()
    {
        Network saved = Trained("Rows and classes");
        Type type = Compile("Rows and classes", PretrainedNetworks.Save(saved, "net"), isConstant: true);
        StaticNet.Predictor pretrained = Pretrained(type);
        string[] classes = [.. Enumerable.Range(0, Rows).Select(row => Run(type, pretrained, Row(saved, row)).ToString()!)];

        Assert.Equal(
            Enumerable.Range(0, Rows).Select(row => saved.ToPredictor().ClassifyIndex(Row(saved, row)) == 0 ? "Small" : "Large"), classes);
        Assert.Equal(2, classes.Distinct().Count());
    }

    private static float[] Row(Network network, int row) =>
        Architectures.Input(network, Rows)[(row * network.Layout.InputSize)..((row + 1) * network.Layout.InputSize)];

    private static Network Trained(string name)
    {
        (string types, string declaration, _) = _networks[name];
        Network network = CompilerHarness.Create($"using StaticNet; {types} {declaration} public partial class Net;", seed: 3);
        network.Fit(Data(network, seed: 1), new FitOptions { Epochs = 3, BatchSize = 10, Optimizer = Optimizer.Adam(0.05) });
        return network;
    }

    private static MemoryDataSet Data(Network network, int seed)
    {
        float[] input = Architectures.Input(network, Rows, seed: seed);
        NetworkLayout layout = network.Layout;
        return layout.ClassNames.Length > 0
            ? DataSet.FromArrays(input, layout.InputSize, [.. Enumerable.Range(0, Rows).Select(row => input[row * layout.InputSize] > 0 ? 1 : 0)], 2)
            : DataSet.FromArrays(
                input, layout.InputSize,
                [.. Enumerable.Range(0, Rows * layout.OutputSize).Select(i => 300 + (20 * input[i / layout.OutputSize * layout.InputSize]) + (i % layout.OutputSize))],
                layout.OutputSize);
    }

    private void AssertSame(string name, Network saved, bool isConstant, bool isPacked)
    {
        byte[] file = PretrainedNetworks.Save(saved, "net");
        Type type = Compile(name, isPacked ? PretrainedNetworks.SavePredictor(saved) : file, isConstant);
        var loaded = (Network)Activator.CreateInstance(type, 0UL)!;
        loaded.Load(_folder.Write("net.safetensors", file));
        StaticNet.Predictor fromFile = loaded.ToPredictor();
        StaticNet.Predictor pretrained = Pretrained(type);

        Assert.Equal(Bits(Weights(saved.ToPredictor())), Bits(Weights(pretrained)));
        Assert.Equal(Bits(Predict(fromFile, Architectures.Input(saved, Rows))), Bits(Predict(pretrained, Architectures.Input(saved, Rows))));
        Assert.True(pretrained.SelfTest().Passed);
        for (int row = 0; row < Rows; row++)
        {
            Assert.Equal(Run(type, fromFile, Row(saved, row)), Run(type, pretrained, Row(saved, row)));
        }
    }

    /// <summary>The network with its weights in the assembly, and a user of both.</summary>
    private static Type Compile(string name, byte[] file, bool isConstant)
    {
        (string types, string declaration, string use) = _networks[name];
        string user =
            $$"""
            using System;
            public static class User
            {
                public delegate void Body<T>(in T sample, Span<float> output);
                public static object Run(Net.Predictor predictor, float[] x) => {{use}};
                private static float[] Values(Net.Predictor predictor, float[] x) => Values((in float[] sample, Span<float> y) => predictor.Predict(sample, y), x);
                private static float[] Values<T>(Body<T> body, T sample)
                {
                    var output = new float[Net.OutputSize];
                    body(in sample, output);
                    return output;
                }
            }
            """;
        WeightText text = WeightText.Of("net.safetensors", file);
        GeneratorResult result = CompilerHarness.Run(
            CompilerHarness.Compilation(
                $"using StaticNet; {types} {declaration} public partial class Net;", "using StaticNet; [Pretrained(\"net.safetensors\")] partial class Net;", user),
            isConstant ? text : text.WithoutBits());
        Assert.Equal(isConstant, result.Files["Net/Net.Pretrained.g.cs"].Contains("Constants", StringComparison.Ordinal));
        return CompilerHarness.Load(
            result, [new ResourceDescription("StaticNet.Weights/net.safetensors", () => new MemoryStream(file), isPublic: true)]).GetType("Net", throwOnError: true)!;
    }

    private static StaticNet.Predictor Pretrained(Type type) => (StaticNet.Predictor)type.GetProperty("Pretrained")!.GetValue(null)!;

    private static object Run(Type type, StaticNet.Predictor predictor, float[] sample) =>
        type.Assembly.GetType("User", throwOnError: true)!.GetMethod("Run")!.Invoke(null, [predictor, sample])!;

    private static float[] Predict(StaticNet.Predictor predictor, float[] input)
    {
        var output = new float[Rows * predictor.Layout.OutputSize];
        predictor.Predict(input, output);
        return output;
    }

    private static ReadOnlySpan<float> Weights(StaticNet.Predictor predictor) =>
        ((Arena)predictor.GetType().GetField("_weights", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(predictor)!).Span;

    private static uint[] Bits(ReadOnlySpan<float> values) => MemoryMarshal.Cast<float, uint>(values).ToArray();
}
