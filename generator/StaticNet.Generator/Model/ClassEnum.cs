namespace StaticNet.Generator.Model;

/// <summary>The enum that <c>[Classes]</c> names.</summary>
/// <param name="Name">Its simple name, for messages.</param>
/// <param name="Reference">As generated code names it.</param>
/// <param name="Obstacle">What keeps generated code from using it, such as <c>is private</c>; empty where nothing does.</param>
/// <param name="IsPublic">Whether it is visible outside of its assembly.</param>
/// <param name="Members">In the order of their declaration.</param>
internal sealed record ClassEnum(string Name, string Reference, string Obstacle, bool IsPublic, EquatableArray<ClassMember> Members)
{
    /// <summary>Whether generated code can use it.</summary>
    public bool IsUsable => Obstacle.Length == 0;

    /// <summary>The names of the classes in the order of the outputs.</summary>
    public IEnumerable<string> Names => Members.OrderBy(static member => member.Value).Select(static member => member.Name);
}

/// <summary>A member of an enum.</summary>
internal sealed record ClassMember(string Name, long Value);
