using Microsoft.CodeAnalysis;

namespace StaticNet.Generator.Tests;

/// <summary>What incremental steps did in a second run.</summary>
internal static class Caching
{
    /// <summary>Fails if any output of the generator was computed anew, or a tracked value holds something of the compiler's.</summary>
    public static void AssertNothingRecomputed(GeneratorDriverRunResult run)
    {
        GeneratorRunResult result = run.Results.Single();
        Assert.Null(result.Exception);
        foreach ((string name, var steps) in result.TrackedOutputSteps)
        {
            foreach (IncrementalGeneratorRunStep step in steps)
            {
                Assert.All(step.Outputs, output => Assert.True(
                    output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{name} was {output.Reason}"));
            }
        }

        AssertHoldsNothingOfTheCompilers(result);
    }

    /// <summary>
    /// Fails if a value that any step keeps is or holds a symbol, a compilation, a syntax node or the like. What the driver itself feeds in is
    /// the one exception: the compilation it was given.
    /// </summary>
    public static void AssertHoldsNothingOfTheCompilers(GeneratorRunResult result)
    {
        var seen = new HashSet<IncrementalGeneratorRunStep>();
        var steps = new Stack<IncrementalGeneratorRunStep>(result.TrackedOutputSteps.Values.SelectMany(static steps => steps).SelectMany(Sources));
        foreach (IncrementalGeneratorRunStep step in result.TrackedSteps.Where(static pair => pair.Key != "Compilation").SelectMany(static pair => pair.Value))
        {
            steps.Push(step);
        }

        while (steps.TryPop(out IncrementalGeneratorRunStep? step))
        {
            if (seen.Add(step))
            {
                bool isInput = step.Inputs.IsEmpty;
                Assert.All(
                    step.Outputs.Where(output => !(isInput && output.Value is Compilation) && output.Reason != IncrementalStepRunReason.Removed),
                    static output => AssertNoCompilerType(output.Value, []));
                foreach (IncrementalGeneratorRunStep source in Sources(step))
                {
                    steps.Push(source);
                }
            }
        }

        static IEnumerable<IncrementalGeneratorRunStep> Sources(IncrementalGeneratorRunStep step) => step.Inputs.Select(static input => input.Source);
    }

    private static void AssertNoCompilerType(object? value, HashSet<object> seen)
    {
        if (value is null || value is string || value.GetType().IsPrimitive || value.GetType().IsEnum || !seen.Add(value))
        {
            return;
        }

        Type type = value.GetType();
        Assert.False(
            value is ISymbol or SyntaxNode or SyntaxTree or Compilation or SemanticModel or Location or AttributeData,
            $"A model holds a {type}.");
        if (value is System.Collections.IEnumerable items)
        {
            foreach (object? item in items)
            {
                AssertNoCompilerType(item, seen);
            }

            return;
        }

        foreach (System.Reflection.FieldInfo field in type.GetFields(
            System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic))
        {
            AssertNoCompilerType(field.GetValue(value), seen);
        }
    }
}
