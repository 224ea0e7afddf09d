using Embedded;
using StaticNet;

// An app that only predicts: no file beside it, no training, no loading. The weights are in the assembly, and the compiler has checked them.
SelfTestResult digits = DigitNet.Pretrained.SelfTest();
SelfTestResult circle = CircleNet.Pretrained.SelfTest();
Console.WriteLine($"self-test of the digits: {digits}");
Console.WriteLine($"self-test of the circle: {circle}");

string[] three =
[
    " .###.  ",
    " #...#. ",
    "     #. ",
    "  .##.  ",
    "    .#. ",
    "     ## ",
    " #. .#. ",
    " .###.  ",
];
float[] pixels = [.. string.Concat(three).Select(static c => c switch { '#' => 15f, '.' => 6f, _ => 0f })];
Console.WriteLine($"{string.Join("\n", three)}\nis a {DigitNet.Pretrained.Classify(pixels)}");
Console.WriteLine($"(0.2, 0.3) is {Where([0.2f, 0.3f])} the circle, (1, 1) is {Where([1, 1])}");
return digits.Passed && circle.Passed ? 0 : 1;

static string Where(ReadOnlySpan<float> point) => CircleNet.Pretrained.Classify(point) == 1 ? "in" : "out of";
