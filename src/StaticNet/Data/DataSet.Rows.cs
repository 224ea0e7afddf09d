using System.Diagnostics.CodeAnalysis;

namespace StaticNet;

public abstract partial class DataSet
{
    /// <summary>A data set in memory, of objects with a number as label.</summary>
    /// <typeparam name="TRow">What a row is.</typeparam>
    /// <param name="rows">Each row with its label, from 0. Read once.</param>
    /// <param name="features">The features of a row, as many of each: <c>row => [row.Length, row.Width]</c>.</param>
    /// <param name="classCount">Number of classes; if null, one more than the largest label.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, rows differ in length, a label is out of range, or a feature is NaN or infinite.
    /// </exception>
    public static MemoryDataSet FromRows<TRow>(IEnumerable<(TRow Row, int Label)> rows, Func<TRow, float[]> features, int? classCount = null) =>
        RowCollector<int>.Collect(rows, features).WithLabels(classCount);

    /// <summary>A data set in memory, of objects with an enum as label, whose members name the classes.</summary>
    /// <typeparam name="TRow">What a row is.</typeparam>
    /// <typeparam name="TClass">An enum of members 0, 1, 2, ..., as for <see cref="ClassesAttribute{TEnum}"/>.</typeparam>
    /// <param name="rows">Each row with its label. Read once.</param>
    /// <param name="features">The features of a row, as many of each: <c>row => [row.Length, row.Width]</c>.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, rows differ in length, a label is no member of the enum, a feature is NaN or infinite, or the enum's members are others.
    /// </exception>
    public static MemoryDataSet FromRows<TRow, TClass>(IEnumerable<(TRow Row, TClass Label)> rows, Func<TRow, float[]> features)
        where TClass : struct, Enum =>
        EnumClasses.WithLabels(RowCollector<TClass>.Collect(rows, features));

    /// <summary>A data set in memory, of objects with a name as label.</summary>
    /// <typeparam name="TRow">What a row is.</typeparam>
    /// <param name="rows">Each row with its label. Read once.</param>
    /// <param name="features">The features of a row, as many of each: <c>row => [row.Length, row.Width]</c>.</param>
    /// <param name="classNames">The classes in the order of the outputs; if null, those that occur, sorted by their characters' numbers.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, rows differ in length, a label is none of the classes, or a feature is NaN or infinite.
    /// </exception>
    public static MemoryDataSet FromRows<TRow>(
        IEnumerable<(TRow Row, string Label)> rows, Func<TRow, float[]> features, IReadOnlyList<string>? classNames = null) =>
        RowCollector<string>.Collect(rows, features).WithLabels(classNames);

    /// <summary>A data set in memory, of objects with one target each.</summary>
    /// <typeparam name="TRow">What a row is.</typeparam>
    /// <param name="rows">Each row with its target. Read once.</param>
    /// <param name="features">The features of a row, as many of each: <c>row => [row.Length, row.Width]</c>.</param>
    /// <exception cref="ArgumentException">There are no rows, rows differ in length, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromRows<TRow>(IEnumerable<(TRow Row, float Target)> rows, Func<TRow, float[]> features) =>
        RowCollector<float>.Collect(rows, features).WithTargets();

    /// <summary>A data set in memory, of objects with several targets each.</summary>
    /// <typeparam name="TRow">What a row is.</typeparam>
    /// <param name="rows">Each row with its targets, as many of each. Read once.</param>
    /// <param name="features">The features of a row, as many of each: <c>row => [row.Length, row.Width]</c>.</param>
    /// <exception cref="ArgumentException">There are no rows, rows differ in length, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromRows<TRow>(IEnumerable<(TRow Row, float[] Targets)> rows, Func<TRow, float[]> features) =>
        RowCollector<float[]>.Collect(rows, features).WithTargets();

    /// <summary>A data set in memory, of structs of floats with a number as label. The struct's fields are the features, and name them.</summary>
    /// <typeparam name="TRow">A struct without fields but floats, such as <c>record struct Flower(float Length, float Width)</c>.</typeparam>
    /// <param name="rows">Each row with its label, from 0. Read once.</param>
    /// <param name="classCount">Number of classes; if null, one more than the largest label.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the struct has a field that is no float, a label is out of range, or a feature is NaN or infinite.
    /// </exception>
    public static MemoryDataSet FromRows<[DynamicallyAccessedMembers(FloatStruct.Fields)] TRow>(
        IEnumerable<(TRow Row, int Label)> rows, int? classCount = null)
        where TRow : unmanaged =>
        FloatStruct.Named<TRow>(FromRows(rows, FloatStruct.Reader<TRow>(), classCount));

    /// <summary>A data set in memory, of structs of floats with an enum as label. Fields name the features, the enum's members the classes.</summary>
    /// <typeparam name="TRow">A struct without fields but floats, such as <c>record struct Flower(float Length, float Width)</c>.</typeparam>
    /// <typeparam name="TClass">An enum of members 0, 1, 2, ..., as for <see cref="ClassesAttribute{TEnum}"/>.</typeparam>
    /// <param name="rows">Each row with its label. Read once.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the struct has a field that is no float, a label is no member of the enum, a feature is NaN or infinite, or the enum's members are
    /// others.
    /// </exception>
    public static MemoryDataSet FromRows<[DynamicallyAccessedMembers(FloatStruct.Fields)] TRow, TClass>(IEnumerable<(TRow Row, TClass Label)> rows)
        where TRow : unmanaged
        where TClass : struct, Enum =>
        FloatStruct.Named<TRow>(FromRows(rows, FloatStruct.Reader<TRow>()));

    /// <summary>A data set in memory, of structs of floats with a name as label. The struct's fields are the features, and name them.</summary>
    /// <typeparam name="TRow">A struct without fields but floats, such as <c>record struct Flower(float Length, float Width)</c>.</typeparam>
    /// <param name="rows">Each row with its label. Read once.</param>
    /// <param name="classNames">The classes in the order of the outputs; if null, those that occur, sorted by their characters' numbers.</param>
    /// <exception cref="ArgumentException">
    /// There are no rows, the struct has a field that is no float, a label is none of the classes, or a feature is NaN or infinite.
    /// </exception>
    public static MemoryDataSet FromRows<[DynamicallyAccessedMembers(FloatStruct.Fields)] TRow>(
        IEnumerable<(TRow Row, string Label)> rows, IReadOnlyList<string>? classNames = null)
        where TRow : unmanaged =>
        FloatStruct.Named<TRow>(FromRows(rows, FloatStruct.Reader<TRow>(), classNames));

    /// <summary>A data set in memory, of structs of floats with one target each. The struct's fields are the features, and name them.</summary>
    /// <typeparam name="TRow">A struct without fields but floats, such as <c>record struct House(float Area, float Age)</c>.</typeparam>
    /// <param name="rows">Each row with its target. Read once.</param>
    /// <exception cref="ArgumentException">There are no rows, the struct has a field that is no float, or a value is NaN or infinite.</exception>
    public static MemoryDataSet FromRows<[DynamicallyAccessedMembers(FloatStruct.Fields)] TRow>(IEnumerable<(TRow Row, float Target)> rows)
        where TRow : unmanaged =>
        FloatStruct.Named<TRow>(FromRows(rows, FloatStruct.Reader<TRow>()));
}
