using System.Diagnostics;
using System.Globalization;

namespace StaticNet.Tests.Fuzzing;

/// <summary>Gives a reader hostile files, and holds it to what it promises of time, memory and exceptions.</summary>
internal static class Fuzz
{
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1);

    /// <summary>Files for each reader: 5,000, or what <c>STATICNET_FUZZ</c> says.</summary>
    public static int Count { get; } = Number("STATICNET_FUZZ", 5_000);

    /// <summary>Where the draws begin: 1, or what <c>STATICNET_SEED</c> says.</summary>
    public static int Seed { get; } = Number("STATICNET_SEED", 1);

    /// <summary>Reads every file.</summary>
    /// <param name="reader">Name of the reader, for the output.</param>
    /// <param name="files">The files.</param>
    /// <param name="read">Reads a file; throws <see cref="InvalidDataException"/> at most.</param>
    /// <param name="perByte">Bytes that may be allocated for each byte of a file.</param>
    /// <param name="fixedBytes">Bytes that may be allocated for any file, such as buffers.</param>
    /// <param name="refusals">Files that must be refused; if null, some but not all.</param>
    public static void Run(string reader, IEnumerable<byte[]> files, Action<byte[]> read, int perByte, int fixedBytes, int? refusals = null)
    {
        var watch = Stopwatch.StartNew();
        (int count, int refused) = (0, 0);
        (TimeSpan slowest, double greediest) = (TimeSpan.Zero, 0);
        foreach (byte[] file in files)
        {
            Reading reading = Read(read, file, count);
            if (reading.Allocated > fixedBytes + ((long)perByte * file.Length))
            {
                // Once more: the first time, methods and caches may have been made.
                reading = Read(read, file, count);
                Assert.True(
                    reading.Allocated <= fixedBytes + ((long)perByte * file.Length),
                    $"{reading.Allocated} bytes allocated for {file.Length}: {Describe(file, count)}");
            }

            for (int again = 0; reading.Time > _longest; again++)
            {
                // The machine may have been busy elsewhere, but not three times in a row.
                Assert.True(again < 3, $"{reading.Time} for {Describe(file, count)}");
                reading = Read(read, file, count);
            }

            count++;
            refused += reading.IsRefused ? 1 : 0;
            slowest = reading.Time > slowest ? reading.Time : slowest;
            greediest = Math.Max(greediest, (double)Math.Max(0, reading.Allocated - fixedBytes) / Math.Max(1, file.Length));
        }

        Assert.InRange(refused, refusals ?? 1, refusals ?? count - 1);
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{reader}: {count} files from seed {Seed}, {refused} refused, slowest {slowest.TotalMilliseconds:F1} ms, at most "
            + $"{greediest:F1} bytes allocated a byte beyond {fixedBytes} (allowed: {perByte}); {watch.Elapsed.TotalSeconds:F1} s"));
    }

    private static int Number(string variable, int usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private static Reading Read(Action<byte[]> read, byte[] file, int number)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        bool refused = false;
        try
        {
            read(file);
        }
        catch (InvalidDataException exception)
        {
            refused = true;
            Assert.False(string.IsNullOrWhiteSpace(exception.Message));
        }
        catch (Exception exception) when (exception is not Xunit.Sdk.IAssertionException)
        {
            Assert.Fail($"{exception.GetType().Name} for {Describe(file, number)}\n{exception}");
        }

        return new Reading(refused, Stopwatch.GetElapsedTime(start), GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Describe(byte[] file, int number) =>
        $"file {number} of seed {Seed}, in Base64: {Convert.ToBase64String(file.AsSpan(0, Math.Min(file.Length, 4096)))}";

    private readonly record struct Reading(bool IsRefused, TimeSpan Time, long Allocated);
}
