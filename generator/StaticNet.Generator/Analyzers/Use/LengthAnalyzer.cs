using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using StaticNet.Generator.Diagnostics;
using StaticNet.Generator.Model;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>
/// SN0401, SN0402, SN0407: lengths that are known and do not fit, two that would fit the other way round, and fitting ones written as numbers.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LengthAnalyzer : UseAnalyzer
{
    /// <summary>What a fix writes instead of the size.</summary>
    internal const string Needed = nameof(Needed);

    private static readonly HashSet<string> _measured =
        ["Predict", "PredictBytes", "Forward", "PredictUnfolded", "Classify", "ClassifyIndex", "ClassifyBytes", "Backward"];

    private protected override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [UseRules.Length, UseRules.Swapped, UseRules.MagicLength];

    private protected override IReadOnlyCollection<string> Methods => _measured;

    private protected override void Analyze(OperationAnalysisContext context, IInvocationOperation call)
    {
        if (Parameters(call.TargetMethod) is not { } names || !LibraryTypes.IsMember(call.TargetMethod) || LibraryTypes.NetworkOf(call) is not { } network)
        {
            return;
        }

        IArgumentOperation? input = Argument(call, names.Input);
        IArgumentOperation? output = Argument(call, names.Output);
        KnownLength? inputLength = KnownLength.Of(input?.Value);
        KnownLength? outputLength = KnownLength.Of(output?.Value);
        bool inputFits = inputLength is null || Fits(inputLength.Value, network.InputSize, one: IsSingle(call));
        bool outputFits = outputLength is null || Fits(outputLength.Value, network.OutputSize, one: false);

        if ((!inputFits || !outputFits) && AreSwapped(network, inputLength, outputLength))
        {
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.Swapped,
                input!.Value.Syntax.GetLocation(),
                [output!.Value.Syntax.GetLocation()],
                $"{call.TargetMethod.Name}: the input holds {Values(inputLength!.Value)} and the output {Values(outputLength!.Value)}, the other way round it "
                + $"fits: {network.Input} and {network.Output}"));
            return;
        }

        if (!inputFits)
        {
            string needed = IsSingle(call) ? Values(network.InputSize) : $"{Values(network.InputSize)} a sample, or a multiple of it";
            Report(
                context,
                input!,
                inputLength!,
                Constant(call, network, "InputSize", 1),
                $"{call.TargetMethod.Name}: the {Name(names.Input)} holds {Values(inputLength!.Value)}; {network.Input}, so it must hold {needed}");
        }

        // What the input says of the batch, the output has to follow.
        int samples = inputLength is null ? Rows(call) : inputFits ? inputLength.Value / network.InputSize : 0;
        if (!outputFits || (samples > 0 && outputLength is not null && outputLength.Value != samples * network.OutputSize))
        {
            string needed = samples switch
            {
                0 => $"{Values(network.OutputSize)} a sample, or a multiple of it",
                1 => Values(network.OutputSize),
                _ => $"{Values(samples * network.OutputSize)} for {Text.Grouped(samples)} samples",
            };
            Report(
                context,
                output!,
                outputLength!,
                Constant(call, network, "OutputSize", Math.Max(samples, 1)),
                $"{call.TargetMethod.Name}: the {Name(names.Output)} holds {Values(outputLength!.Value)}; {network.Output}, so it must hold {needed}");
        }

        if (inputLength is not null)
        {
            ReportMagic(context, call, network, input!, inputLength, network.InputSize, "InputSize");
        }

        if (outputLength is not null)
        {
            ReportMagic(context, call, network, output!, outputLength, network.OutputSize, "OutputSize");
        }
    }

    /// <summary>The parameters of a method that hold samples and what comes of them.</summary>
    private static (string Input, string Output)? Parameters(IMethodSymbol method) => method.Name switch
    {
        "Predict" or "PredictBytes" or "Forward" or "PredictUnfolded" or "Classify" or "ClassifyIndex" or "ClassifyBytes" => ("input", "output"),
        "Backward" => ("inputGradient", "outputGradient"),
        _ => null,
    };

    private static string Name(string parameter) => parameter switch
    {
        "inputGradient" => "input gradient",
        "outputGradient" => "output gradient",
        _ => parameter,
    };

    private static IArgumentOperation? Argument(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter && argument.ArgumentKind == ArgumentKind.Explicit);

    /// <summary>How many of the user's own rows a call takes, if it takes any and their number is known; else 0.</summary>
    private static int Rows(IInvocationOperation call) =>
        Argument(call, "row") is not null ? 1 : KnownLength.Of(Argument(call, "rows")?.Value)?.Value ?? 0;

    /// <summary>Whether the call takes one sample and no batch.</summary>
    private static bool IsSingle(IInvocationOperation call) => call.TargetMethod is { Name: "Classify" or "ClassifyIndex" or "ClassifyBytes", Parameters.Length: 1 };

    private static bool Fits(int length, int size, bool one) => one ? length == size : length % size == 0;

    private static bool AreSwapped(UsedNetwork network, KnownLength? input, KnownLength? output) =>
        input is not null
        && output is not null
        && input.Value > 0
        && input.Value % network.OutputSize == 0
        && output.Value % network.InputSize == 0
        && input.Value / network.OutputSize == output.Value / network.InputSize;

    private static string Values(int number) => number == 1 ? "1 value" : $"{Text.Grouped(number)} values";

    private static string Constant(IInvocationOperation call, UsedNetwork network, string member, int times)
    {
        string constant = $"{network.Type.ToMinimalDisplayString(call.SemanticModel!, call.Syntax.SpanStart)}.{member}";
        return times == 1 ? constant : $"{Text.Invariant(times)} * {constant}";
    }

    private static void ReportMagic(
        OperationAnalysisContext context,
        IInvocationOperation call,
        UsedNetwork network,
        IArgumentOperation argument,
        KnownLength length,
        int size,
        string member)
    {
        if (size > 1
            && length.Value == size
            && length.Size is LiteralExpressionSyntax literal
            && IsFirstUse(call, argument.Value, literal))
        {
            string constant = Constant(call, network, member, 1);
            context.ReportDiagnostic(Diagnostic.Create(
                UseRules.MagicLength,
                literal.GetLocation(),
                [literal.GetLocation()],
                ImmutableDictionary<string, string?>.Empty.Add(Needed, constant),
                $"{literal.Token.Text} is {network.Type.Name}.{member}; written so, it follows the network"));
        }
    }

    /// <summary>A number is reported once, however many calls use what it measures.</summary>
    private static bool IsFirstUse(IInvocationOperation call, IOperation value, LiteralExpressionSyntax literal)
    {
        if (call.Syntax.Span.Contains(literal.Span) || literal.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { } variable)
        {
            return true;
        }

        SyntaxNode? scope = variable.Parent?.Parent is FieldDeclarationSyntax field ? field.Parent : KnownLength.Root(value).Syntax;
        return scope?.DescendantNodes().OfType<InvocationExpressionSyntax>().FirstOrDefault(Uses) == call.Syntax;

        bool Uses(InvocationExpressionSyntax candidate) =>
            candidate.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name }
            && _measured.Contains(name)
            && candidate.ArgumentList.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText == variable.Identifier.ValueText);
    }

    private static void Report(OperationAnalysisContext context, IArgumentOperation argument, KnownLength length, string needed, string message) =>
        context.ReportDiagnostic(Diagnostic.Create(
            UseRules.Length,
            argument.Value.Syntax.GetLocation(),
            length.Size is { } size ? [size.GetLocation()] : [],
            ImmutableDictionary<string, string?>.Empty.Add(Needed, needed),
            message));
}
