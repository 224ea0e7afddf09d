using System.Globalization;
using StaticNet;

namespace Scoring;

/// <summary>Made-up payments, one in five of them fraud: large, at night, on the web, from young accounts. An account's age is missing now and then.</summary>
internal static class Payments
{
    private static readonly string[] _channels = ["web", "shop", "phone"];

    /// <summary>Writes a CSV file, whole or not at all.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">How many payments.</param>
    /// <param name="seed">Decides all of them.</param>
    /// <param name="isKnown">Whether there is a column that says which were fraud.</param>
    public static void Write(string path, int rows, int seed, bool isKnown) => AtomicFile.Write(path, stream =>
    {
        var random = new Random(seed);
        using var text = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        text.WriteLine("amount,hour,account_age,channel" + (isKnown ? ",fraud" : ""));
        for (int row = 0; row < rows; row++)
        {
            double amount = Math.Exp(2 + (3 * random.NextDouble()));
            int hour = random.Next(24);
            int age = random.Next(1, 3000);
            int channel = random.Next(_channels.Length);
            text.Write(string.Create(CultureInfo.InvariantCulture, $"{amount:F2},{hour},"));
            if (random.Next(20) > 0)
            {
                text.Write(age);
            }

            text.Write(',');
            text.Write(_channels[channel]);
            if (isKnown)
            {
                double logit = (amount / 30) + (hour < 6 ? 2 : 0) - (age / 1000.0) + (channel == 0 ? 1 : 0) - 3.5;
                text.Write(random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? ",yes" : ",no");
            }

            text.WriteLine();
        }
    });
}
