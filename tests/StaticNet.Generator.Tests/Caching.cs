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

        foreach (string name in new[] { NetworkGenerator.Declarations, NetworkGenerator.Networks })
        {
            if (result.TrackedSteps.TryGetValue(name, out var steps))
            {
                Assert.All(steps.SelectMany(static step => step.Outputs), static output => AssertNoCompilerType(output.Value, []));
            }
        }
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
