using StaticNet;
using StaticNet.Reports;

namespace BatchNormExperiments;

/// <summary>What each scaler does to a cloud of points, and min-max to a table of ages and balances.</summary>
internal sealed class E07Clouds() : Experiment(7, "What a scaler does to a cloud of points")
{
    private const int Count = 500;

    public override ExperimentResult Run(ExperimentContext context)
    {
        float[] cloud = Cloud();
        (string Name, Normalizer? Scaler)[] scalers =
        [
            ("original", null),
            ("Center", Normalizer.Center()),
            ("Standardize", Normalizer.Standardize()),
            ("MinMax", Normalizer.MinMax()),
            ("MaxAbs", Normalizer.MaxAbs()),
            ("RobustScale", Normalizer.RobustScale()),
            ("Decorrelate", Normalizer.Whiten(Whitening.Decorrelate)),
            ("Whiten, PCA", Normalizer.Whiten(Whitening.Pca)),
            ("Whiten, ZCA", Normalizer.Whiten(Whitening.Zca)),
        ];
        var charts = new List<Block>();
        var figures = new List<object>();
        foreach ((string name, Normalizer? scaler) in scalers)
        {
            float[] points = [.. cloud];
            scaler?.Fit(cloud, columns: 2).Normalize(cloud, points);
            double[] x = Column(points, 0);
            double[] y = Column(points, 1);
            charts.Add(new ScatterChart(name) { X = "first", Y = "second", EqualScales = true }.Add("points", x, y));
            figures.Add(new
            {
                Scaler = name,
                MeanX = x.Average(),
                MeanY = y.Average(),
                DeviationX = Deviation(x),
                DeviationY = Deviation(y),
                Correlation = Correlation(x, y),
            });
        }

        var section = new Section(Title)
        {
            $"{Count} points around (3, −2), one direction three times as wide as the other, correlated. Centring moves them, scaling makes both columns "
            + "equally wide, decorrelating turns the cloud along its axes, whitening makes it round; ZCA turns it back, so that each column stays close to "
            + "what it was.",
            new SideBySide([.. charts]) { Columns = 3 },
            Ages(),
        };
        return new ExperimentResult(section, figures);
    }

    private static float[] Cloud()
    {
        var random = new Random(1);
        var points = new float[2 * Count];
        for (int i = 0; i < Count; i++)
        {
            double wide = 3 * NormalDraw.Next(random);
            double narrow = NormalDraw.Next(random);
            points[2 * i] = (float)(3 + ((wide - narrow) / Math.Sqrt(2)));
            points[(2 * i) + 1] = (float)(-2 + ((wide + narrow) / Math.Sqrt(2)));
        }

        return points;
    }

    private static Table Ages()
    {
        float[] people = [19, 1_500, 24, 8_000, 33, 62_000, 41, 110_000, 48, 240_000, 57, 435_000];
        float[] scaled = [.. people];
        Normalizer.MinMax().Fit(people, columns: 2).Normalize(people, scaled);
        var table = new Table("age", new TableColumn("balance", "#,0"), new TableColumn("age, scaled", "0.000"), new TableColumn("balance, scaled", "0.000"))
        {
            Title = "Ages and balances, before min-max scaling and after",
        };
        for (int i = 0; i < people.Length; i += 2)
        {
            table.Add(people[i], people[i + 1], scaled[i], scaled[i + 1]);
        }

        return table;
    }

    private static double[] Column(float[] points, int column) => [.. Enumerable.Range(0, points.Length / 2).Select(i => (double)points[(2 * i) + column])];

    private static double Deviation(double[] values) => Math.Sqrt(Covariance(values, values));

    private static double Correlation(double[] x, double[] y) => Covariance(x, y) / (Deviation(x) * Deviation(y));

    private static double Covariance(double[] x, double[] y) => x.Zip(y, (a, b) => (a - x.Average()) * (b - y.Average())).Average();
}
