namespace StaticNet.Kernels;

/// <summary>Ends the part of a worker that waits for one which failed. Never seen outside of a <see cref="Team"/>.</summary>
internal sealed class TeamBrokenException : Exception
{
    public TeamBrokenException()
        : base("Another worker of the team failed.")
    {
    }
}
