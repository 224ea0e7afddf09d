using System.Globalization;
using System.Text;
using StaticNet;

namespace Embedded;

/// <summary>One input that is always the same, so that the program that trains and the one that carries the weights can be compared.</summary>
internal static class FixedSample
{
    /// <summary>What is predicted for it, to three places: processors and compilers differ in the last bits.</summary>
    public static string Predict(Predictor predictor)
    {
        var input = new float[predictor.Layout.InputSize];
        for (int i = 0; i < input.Length; i++)
        {
            input[i] = i * 7 % 17 / 8f;
        }

        var output = new float[predictor.Layout.OutputSize];
        predictor.Predict(input, output);
        var text = new StringBuilder($"{predictor.Layout.Name} predicts");
        foreach (float value in output)
        {
            text.Append(CultureInfo.InvariantCulture, $" {value:F3}");
        }

        return text.ToString();
    }
}
