namespace StaticNet.RandomTests.Comparison;

/// <summary>A network that does not do what it must.</summary>
internal sealed class DifferenceException(string message) : Exception(message);
