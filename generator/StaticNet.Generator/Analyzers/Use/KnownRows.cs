using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace StaticNet.Generator.Analyzers.Use;

/// <summary>The number of rows of a data set, where the compiler can be certain of it.</summary>
internal static class KnownRows
{
    /// <summary>Looks through conversions, variables that are never assigned anew, slices with constant bounds, and arrays of known length.</summary>
    public static int? Of(IOperation? data) => data switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        ILocalReferenceOperation local => KnownLength.InitialValue(local) is { } value and not ILocalReferenceOperation ? Of(value) : null,
        IInvocationOperation { TargetMethod: { Name: "Slice", ContainingType.Name: "MemoryDataSet" } } call => Argument(call, "count")?.ConstantValue.Value as int?,
        IInvocationOperation { TargetMethod: { Name: "FromArrays", ContainingType.Name: "DataSet" } } call => KnownLength.Of(Argument(call, "labels"))?.Value,
        _ => null,
    };

    private static IOperation? Argument(IInvocationOperation call, string name) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == name)?.Value;
}
