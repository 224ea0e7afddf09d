namespace StaticNet.Tool;

/// <summary>What the tool returns to the shell.</summary>
internal static class ExitCode
{
    /// <summary>Done, and the answer is yes.</summary>
    public const int Success = 0;

    /// <summary>Done, and the answer is no: files differ, a self-test fails, values are not finite.</summary>
    public const int Negative = 1;

    /// <summary>The command line is wrong.</summary>
    public const int Usage = 2;

    /// <summary>A file cannot be read, written or understood.</summary>
    public const int File = 3;
}
