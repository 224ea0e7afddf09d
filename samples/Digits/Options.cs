namespace Digits;

/// <summary>What the command line asks for.</summary>
internal sealed record Options
{
    /// <summary>Folder of the four MNIST files; null for the digits that come with the sample.</summary>
    public required string? MnistFolder { get; init; }

    public required int Epochs { get; init; }

    public required int BatchSize { get; init; }

    public required double LearningRate { get; init; }

    public required string Optimizer { get; init; }

    /// <summary>Decides the split, the first weights and the order of the rows.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Number of trainings of each network, of consecutive seeds.</summary>
    public required int Seeds { get; init; }

    /// <summary>Where to write every figure; null for nowhere.</summary>
    public required string? JsonFile { get; init; }

    /// <summary>Where to save the weights; null for a temporary folder that is removed in the end.</summary>
    public required string? OutputFolder { get; init; }

    /// <summary>What a training is called: the network alone where there is one training of it.</summary>
    public string NameOf(Architecture architecture, ulong seed) => Seeds == 1 ? architecture.Name : $"{architecture.Name}, seed {seed}";
}
