namespace StaticNet.Kernels;

/// <summary>What the workers of a <see cref="Team"/> run together.</summary>
internal interface ITeamWork
{
    /// <summary>One worker's part. All workers meet equally often, unless one throws.</summary>
    void Run(Worker worker);
}
