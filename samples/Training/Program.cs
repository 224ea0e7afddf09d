using TrainingWalk;

const string Usage = "Expected no arguments, --document FILE to rewrite the blocks of a document, or --check FILE to compare them.";

switch (args)
{
    case []:
        foreach (Step step in Walk.Steps)
        {
            Console.WriteLine($"== {step.Name}");
            Console.WriteLine(Walk.Run(step));
        }

        return 0;

    case ["--document", string path]:
        Notebook.Write(path);
        return 0;

    case ["--check", string path] when Notebook.FirstDifference(path) is { } difference:
        Console.Error.WriteLine(difference);
        return 1;

    case ["--check", string path]:
        Console.WriteLine($"{path} holds the code and the output of all {Walk.Steps.Count} steps.");
        return 0;

    default:
        Console.Error.WriteLine(Usage);
        return 2;
}
