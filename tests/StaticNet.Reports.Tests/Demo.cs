namespace StaticNet.Reports.Tests;

/// <summary>A report that has every kind of chart, of made-up data.</summary>
internal static class Demo
{
    public static Report Report()
    {
        var report = new Report("Every kind of chart")
        {
            Subtitle = "Made-up data, drawn as `StaticNet.Reports` draws it",
        };
        report.Add("This page is looked at by tests: **each chart** is drawn, shows its values, and loads nothing. Names such as `<b>&\"` are only text.");
        report.Add(new Section("Lines and bands") { Curves(), LogarithmicLines(), Percentiles(), new SideBySide(Noise(), Gaps()) });
        report.Add(new Section("Bars and tables") { Accuracies(), Runs() });
        report.Add(new Section("Clouds") { new SideBySide(Cloud("Original", 1, 0), Cloud("Whitened", 0.3, 1)) });
        report.Add(new Section("Maps") { Sweep() });
        return report;
    }

    public static LineChart Curves()
    {
        double[] epochs = [.. Enumerable.Range(1, 10).Select(static i => (double)i)];
        return new LineChart("Accuracy over epochs")
        {
            X = "epoch",
            Y = new Axis("accuracy") { Percent = true },
            Caption = "Training is dashed, validation solid; **with** BatchNorm both rise sooner.",
        }
        .Add(new Line("with BatchNorm, training", epochs, epochs.Select(static e => 0.985 - (0.08 / e))) { Color = 0, Dash = Dash.Dashed })
        .Add(new Line("with BatchNorm, validation", epochs, epochs.Select(static e => 0.974 - (0.05 / e))) { Color = 0, Dash = Dash.Solid })
        .Add(new Line("without, training", epochs, epochs.Select(static e => 0.975 - (0.12 / e))) { Color = 1, Dash = Dash.Dashed })
        .Add(new Line("without, validation", epochs, epochs.Select(static e => 0.966 - (0.09 / e))) { Color = 1, Dash = Dash.Solid });
    }

    public static LineChart LogarithmicLines()
    {
        double[] rates = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];
        return new LineChart("Steps to 95 %") { X = new Axis("learning rate") { Logarithmic = true }, Y = new Axis("steps") { Logarithmic = true } }
            .Add("with BatchNorm", rates, rates.Select(static (r, i) => i > 7 ? double.NaN : 60 / Math.Pow(r, 0.6)))
            .Add("without", rates, rates.Select(static (r, i) => i > 4 ? double.NaN : 180 / Math.Pow(r, 0.7)));
    }

    public static LineChart Percentiles()
    {
        double[] steps = [.. Enumerable.Range(0, 200).Select(static i => i * 50.0)];
        return new LineChart("One unit's input, 15th, 50th and 85th percentile") { X = "step", Y = "input" }
            .Add(new Band("without", steps, steps.Select(static s => -1 - (s / 4000) + Wave(s, 900)), steps.Select(static s => (s / 5000) + Wave(s, 700)), steps.Select(static s => 1.2 + (s / 3000) + Wave(s, 500))))
            .Add(new Band("with BatchNorm", steps, steps.Select(static s => -1 + (0.1 * Wave(s, 900))), steps.Select(static s => 0.1 * Wave(s, 700)), steps.Select(static s => 1 + (0.1 * Wave(s, 500)))));
    }

    public static LineChart Noise()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(i => Math.Exp(-i / 30000.0) + (0.1 * random.NextDouble()))];
        return new LineChart("100,000 steps") { X = "step", Y = new Axis("loss") { Logarithmic = true } }.Add("loss", values);
    }

    public static LineChart Gaps() => new LineChart("A run that diverged") { X = "epoch", Y = "loss" }
        .Add("diverged", [2.3, 1.9, 4.8, double.PositiveInfinity, double.NaN, double.NaN])
        .Add("interrupted", [2.2, double.NaN, 1.1, double.NaN, 0.7, 0.65]);

    public static BarChart Accuracies() => new BarChart("Test accuracy", ["learning rate 0.01", "learning rate 1", "uniform(-5, 5)", "pixels 0..255"])
    {
        Y = new Axis("accuracy") { Minimum = 0, Maximum = 1 },
        Caption = "Bars are medians of three seeds, whiskers the smallest and the largest.",
    }
    .Add("published, without", [0.9657, 0.0892, 0.3525, 0.1135])
    .Add("measured, without", [0.9703, 0.0982, 0.1034, double.NaN], [0.96, 0.08, 0.09, double.NaN], [0.975, 0.11, 0.15, double.NaN])
    .Add("published, with", [0.9739, 0.9505, 0.9660, 0.9766])
    .Add("measured, with", [0.9771, 0.9470, 0.9642, 0.9766], [0.975, 0.93, 0.96, 0.97], [0.979, 0.952, 0.967, 0.979]);

    public static Table Runs() => new Table("experiment", new TableColumn("without", "0.0000"), new TableColumn("with", "0.0000"), "steps", "note")
    {
        Title = "Published and measured",
        Caption = "A diverged run is told as such.",
    }
    .Add("learning rate 0.01", 0.9703, 0.9771, 3750, "")
    .Add("learning rate 1", "diverged", 0.9470, 470, "at step 12 of `470`")
    .Add("**uniform(-5, 5)**", 0.1034, 0.9642, 3750, "one class predicted for 100 %");

    public static ScatterChart Cloud(string title, double correlation, int seed)
    {
        var random = new Random(seed + 1);
        (double X, double Y)[] points = [.. Enumerable.Range(0, 400).Select(_ => (Normal(random), Normal(random))).Select(p => (p.Item1, (correlation * p.Item1) + (0.5 * p.Item2)))];
        return new ScatterChart(title) { X = "age", Y = "balance", EqualScales = true }
            .Add("stays", points.Take(300).Select(static p => p.X), points.Take(300).Select(static p => p.Y))
            .Add("leaves", points.Skip(300).Select(static p => p.X + 1), points.Skip(300).Select(static p => p.Y - 1));
    }

    public static HeatMap Sweep()
    {
        var values = new double[6, 9];
        for (int row = 0; row < 6; row++)
        {
            for (int column = 0; column < 9; column++)
            {
                values[row, column] = 0.98 - (0.03 * Math.Abs(column - 4 - (row / 3.0)) * (1 + (row / 6.0)));
            }
        }

        values[5, 8] = double.NaN;
        return new HeatMap(
            "Accuracy over learning rate and batch size", values, ["2", "8", "32", "128", "512", "1024"],
            ["0.001", "0.003", "0.01", "0.03", "0.1", "0.3", "1", "3", "10"])
        {
            RowTitle = "batch size", ColumnTitle = "learning rate", Value = new Axis("accuracy"),
        };
    }

    private static double Wave(double at, double length) => Math.Sin(at / length) * 0.3;

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
