using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Embedded;
using StaticNet;

// How soon after Main a network of a quarter of a million parameters has predicted, and how long a prediction takes from then on.
const int Rounds = 200;
const int PredictionsPerRound = 50;
long start = Stopwatch.GetTimestamp();
var pixels = new float[WideDigitNet.InputSize];
pixels.AsSpan().Fill(8);
int digit = WideDigitNet.Pretrained.Classify(pixels);
TimeSpan first = Stopwatch.GetElapsedTime(start);

long tinyStart = Stopwatch.GetTimestamp();
int inside = CircleNet.Pretrained.Classify([0.2f, 0.3f]);
TimeSpan tinyFirst = Stopwatch.GetElapsedTime(tinyStart);

var times = new double[Rounds];
for (int round = 0; round < Rounds; round++)
{
    long begin = Stopwatch.GetTimestamp();
    for (int i = 0; i < PredictionsPerRound; i++)
    {
        digit = WideDigitNet.Pretrained.Classify(pixels);
    }

    times[round] = Stopwatch.GetElapsedTime(begin).TotalMicroseconds / PredictionsPerRound;
}

Array.Sort(times);
SelfTestResult wide = WideDigitNet.Pretrained.SelfTest();
SelfTestResult circle = CircleNet.Pretrained.SelfTest();
DateTime now = DateTime.Now;
double sinceStart = (now - Process.GetCurrentProcess().StartTime).TotalMilliseconds - Stopwatch.GetElapsedTime(start).TotalMilliseconds;
Console.WriteLine(
    $"{(RuntimeFeature.IsDynamicCodeSupported ? "compiled just in time" : "compiled ahead of time")}; "
    + $"vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits");
Console.WriteLine($"start of the process to Main: about {sinceStart:F0} ms");
Console.WriteLine($"first prediction, {WideDigitNet.ParameterCount:N0} parameters: {first.TotalMilliseconds:F3} ms after Main (class {digit})");
Console.WriteLine($"first prediction, {CircleNet.ParameterCount:N0} parameters: {tinyFirst.TotalMicroseconds:F1} us (class {inside})");
Console.WriteLine($"each further prediction: {times[Rounds / 2]:F2} us (median of {Rounds})");
Console.WriteLine($"self-tests: {wide}; {circle}");
Console.WriteLine(FixedSample.Predict(WideDigitNet.Pretrained));
Console.WriteLine(FixedSample.Predict(CircleNet.Pretrained));
return wide.Passed && circle.Passed ? 0 : 1;
