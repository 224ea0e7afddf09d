namespace StaticNet.Benchmarks;

/// <summary>What other libraries reached on this machine, the best of the forms that each was run in.</summary>
internal sealed class PeersReport(PeerResults peers, bool markdown)
{
    private static readonly string[] _predicting = ["static C", "RTNeural", "ORT"];

    private static readonly (string Peer, int Threads)[] _training = [("torch SGD", 1), ("torch SGD", 2), ("torch Adam", 1), ("torch Adam", 2)];

    public void Run(TextWriter output)
    {
        var predictions = new Table("prediction, 1 thread", "compiled C", "RTNeural", "ONNX Runtime");
        foreach ((string name, string network, int batch) in ((string, string, int)[])
            [
                ("784-256-128-64-10, 1 row", "N1", 1), ("64 rows", "N1", 64), ("256 rows", "N1", 256), ("4-16-8-3, 1 row", "N2", 1),
                ("30-64-32-1, 1 row", "N3", 1), ("1024-1024-1024-1024-1000, 1 row", "N4", 1), ("64 rows", "N4", 64),
            ])
        {
            predictions.Add([name, .. _predicting.Select(peer => Show(peers.Prediction(peer, network, batch)))]);
        }

        var steps = new Table("training step, torch's best", "SGD, 1 thread", "SGD, 2 threads", "Adam, 1 thread", "Adam, 2 threads");
        foreach ((string name, string network) in ((string, string)[])[("784-256-128-64-10", "N1"), ("1024-1024-1024-1024-1000", "N4")])
        {
            foreach (int batch in (int[])[128, 1024])
            {
                steps.Add([$"{name}, batch {batch}", .. _training.Select(form => Show(peers.Step(form.Peer, network, batch, form.Threads)))]);
            }
        }

        predictions.Write(output, markdown);
        steps.Write(output, markdown);
    }

    private static string Show(PeerTime? time) => time is null ? "not measured" : Text.Time(time.Nanoseconds);
}
