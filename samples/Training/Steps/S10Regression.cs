using StaticNet;

namespace TrainingWalk;

[Input(3), Standardize]
[Dense(32), Tanh]
[Dense(32), Tanh]
[Dense(2)]
[TargetStandardize]
[Network(Reproducible = true)]
public sealed partial class HouseNet;

internal static partial class Walk
{
    private static void S10Regression()
    {
        // Prices of some 500,000 and a running cost of some 0.02 a year, by a law, with noise of 10,000 and 0.001.
        var random = new Random(1);
        double Noise() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

        const int count = 1500;
        float[,] features = new float[count, 3];
        float[,] targets = new float[count, 2];
        for (int row = 0; row < count; row++)
        {
            (double area, double age, double distance) = (random.Next(40, 250), random.Next(0, 100), random.Next(0, 30));
            (features[row, 0], features[row, 1], features[row, 2]) = ((float)area, (float)age, (float)distance);
            targets[row, 0] = (float)((4000 * area * (1 - (age / 250))) + (100_000 * Math.Exp(-distance / 8)) + (10_000 * Noise()));
            targets[row, 1] = (float)(0.01 + (0.0002 * age) + (0.001 * Noise()));
        }

        Houses = DataSet.FromArrays(features, targets).WithNames(featureNames: ["area", "age", "distance"]).Split(0.7, 0.15, 0.15, seed: 1);
        HouseNetwork = new HouseNet(seed: 1);
        Metric[] metrics = [Metric.R2, Metric.MeanAbsoluteError, Metric.RootMeanSquareError];
        HouseNetwork.Fit(Houses.Train, new FitOptions
        {
            Epochs = 60,
            Optimizer = Optimizer.Adam(0.005) with { Schedule = LearningRateSchedule.CosineByEpoch(60) },
            Metrics = metrics,
            Validation = Houses.Validation,
        });
        Console.WriteLine(HouseNetwork.Evaluate(Houses.Test, metrics));

        // The errors of each output in its own unit, beside the noise, which no network can predict.
        HouseNet.Predictor predictor = HouseNetwork.ToPredictor();
        float[] output = new float[HouseNet.OutputSize];
        double[] squares = new double[2];
        for (int row = 0; row < Houses.Test.Count; row++)
        {
            predictor.Predict(Houses.Test.Row(row), output);
            squares[0] += Math.Pow(output[0] - Houses.Test.Target(row)[0], 2);
            squares[1] += Math.Pow(output[1] - Houses.Test.Target(row)[1], 2);
        }

        Console.WriteLine($"price: off by {Math.Sqrt(squares[0] / Houses.Test.Count):F0}, noise 10000; running cost: off by {Math.Sqrt(squares[1] / Houses.Test.Count):F5}, noise 0.00100");
    }
}
