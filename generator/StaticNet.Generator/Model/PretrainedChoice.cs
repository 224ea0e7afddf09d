namespace StaticNet.Generator.Model;

/// <summary>The weights that a network carries.</summary>
/// <param name="Attribute">Position of <c>[Pretrained]</c> among the attributes.</param>
/// <param name="File">The file, as the project lists it.</param>
internal sealed record PretrainedChoice(int Attribute, string File);
