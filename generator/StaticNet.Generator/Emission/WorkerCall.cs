namespace StaticNet.Generator.Emission;

/// <summary>One call of a pass that several workers run together.</summary>
/// <param name="Statement">The call.</param>
/// <param name="IsShared">Whether every worker makes it, for the panels or samples it owns; otherwise the first one makes it for all.</param>
/// <param name="ReadsOwnPanels">
/// Whether, of what earlier calls wrote, it reads nothing but the panels that the worker owns: it may then follow a shared call at once, since
/// panels have the same owner throughout.
/// </param>
/// <param name="OnlyForInput">Whether it is made for the gradient of the network's input alone.</param>
/// <param name="WritesOwnPanels">Whether a shared call writes to panels that the worker owns; one that shares samples writes to some rows of all.</param>
internal sealed record WorkerCall(
    string Statement, bool IsShared, bool ReadsOwnPanels, bool OnlyForInput = false, bool WritesOwnPanels = true)
{
    /// <summary>Prints the calls in order, with a meeting before each that reads what other workers wrote.</summary>
    public static void Print(CodeWriter writer, IReadOnlyList<WorkerCall> calls)
    {
        for (int first = 0, end; first < calls.Count; first = end)
        {
            bool isOptional = calls[first].OnlyForInput;
            end = first + calls.Skip(first).TakeWhile(call => call.OnlyForInput == isOptional).Count();
            if (!isOptional)
            {
                Print(writer, calls, first, end);
                continue;
            }

            using (writer.Braces("if (inputGradient)"))
            {
                Print(writer, calls, first, end);
            }

            if (end < calls.Count)
            {
                writer.Line();
            }
        }
    }

    private static void Print(CodeWriter writer, IReadOnlyList<WorkerCall> calls, int first, int end)
    {
        for (int i = first; i < end; i++)
        {
            if (!Earlier(calls, i).All(calls[i].MayFollow))
            {
                writer.Line("worker.Meet();");
            }

            if (calls[i].IsShared)
            {
                writer.Line(calls[i].Statement);
                continue;
            }

            using (writer.Braces("if (worker.IsFirst)"))
            {
                writer.Line(calls[i].Statement);
            }

            if (i + 1 < end)
            {
                writer.Line();
            }
        }
    }

    /// <summary>The calls that may have been the last before one: that right before it and, where that is optional, the last that is not.</summary>
    private static IEnumerable<WorkerCall> Earlier(IReadOnlyList<WorkerCall> calls, int index)
    {
        for (int i = index - 1; i >= 0; i--)
        {
            if (i == index - 1 || !calls[i].OnlyForInput)
            {
                yield return calls[i];
            }

            if (!calls[i].OnlyForInput || calls[index].OnlyForInput)
            {
                yield break;
            }
        }
    }

    private bool MayFollow(WorkerCall earlier) => IsShared ? earlier.IsShared && earlier.WritesOwnPanels && ReadsOwnPanels : !earlier.IsShared;
}
