using Spectre.Console;
using StaticNet;

namespace Digits;

/// <summary>A table on the terminal, a column a network, redrawn as training goes on.</summary>
internal sealed class LiveDisplay : ProgressDisplay
{
    public override void Show(IReadOnlyList<string> names, Action<int, ITrainingProgress> train) =>
        Terminal.Output.Live(Text.Empty).Start(display =>
        {
            LiveColumn[] columns = [];
            columns = [.. names.Select(name => new LiveColumn(name, () => display.UpdateTarget(Draw(columns))))];
            display.UpdateTarget(Draw(columns));
            for (int i = 0; i < names.Count; i++)
            {
                train(i, columns[i]);
            }
        });

    private static Table Draw(LiveColumn[] columns)
    {
        Table table = new Table().RoundedBorder().AddColumn("");
        foreach (LiveColumn column in columns)
        {
            table.AddColumn(new TableColumn(column.Name).Width(LiveColumn.Width));
        }

        Row("", column => column.Bar);
        Row("epoch", column => column.Epoch);
        Row("loss", column => column.Loss);
        Row("accuracy", column => column.Accuracy);
        Row("validation accuracy", column => column.ValidationAccuracy);
        Row("samples/s", column => column.SamplesPerSecond);
        Row("time left", column => column.TimeLeft);
        foreach (string warning in columns.SelectMany(column => column.Warnings).Distinct())
        {
            table.Caption(Markup.Escape(warning));
        }

        return table;

        void Row(string title, Func<LiveColumn, string> value) => table.AddRow([title, .. columns.Select(value)]);
    }
}
