namespace StaticNet;

/// <summary>
/// What the outputs of a classifier stand for: an enum with a member for each class, of the values 0, 1, 2, ... in the order of the outputs. The
/// predictor then has a method <c>ClassOf</c> that returns it, and files carry the names. It may stand on any part of the class.
/// </summary>
/// <param name="type">
/// The enum, public or internal. It has as many members as the network has outputs, or two for a network with a single one.
/// </param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class ClassesAttribute(Type type) : Attribute
{
    /// <summary>The enum.</summary>
    public Type Type { get; } = type;
}
