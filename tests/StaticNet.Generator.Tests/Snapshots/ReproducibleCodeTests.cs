using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace StaticNet.Generator.Tests.Snapshots;

/// <summary>
/// The generated code of a reproducible network says so to every kernel that can round in more than one way; that of others says nothing.
/// </summary>
public sealed class ReproducibleCodeTests
{
    private const string Everything = """
        using StaticNet;

        [Input(6, 5), Standardize, MinMax, Rescale(2)]
        [BatchNorm(axis: 1), Elu]
        [Dense(20), BatchNorm(FrozenStatistics = true), Tanh, BatchNorm]
        [PRelu, Dropout(0.2), Flatten, Gelu]
        [Dense(3), END]
        public sealed partial class Everything;
        """;

    public static TheoryData<string> Networks =>
    [
        .. SnapshotNetworks.Sources.Values,
        .. new[] { "Softmax", "LogSoftmax", "Sigmoid", "Mish", "Loss(LossKind.Huber)" }.Select(
            static end => Everything.Replace("END", end, StringComparison.Ordinal)),
    ];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Every_kernel_that_can_round_otherwise_is_told(string source)
    {
        string reproducible = source.Replace("[Input", "[Network(Reproducible = true)]\n[Input", StringComparison.Ordinal);
        Assert.All(Arithmetics(reproducible), static argument => Assert.Equal("SN::Arithmetic.Reproducible", argument));
        Assert.All(Arithmetics(source), static argument => Assert.Equal("", argument));
    }

    [Fact]
    public void It_may_stand_on_another_part_and_be_false()
    {
        const string Net = "using StaticNet;\n[Input(4), Dense(3), Softmax] partial class Net;\n";
        Assert.All(Arithmetics(Net + "[Network(Reproducible = true)] partial class Net;"), static argument => Assert.NotEqual("", argument));
        Assert.All(Arithmetics(Net + "[Network(Reproducible = false)] partial class Net;"), static argument => Assert.Equal("", argument));
    }

    [Theory]
    [InlineData("[Input(4), Dense(3), Network, Network] partial class Net;", "CS0579")]
    [InlineData("[Input(4), Dense(3), Network] partial class Net; [Network] partial class Net;", "CS0579")]
    [InlineData("[Network] struct Net;", "CS0592")]
    public void The_compiler_refuses_it_twice_or_elsewhere(string source, string error)
    {
        Compilation compilation = CompilerHarness.Run("using StaticNet;\n" + source).Output;
        Assert.Contains(error, compilation.GetDiagnostics(TestContext.Current.CancellationToken).Select(static diagnostic => diagnostic.Id));
    }

    /// <summary>What generated code passes wherever a kernel takes an arithmetic; the empty text where it passes nothing.</summary>
    private static List<string> Arithmetics(string source)
    {
        Compilation compilation = CompilerHarness.Run(source).Output;
        Robustness.Soundness.AssertNone(compilation.GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        var arguments = new List<string>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            SemanticModel model = compilation.GetSemanticModel(tree);
            foreach (InvocationExpressionSyntax call in tree.GetRoot(TestContext.Current.CancellationToken).DescendantNodes().OfType<InvocationExpressionSyntax>())
            {
                if (model.GetOperation(call, TestContext.Current.CancellationToken) is IInvocationOperation invocation)
                {
                    arguments.AddRange(invocation.Arguments.Where(static argument => argument.Parameter?.Type.Name == "Arithmetic")
                        .Select(static argument => argument.IsImplicit ? "" : argument.Value.Syntax.ToString()));
                }
            }
        }

        Assert.NotEmpty(arguments);
        return arguments;
    }
}
