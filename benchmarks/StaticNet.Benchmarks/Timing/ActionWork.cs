namespace StaticNet.Benchmarks;

/// <summary>Work of a microsecond or more, where the call of a delegate does not matter.</summary>
internal sealed class ActionWork(string name, Action action) : Work(name)
{
    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            action();
        }
    }
}
