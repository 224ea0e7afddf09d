using StaticNet;

namespace TrainingWalk;

/// <summary>The steps in their order, and what is kept from one to the next.</summary>
internal static partial class Walk
{
    /// <summary>All steps.</summary>
    public static IReadOnlyList<Step> Steps { get; } =
    [
        new(nameof(S01Digits), S01Digits),
        new(nameof(S02Metrics), S02Metrics),
        new(nameof(S03Weights), S03Weights),
        new(nameof(S04Continuing), S04Continuing),
        new(nameof(S05Freezing), S05Freezing),
        new(nameof(S06LearningRates), S06LearningRates),
        new(nameof(S07Steadying), S07Steadying),
        new(nameof(S08Callbacks), S08Callbacks),
        new(nameof(S09Noise), S09Noise),
        new(nameof(S10Regression), S10Regression),
        new(nameof(S11Sources), S11Sources),
        new(nameof(S12Tables), S12Tables),
        new(nameof(S13Splits), S13Splits),
        new(nameof(S14Explaining), S14Explaining),
        new(nameof(S15Searching), S15Searching),
    ];

    private static string DataFolder { get; } = Path.Combine(AppContext.BaseDirectory, "Data");

    /// <summary>Where steps write: empty at the start.</summary>
    private static string OutputFolder { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "output")).FullName;

    private static DataSplit Digits { get; set; } = null!;

    private static DataSplit Houses { get; set; } = null!;

    private static HouseNet HouseNetwork { get; set; } = null!;

    /// <summary>Runs a step and returns what it printed. Steps are run in order, once.</summary>
    public static string Run(Step step)
    {
        TextWriter console = Console.Out;
        using var output = new StringWriter { NewLine = "\n" };
        Console.SetOut(output);
        try
        {
            step.Run();
        }
        finally
        {
            Console.SetOut(console);
        }

        return string.Join('\n', output.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n').Select(static line => line.TrimEnd()));
    }
}
