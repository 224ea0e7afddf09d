namespace StaticNet;

/// <summary>
/// What the outputs of a classifier stand for: an enum with a member for each class, of the values 0, 1, 2, ... in the order of the outputs. The
/// predictor's <c>Classify</c> then returns it (<c>ClassifyIndex</c> the number), and files carry the names. It may stand on any part of the class.
/// </summary>
/// <typeparam name="TEnum">
/// The enum, public or internal. It has as many members as the network has outputs, or two for a network with a single one.
/// </typeparam>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ClassesAttribute<TEnum> : Attribute
    where TEnum : struct, Enum;
