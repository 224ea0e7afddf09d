using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.InteropServices;

namespace StaticNet;

/// <summary>Takes a struct of floats for a row of features.</summary>
internal static class FloatStruct
{
    /// <summary>What is asked of the struct at run time.</summary>
    public const DynamicallyAccessedMemberTypes Fields = DynamicallyAccessedMemberTypes.PublicFields | DynamicallyAccessedMemberTypes.NonPublicFields;

    /// <summary>What reads the features of a row, in the order in which they lie in memory.</summary>
    /// <exception cref="ArgumentException">The struct has fields other than floats, or gaps.</exception>
    public static Func<TRow, float[]> Reader<[DynamicallyAccessedMembers(Fields)] TRow>()
        where TRow : unmanaged
    {
        FieldInfo[] fields = FieldsOf<TRow>();
        FieldInfo? other = Array.Find(fields, static field => field.FieldType != typeof(float));
        if (other is not null)
        {
            throw new ArgumentException(
                $"Expected a struct of floats, found {typeof(TRow).Name} with {NameOf(other)} of type {other.FieldType.Name}: "
                + "give a function that makes features of it.",
                nameof(TRow));
        }

        int bytes = MemoryMarshal.AsBytes(new ReadOnlySpan<TRow>([default])).Length;
        return bytes == fields.Length * sizeof(float)
            ? ToFeatures
            : throw new ArgumentException(
                $"Expected a struct of floats and nothing else, found {fields.Length} of them in the {bytes} bytes of {typeof(TRow).Name}.", nameof(TRow));
    }

    /// <summary>The rows with the names of the struct's fields.</summary>
    public static MemoryDataSet Named<[DynamicallyAccessedMembers(Fields)] TRow>(MemoryDataSet data)
        where TRow : unmanaged =>
        data.WithNames(featureNames: [.. FieldsOf<TRow>().OrderBy(PlaceOf<TRow>).Select(NameOf)]);

    private static FieldInfo[] FieldsOf<[DynamicallyAccessedMembers(Fields)] TRow>() =>
        typeof(TRow).GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic);

    private static float[] ToFeatures<TRow>(TRow row)
        where TRow : unmanaged =>
        MemoryMarshal.Cast<TRow, float>([row]).ToArray();

    /// <summary>Where a field lies among the floats: where a 1 turns up that is written into it. The order of reflection is nobody's promise.</summary>
    private static int PlaceOf<TRow>(FieldInfo field)
        where TRow : unmanaged
    {
        object row = default(TRow);
        field.SetValue(row, 1f);
        return Array.IndexOf(ToFeatures((TRow)row), 1f);
    }

    /// <summary>The property's name, where the compiler made the field for one.</summary>
    private static string NameOf(FieldInfo field) =>
        field.Name.StartsWith('<') && field.Name.IndexOf('>', StringComparison.Ordinal) is > 1 and int end ? field.Name[1..end] : field.Name;
}
