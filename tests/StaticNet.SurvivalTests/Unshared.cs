namespace StaticNet.SurvivalTests;

[CollectionDefinition(nameof(Unshared), DisableParallelization = true)]
public sealed class Unshared;
