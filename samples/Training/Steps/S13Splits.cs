using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S13Splits()
    {
        MemoryDataSet digits = Digits.Train;
        Console.WriteLine($"balanced by leaving out: {digits.Balance(Balancing.Undersample, seed: 1).Count} of {digits.Count} rows");

        // Say that thirty people wrote in turn: none of them may be on both sides.
        string[] writers = [.. Enumerable.Range(0, digits.Count).Select(row => $"writer {row % 30}")];
        DataSplit byWriter = digits.SplitByGroup(writers, 0.7, 0.15, 0.15, seed: 1);
        Console.WriteLine($"by writer: {byWriter.Train.Count}, {byWriter.Validation.Count} and {byWriter.Test.Count} rows");

        CrossValidationResult result = CrossValidation.Run<DigitNet>(
            digits.Folds(4, seed: 1), () => new FitOptions { Epochs = 12, Callbacks = [new EarlyStopping { Patience = 3 }] }, validationShare: 0.2);
        Console.WriteLine(result);
        CrossValidationResult grouped = CrossValidation.Run<DigitNet>(digits.FoldsByGroup(writers, 3, seed: 1), () => new FitOptions { Epochs = 5 });
        Console.WriteLine($"by writer: mean accuracy {grouped.MeanAccuracy:P1}, deviation {grouped.Deviation(fold => fold.Accuracy):P1}");
        int[,] confusion = result.ConfusionMatrix()!;
        Console.WriteLine($"every row judged once by a network that did not see it: {Enumerable.Range(0, 10).Sum(digit => confusion[digit, digit])} of {digits.Count} right");
    }
}
