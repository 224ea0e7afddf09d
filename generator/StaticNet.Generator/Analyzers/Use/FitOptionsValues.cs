using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>The options of a call of <c>Fit</c>, as far as they are made at the call, or in a variable that is never assigned anew.</summary>
internal sealed class FitOptionsValues
{
    private readonly Dictionary<string, IOperation>? _set;

    public FitOptionsValues(IInvocationOperation call)
    {
        IArgumentOperation? argument = call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "options");
        IOperation? options = argument?.Value;
        while (options is IConversionOperation conversion)
        {
            options = conversion.Operand;
        }

        if (options is ILocalReferenceOperation reference)
        {
            options = KnownLength.InitialValue(reference);
        }

        if (argument is null or { ArgumentKind: ArgumentKind.DefaultValue } || options is ILiteralOperation { ConstantValue: { HasValue: true, Value: null } })
        {
            _set = [];
        }
        else if (options is IObjectCreationOperation creation)
        {
            _set = creation.Initializer is null
                ? []
                : creation.Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
                    .Where(static set => set.Target is IPropertyReferenceOperation)
                    .ToDictionary(static set => ((IPropertyReferenceOperation)set.Target).Property.Name, static set => set.Value);
        }
    }

    /// <summary>Whether it is known what is set.</summary>
    public bool AreKnown => _set is not null;

    /// <summary>What a property is set to; null where it is not, or that is not known.</summary>
    public IOperation? Value(string property) => _set is not null && _set.TryGetValue(property, out IOperation? value) ? value : null;

    /// <summary>A number, or null where it is not known.</summary>
    /// <param name="property">The property.</param>
    /// <param name="otherwise">What it is where nothing is set.</param>
    public int? Number(string property, int otherwise) =>
        _set is null ? null : Value(property) is { } value ? value.ConstantValue.Value as int? : otherwise;
}
