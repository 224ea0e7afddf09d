namespace StaticNet.Generator.Model;

/// <summary>A mistake in a declaration, or something about it that is worth a word.</summary>
/// <param name="Id">The rule, such as <c>SN0201</c>; empty where the C# compiler itself reports the mistake.</param>
/// <param name="Message">The whole message, in the rule's words.</param>
/// <param name="Attribute">Position of the attribute at fault among the type's StaticNet attributes; -1 for the type itself.</param>
/// <param name="Member">Name of the member at fault, where it is one.</param>
internal sealed record Problem(string Id, string Message, int Attribute, string Member = "")
{
    /// <summary>What a fix has to know beside the place.</summary>
    public EquatableArray<Fact> Facts { get; init; }
}
