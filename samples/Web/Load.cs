using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Embedded;

namespace DigitsOnTheWeb;

/// <summary>
/// How long an answer takes when several ask at once: a bounded number of requests from this machine to itself. Those who ask use sockets and allocate
/// nothing, so that what is allocated is the server's.
/// </summary>
internal static class Load
{
    private const int Connections = 4;
    private const int WarmUp = 5_000;
    private const int Requests = 10_000;

    /// <summary>The server itself takes some 120 bytes a request.</summary>
    private const int MaximumAllocation = 256;

    /// <returns>The exit code: 1 where requests allocate more than they have to.</returns>
    public static int Run(int port)
    {
        byte[] request = Request(port);
        Ask(port, request, new double[WarmUp / Connections]);

        var milliseconds = new double[Connections][];
        var ready = new Barrier(Connections + 1);
        var askers = new Thread[Connections];
        for (int i = 0; i < Connections; i++)
        {
            double[] own = milliseconds[i] = new double[Requests];
            askers[i] = new Thread(() =>
            {
                Ask(port, request, new double[WarmUp / Connections]);
                ready.SignalAndWait();
                Ask(port, request, own);
            });
            askers[i].Start();
        }

        ready.SignalAndWait();
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(askers, static asker => asker.Join());
        TimeSpan duration = Stopwatch.GetElapsedTime(start);
        allocated = GC.GetTotalAllocatedBytes() - allocated;

        double[] all = [.. milliseconds.SelectMany(static own => own)];
        Array.Sort(all);
        Console.WriteLine($"{all.Length:N0} requests over {Connections} connections: {all.Length / duration.TotalSeconds:N0}/s");
        Console.WriteLine($"p50 {all[all.Length / 2]:F3} ms, p99 {all[all.Length / 100 * 99]:F3} ms, longest {all[^1]:F3} ms");
        Console.WriteLine($"allocated: {allocated / all.Length:N0} bytes a request");
        if (allocated / all.Length <= MaximumAllocation)
        {
            return 0;
        }

        Console.Error.WriteLine($"Expected at most {MaximumAllocation} bytes a request.");
        return 1;
    }

    /// <summary>Asks as often as there are places, one request after the other over one connection.</summary>
    private static void Ask(int port, byte[] request, double[] milliseconds)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(IPAddress.Loopback, port);
        var response = new byte[4096];
        for (int i = 0; i < milliseconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            socket.Send(request);
            int length = 0;
            do
            {
                int received = socket.Receive(response.AsSpan(length));
                length += received > 0 ? received : throw new IOException("The server has closed the connection.");
            }
            while (response[length - 1] != (byte)'}');

            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            if (!response.AsSpan().StartsWith("HTTP/1.1 200"u8))
            {
                throw new IOException($"Expected an answer, got {Encoding.UTF8.GetString(response, 0, length)}");
            }
        }
    }

    /// <summary>A digit 7.</summary>
    private static byte[] Request(int port)
    {
        const string Seven = " ###### .##  ##     ##.    .##   ######. .##     ##.     ##     ";
        byte[] pixels = [.. Seven.Select(static c => c switch { '#' => (byte)15, '.' => (byte)6, _ => (byte)0 })];
        Debug.Assert(pixels.Length == DigitNet.InputSize);
        string head = $"POST /classify HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/octet-stream\r\nContent-Length: {pixels.Length}\r\n\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. pixels];
    }
}
