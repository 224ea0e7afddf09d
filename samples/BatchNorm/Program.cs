using BatchNormExperiments;
using StaticNet;

using var interruption = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interruption.Cancel();
};

try
{
    return CommandLine.Invoke(args, options => Sample.Run(options, interruption.Token));
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Interrupted.");
    return 130;
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException or TrainingInterruptedException)
{
    Console.Error.WriteLine(exception.Message.ReplaceLineEndings(" "));
    return 1;
}
