using System.Globalization;

namespace StaticNet.Generator.Benchmarks.Weights;

/// <summary>What it costs to carry weights as constants and as a resource: compiling them, and the first prediction of a process.</summary>
internal static class WeightReport
{
    private const int Compilations = 9;

    private static readonly int[] _widths = [10, 40, 160, 640, 2560];

    /// <summary>Measures and returns the table in Markdown.</summary>
    public static string Measure()
    {
        string folder = Directory.CreateTempSubdirectory("staticnet").FullName;
        try
        {
            Dictionary<CarriedNetwork, string> networks = _widths
                .SelectMany(static width => new[] { new CarriedNetwork(width, true), new CarriedNetwork(width, false) })
                .ToDictionary(static network => network, network => network.Save(folder));
            Dictionary<CarriedNetwork, double> compiled = Compile(networks);
            var project = new StartProject(folder, networks);
            Func<CarriedNetwork, Cultures, double> managed = project.Publish(aheadOfTime: false);
            Func<CarriedNetwork, Cultures, double> native = project.Publish(aheadOfTime: true);
            string Row(int width)
            {
                CarriedNetwork constants = new(width, true), resource = new(width, false);
                string Pair(Func<CarriedNetwork, double> milliseconds) => $"{Finding.Show(milliseconds(constants))} | {Finding.Show(milliseconds(resource))}";
                string Start(Func<CarriedNetwork, Cultures, double> microseconds) =>
                    $"{Pair(network => microseconds(network, Cultures.Invariant) / 1000)} | {Finding.Show(microseconds(resource, Cultures.All) / 1000)}";
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {constants.Parameters:N0} | {Pair(network => compiled[network])} | {Start(managed)} | {Start(native)} |");
            }

            return string.Join('\n',
            [
                "| parameters | compiling: constants | resource | first prediction, just in time: constants | resource | with ICU | "
                + "ahead of time: constants | resource | with ICU |",
                "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
                .. _widths.Select(Row),
            ]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Medians; networks take turns, so that what disturbs one disturbs all.</summary>
    private static Dictionary<CarriedNetwork, double> Compile(Dictionary<CarriedNetwork, string> networks)
    {
        var times = networks.Keys.ToDictionary(static network => network, static _ => new List<double>());
        for (int i = 0; i <= Compilations; i++)
        {
            foreach ((CarriedNetwork network, string path) in networks)
            {
                double time = network.Compile(path);
                if (i > 0)
                {
                    times[network].Add(time);
                }
            }
        }

        return times.ToDictionary(static pair => pair.Key, static pair => Times.Median(pair.Value));
    }
}
