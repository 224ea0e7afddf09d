namespace StaticNet.CodeFixes.Editing;

/// <summary>One way to put a mistake right.</summary>
/// <param name="Title">What the editor offers.</param>
/// <param name="Key">What proposals of one kind share, so that one of them can be applied everywhere.</param>
/// <param name="Apply">Writes the edits down.</param>
internal sealed record Proposal(string Title, string Key, Action<Edits> Apply);
