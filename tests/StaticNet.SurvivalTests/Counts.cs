using System.Globalization;

namespace StaticNet.SurvivalTests;

/// <summary>How much is tested: little by default, more where an environment variable asks for it.</summary>
internal static class Counts
{
    public static int Of(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    /// <summary>Shows a line of figures in the test's output.</summary>
    public static void Print(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
