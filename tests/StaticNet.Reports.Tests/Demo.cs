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
        report.Add(new Section("Clouds and distributions")
        {
            new SideBySide(Cloud("Original", 1, 0), Cloud("Whitened", 0.3, 1)),
            new SideBySide(Weights(), LogarithmicWeights()),
            Inputs(),
        });
        report.Add(new Section("Maps") { Sweep(), Surface(), new SideBySide(Descent(false), Descent(true)), LargeMap() });
        report.Add(new Section("Images") { Digits(), Filters(), Confusion() });
        report.Add(new Section("Networks") { Layers() });
        report.Add(new Section("Awkward data")
        {
            new SideBySide(Empty(), Point(), Constant(), Huge(), Tiny(), Long(), Negative(), Single()) { Columns = 3 },
        });
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
            .Add(new Band(
                "without", steps, steps.Select(static s => -1 - (s / 4000) + Wave(s, 900)), steps.Select(static s => (s / 5000) + Wave(s, 700)),
                steps.Select(static s => 1.2 + (s / 3000) + Wave(s, 500))))
            .Add(new Band(
                "with BatchNorm", steps, steps.Select(static s => -1 + (0.1 * Wave(s, 900))), steps.Select(static s => 0.1 * Wave(s, 700)),
                steps.Select(static s => 1 + (0.1 * Wave(s, 500)))));
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
    .Add(new Bars("published, without", [0.9657, 0.0892, 0.3525, 0.1135]) { Color = 1, Fill = BarFill.Light })
    .Add(new Bars("measured, without", [0.9703, 0.0982, 0.1034, double.NaN], [0.96, 0.08, 0.09, double.NaN], [0.975, 0.11, 0.15, double.NaN])
    {
        Color = 1,
        Fill = BarFill.Solid,
    })
    .Add(new Bars("published, with", [0.9739, 0.9505, 0.9660, 0.9766]) { Color = 0, Fill = BarFill.Light })
    .Add(new Bars("measured, with", [0.9771, 0.9470, 0.9642, 0.9766], [0.975, 0.93, 0.96, 0.97], [0.979, 0.952, 0.967, 0.979])
    {
        Color = 0,
        Fill = BarFill.Solid,
    });

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
        IEnumerable<(double First, double Second)> normals = Enumerable.Range(0, 400).Select(_ => (Normal(random), Normal(random)));
        (double X, double Y)[] points = [.. normals.Select(pair => (pair.First, (correlation * pair.First) + (0.5 * pair.Second)))];
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
            RowTitle = "batch size",
            ColumnTitle = "learning rate",
            Value = new Axis("accuracy"),
        };
    }

    public static Histogram Weights() => new Histogram("Weights of a layer") { X = "weight", Shares = true, Y = new Axis("share") { Percent = true } }
        .Add("before", Normals(2000, 3).Select(static v => v * 0.5))
        .Add("after", Normals(4000, 4).Select(static v => (v * 0.8) + 0.4));

    public static Histogram LogarithmicWeights() => new Histogram("Sizes of gradients") { X = new Axis("size") { Logarithmic = true }, Y = "parameters" }
        .Add("", Normals(3000, 5).Select(static v => Math.Exp(v * 2) / 1000));

    public static RidgeChart Inputs()
    {
        var chart = new RidgeChart("Inputs of the second layer over the epochs") { X = "input", RowTitle = "epoch" };
        for (int epoch = 1; epoch <= 8; epoch++)
        {
            int seed = epoch;
            chart.Add($"{epoch}", Normals(1500, 10 + seed).Select((v, i) => (v * (0.5 + (seed * 0.1))) + (i % 3 == 0 ? seed * 0.4 : 0)));
        }

        return chart;
    }

    public static ContourChart Surface()
    {
        double[] places = [.. Enumerable.Range(0, 41).Select(static i => (i - 20) / 20.0)];
        var values = new double[41, 41];
        for (int row = 0; row < 41; row++)
        {
            for (int column = 0; column < 41; column++)
            {
                (double x, double y) = (places[column], places[row]);
                values[row, column] = 0.05 + (3 * x * x) + (y * y) + (0.5 * Math.Sin(5 * x) * Math.Cos(4 * y)) + 0.5;
            }
        }

        return new ContourChart("Loss around the solution", places, places, values) { X = "first direction", Y = "second direction", Value = "loss" };
    }

    public static ContourChart Descent(bool isScaled)
    {
        double[] places = [.. Enumerable.Range(0, 31).Select(static i => (i - 15) / 5.0)];
        double curvature = isScaled ? 1.2 : 12;
        var values = new double[31, 31];
        for (int row = 0; row < 31; row++)
        {
            for (int column = 0; column < 31; column++)
            {
                values[row, column] = (places[column] * places[column]) + (curvature * places[row] * places[row]) + 0.001;
            }
        }

        values[0, 0] = double.NaN;
        ContourChart chart = new(isScaled ? "Standardized" : "As they are", places, places, values)
        {
            X = "w1",
            Y = "w2",
            Value = new Axis("loss") { Logarithmic = true },
        };
        foreach ((string name, double rate) in new[] { ("rate 0.08", 0.08), ("rate 0.02", 0.02) })
        {
            List<double> x = [2.6];
            List<double> y = [2.1];
            for (int step = 0; step < 40; step++)
            {
                x.Add(x[^1] - (rate * 2 * x[^1]));
                y.Add(y[^1] - (rate * 2 * curvature * y[^1]));
            }

            chart.AddPath(name, x, y);
        }

        return chart;
    }

    public static HeatMap LargeMap()
    {
        var values = new double[48, 64];
        for (int row = 0; row < 48; row++)
        {
            for (int column = 0; column < 64; column++)
            {
                values[row, column] = Math.Sin(row / 7.0) * Math.Cos(column / 9.0);
            }
        }

        return new HeatMap("Correlations of 48 by 64 units", values)
        {
            RowTitle = "unit",
            ColumnTitle = "unit before",
            Value = "correlation",
            Map = ColorMap.Diverging,
        };
    }

    public static ImageGrid Digits() => new(
        "Rings of made-up digits", Enumerable.Range(0, 14).Select(static i => Ring(i, i % 3 == 0 ? $"{i % 10}" : $"{i % 10} taken for {(i + 3) % 10}")));

    public static ImageGrid Filters() => new(
        "Weights of the first layer", Enumerable.Range(0, 16).Select(static i => new GridImage([.. Normals(64, 40 + i).Select(static v => (float)v)], 8, 8)))
    {
        Map = ColorMap.Diverging,
        Value = "weight",
        Size = 56,
        Caption = "Blue takes away, red adds.",
    };

    public static ConfusionMatrix Confusion()
    {
        var counts = new int[10, 10];
        for (int actual = 0; actual < 10; actual++)
        {
            for (int predicted = 0; predicted < 10; predicted++)
            {
                counts[actual, predicted] = actual == predicted ? 960 + (actual * 5) : (actual * 7) + (predicted * 3) is var n && n % 4 == 0 ? n % 11 : 0;
            }
        }

        return new ConfusionMatrix("Digits taken for digits", counts)
        {
            Mistakes = [.. Enumerable.Range(0, 6).Select(static i => Ring(i + 4, $"{i} taken for {i + 2}, 99.{i} % sure"))],
        };
    }

    public static FlowDiagram Layers() => new(
        "A residual network",
        [
            new FlowStep("input", "Input", "20"),
            new FlowStep("standardize1", "Standardize", "20 · folded into dense1", IsQuiet: true),
            new FlowStep("dense1", "Dense 40", "40 · 800 parameters"),
            new FlowStep("stem", "Relu", "40 · fused with dense1"),
            new FlowStep("dense2", "Dense 40", "40 · 1,600 parameters"),
            new FlowStep("add1", "Add stem", "40 · in place") { From = ["dense2", "stem"] },
            new FlowStep("dense3", "Dense 16", "16 · 640 parameters"),
            new FlowStep("concat1", "Concat stem", "56 · copied") { From = ["dense3", "stem"] },
            new FlowStep("softmax1", "Softmax", "3 · skipped to classify", IsQuiet: true),
        ]);

    public static LineChart Empty() => new LineChart("Nothing at all") { X = "step", Y = "loss" }.Add("none", []);

    public static LineChart Point() => new LineChart("A single point") { X = "step", Y = "loss" }.Add("one", [0.25]);

    public static LineChart Constant() => new LineChart("A constant") { X = "step", Y = "loss" }.Add("same", [7, 7, 7, 7]);

    public static LineChart Huge() => new LineChart("From end to end") { X = "step", Y = "loss" }.Add("wide", [double.MinValue, 0, double.MaxValue, 1e300]);

    public static LineChart Tiny() => new LineChart("Next to nothing") { X = "step", Y = "loss" }.Add("small", [1e-300, 3e-300, 2e-300]);

    public static BarChart Long() => new BarChart("Long names", Enumerable.Range(1, 14).Select(static i => $"a rather long name of category number {i}"))
    {
        Y = "seconds",
    }
    .Add("time", Enumerable.Range(1, 14).Select(static i => i * 1000.0));

    public static BarChart Negative() => new BarChart("Below and above zero", ["first", "second", "third"]) { Y = "difference" }
        .Add("gain", [-0.02, 0.013, -0.005]);

    public static HeatMap Single() => new("One cell", new[,] { { 0.5 } }, ["a row"], ["a column"]);

    private static GridImage Ring(int seed, string caption)
    {
        var values = new float[28 * 28];
        for (int i = 0; i < values.Length; i++)
        {
            double x = (i % 28) - 13.5;
            double y = (i / 28) - 13.5;
            double distance = Math.Sqrt((x * x) + (y * y * (1 + (seed % 5 * 0.3))));
            values[i] = (float)Math.Round(Math.Exp(-Math.Pow(distance - 5 - (seed % 4), 2) / 4), 2);
        }

        return new GridImage(values, 28, 28, caption);
    }

    private static double[] Normals(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => Normal(random))];
    }

    private static double Wave(double at, double length) => Math.Sin(at / length) * 0.3;

    private static double Normal(Random random) => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
