using System.CommandLine;
using System.CommandLine.Parsing;
using System.Numerics;

namespace Digits;

/// <summary>The options a user may give, with their checks and defaults.</summary>
internal static class CommandLine
{
    /// <summary>Parses <paramref name="arguments"/> and runs the sample, or prints help or what is wrong with them.</summary>
    /// <returns>The exit code.</returns>
    public static int Invoke(string[] arguments, Func<Options, int> run)
    {
        Option<string?> mnist = Path("--mnist", "FOLDER", "Folder of the four MNIST files, gzipped or not; without it, the digits carried here.");
        Option<int> epochs = Number("--epochs", "a whole number above 0", "Passes over the training rows.", 10, least: 1);
        Option<int> batch = Number("--batch", "a whole number above 0", "Rows a training step.", 128, least: 1);
        Option<double> learningRate = Number("--learning-rate", "a number above 0", "Length of a step.", 0.01, least: double.Epsilon);
        Option<string> optimizer = Choice("--optimizer", Optimizers.Names, "How weights follow gradients.", "adam");
        Option<ulong> seed = Number("--seed", "a whole number", "Decides the split, the first weights and the order of rows.", 1UL, least: 0UL);
        Option<int> seeds = Number("--seeds", "a whole number above 0", "How often to train each network, with consecutive seeds.", 1, least: 1);
        Option<string?> json = Path("--json", "FILE", "Write every figure there.");
        Option<string?> output = Path("--output", "FOLDER", "Keep the weights there; without it, they go to a temporary folder.");

        var command = new RootCommand("Trains a small network with and without BatchNorm on handwritten digits, and predicts with it.")
        {
            mnist, epochs, batch, learningRate, optimizer, seed, seeds, json, output,
        };
        command.SetAction(result => run(new Options
        {
            MnistFolder = result.GetValue(mnist),
            Epochs = result.GetValue(epochs),
            BatchSize = result.GetValue(batch),
            LearningRate = result.GetValue(learningRate),
            Optimizer = result.GetValue(optimizer)!,
            Seed = result.GetValue(seed),
            Seeds = result.GetValue(seeds),
            JsonFile = result.GetValue(json),
            OutputFolder = result.GetValue(output),
        }));

        ParseResult parsed = command.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            Console.Error.WriteLine($"{parsed.Errors[0].Message} --help lists the options.");
            return 1;
        }

        return parsed.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
    }

    private static Option<string?> Path(string name, string kind, string description) =>
        new(name) { HelpName = kind, Description = description };

    private static Option<string> Choice(string name, IEnumerable<string> choices, string description, string first) => new(name)
    {
        HelpName = "NAME",
        Description = $"{description} One of {string.Join(", ", choices)}.",
        DefaultValueFactory = _ => first,
        CustomParser = result => Checked(
            result, choices.Contains(result.Tokens[0].Value), result.Tokens[0].Value, $"one of {string.Join(", ", choices)}"),
    };

    private static Option<T> Number<T>(string name, string range, string description, T initial, T least)
        where T : struct, INumber<T> => new(name)
        {
            HelpName = "NUMBER",
            Description = description,
            DefaultValueFactory = _ => initial,
            CustomParser = result => Checked(
                result, T.TryParse(result.Tokens[0].Value, null, out T value) && value >= least && T.IsFinite(value), value, range),
        };

    private static T Checked<T>(ArgumentResult result, bool valid, T value, string range)
    {
        if (!valid)
        {
            result.AddError($"{((OptionResult)result.Parent!).Option.Name} takes {range}, not '{result.Tokens[0].Value}'.");
        }

        return value;
    }
}
