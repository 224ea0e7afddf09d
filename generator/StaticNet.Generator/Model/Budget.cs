namespace StaticNet.Generator.Model;

/// <summary>What a network may cost.</summary>
/// <param name="Attribute">Position of <c>[Budget]</c> among the attributes.</param>
/// <param name="MaxParameters">Trained values at the most.</param>
/// <param name="MaxBytes">Bytes of packed weights and scratch at the most.</param>
internal sealed record Budget(int Attribute, int MaxParameters, long MaxBytes);
