using StaticNet;

namespace Digits;

/// <summary>A line an epoch, for files and pipes.</summary>
internal sealed class PlainDisplay : ProgressDisplay
{
    public override void Show(IReadOnlyList<string> names, Action<int, ITrainingProgress> train)
    {
        for (int i = 0; i < names.Count; i++)
        {
            Console.WriteLine();
            Console.WriteLine(names[i]);
            train(i, ConsoleProgress.Create());
        }
    }
}
