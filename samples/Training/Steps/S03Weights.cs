using StaticNet;

namespace TrainingWalk;

internal static partial class Walk
{
    private static void S03Weights()
    {
        // Nines are rare here: one in ten of those there were is left.
        int[] kept = [.. Enumerable.Range(0, Digits.Train.Count).Where(row => Digits.Train.Label(row) != 9 || row % 10 == 0)];
        MemoryDataSet rare = Digits.Train.Select(kept);
        double[] balanced = ClassWeights.Balanced(rare);
        Console.WriteLine($"weight of a 0: {balanced[0]:F2}, of a 9: {balanced[9]:F2}");

        void Report(string name, MemoryDataSet data, IReadOnlyList<double> weights)
        {
            var net = new DigitNet(seed: 1);
            net.Fit(data, new FitOptions { Epochs = 5, ClassWeights = weights });
            Evaluation test = net.Evaluate(Digits.Test, [Metric.Recall(ofClass: 9)]);
            Console.WriteLine($"{name,-32} accuracy {test.Accuracy:P1}, recall of 9 {test.Metrics[Metric.Recall(ofClass: 9)]:P1}");
        }

        Report("all alike", rare, []);
        Report("class weights", rare, balanced);
        Report("oversampled", rare.Balance(Balancing.Oversample, seed: 1), []);

        // A careless writer made every third label up, and we know which those are: they count little.
        int[] labels = [.. Digits.Train.Labels];
        float[] weights = new float[labels.Length];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = row % 3 == 0 ? (labels[row] + 1 + (row % 9)) % 10 : labels[row];
            weights[row] = row % 3 == 0 ? 0.05f : 1;
        }

        MemoryDataSet careless = DataSet.FromRows(labels.Select((label, row) => (row, label)), row => Digits.Train.Row(row).ToArray(), classCount: 10);
        Report("a third mislabelled", careless, []);
        Report("a third mislabelled, weighed", careless.WithSampleWeights(weights), []);
    }
}
