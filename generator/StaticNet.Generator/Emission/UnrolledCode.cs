using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;

namespace StaticNet.Generator.Emission;

/// <summary>Prints the layers of an unrolled network for registers of one width: a statement for every step of every product.</summary>
internal sealed class UnrolledCode(CodeWriter writer, UnrolledPlan plan, int lanes)
{
    /// <summary>What the code calls the classes of vectors, and the vectors.</summary>
    public static IReadOnlyList<string> Aliases { get; } =
    [
        .. UnrolledPlan.AllWidths.Select(static lanes => $"{Class(lanes)} = global::System.Runtime.Intrinsics.Vector{Bits(lanes)}"),
        .. UnrolledPlan.AllWidths.Select(static lanes => $"{Type(lanes)} = global::System.Runtime.Intrinsics.Vector{Bits(lanes)}<float>"),
    ];

    /// <summary>Some columns of a layer's output, in a local.</summary>
    private readonly record struct Register(string Name, int First, int Lanes);

    /// <summary>
    /// Prints the method: the logits in one register, or, where they need several, written to <c>logits</c>.
    /// </summary>
    public void Print()
    {
        UnrolledLayer last = plan.Last;
        bool fits = FitsRegister(last, lanes);
        string result = fits ? Type(last.ResultIn(lanes)) : "void";
        string target = fits ? "" : ", ref float logits";
        // Where there is more than one method may inline, this is one of its own, and no first tier is to run it.
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(");
        writer.Line("    global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining");
        writer.Line("    | global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        using (writer.Braces($"private static {result} Logits{Bits(lanes)}(ref float x, ref float weights{target})"))
        {
            var registers = new List<Register>();
            foreach (UnrolledLayer layer in plan.Layers)
            {
                if (registers.Count > 0)
                {
                    writer.Line();
                }

                registers = Layer(layer, registers);
            }

            writer.Line();
            if (fits)
            {
                writer.Line($"return {registers[0].Name};");
            }
            else
            {
                foreach (Register register in registers)
                {
                    writer.Line($"{Class(register.Lanes)}.StoreUnsafe({register.Name}, ref logits, {Text.Invariant(register.First)});");
                }
            }
        }
    }

    /// <summary>Whether the layer's output is a single register.</summary>
    public static bool FitsRegister(UnrolledLayer layer, int lanes) => layer.Outputs <= lanes;

    /// <summary>The alias of the class of vectors of so many lanes.</summary>
    public static string Class(int lanes) => $"V{Bits(lanes)}";

    private static string Type(int lanes) => $"F{Bits(lanes)}";

    public static string Bits(int lanes) => Text.Invariant(lanes * 32);

    private List<Register> Layer(UnrolledLayer layer, List<Register> inputs)
    {
        writer.Line(
            $"// {PredictorStage.Title(layer.Step)}: {Text.Invariant(layer.Inputs)} -> {Text.Invariant(layer.Outputs)}"
            + (layer.GroupsIn(lanes) > 1 ? $", {Text.Invariant(layer.GroupsIn(lanes))} inputs a step" : ""));
        string name = Identifiers.Camel(layer.Step.Node.Identifier);
        int width = layer.RegisterIn(lanes);
        List<Register> sources = [.. inputs.Select(input => Prepare(layer, input, width))];

        int blocks = layer.BlocksIn(lanes);
        int chains = layer.ChainsIn(lanes);
        int step = 0;
        foreach (int input in layer.StepsIn(lanes))
        {
            string factor = Factor(layer, input, sources, width);
            if (blocks > 1)
            {
                string shared = $"{name}_k{Text.Invariant(input)}";
                writer.Line($"{Type(width)} {shared} = {factor};");
                factor = shared;
            }

            for (int block = 0; block < blocks; block++)
            {
                Step(layer, Column(name, blocks, block), input, block * layer.GroupIn(lanes), step, chains, factor, width);
            }

            step++;
        }

        return layer.IsJoinedIn(lanes) ? Joined(layer, name, chains, width) : Finished(layer, name, chains, width);
    }

    /// <summary>The outputs of a layer whose sums end in registers of their own.</summary>
    private List<Register> Finished(UnrolledLayer layer, string name, int chains, int width)
    {
        var outputs = new List<Register>();
        int blocks = layer.BlocksIn(lanes);
        for (int block = 0; block < blocks; block++)
        {
            string column = Column(name, blocks, block);
            writer.Line($"{Type(layer.ResultIn(lanes))} {column} = {Activated(layer, Sum(layer, column, chains, width))};");
            outputs.Add(new Register(column, block * layer.GroupIn(lanes), layer.ResultIn(lanes)));
        }

        return outputs;
    }

    /// <summary>The outputs of a layer whose sums hold 4 outputs each: brought together, groups added up, bias added.</summary>
    private List<Register> Joined(UnrolledLayer layer, string name, int chains, int width)
    {
        List<string> halves = [];
        for (int block = 0; block < layer.BlocksIn(lanes); block++)
        {
            string column = Column(name, layer.BlocksIn(lanes), block);
            string sum = Chains(column, chains);
            if (width == 16)
            {
                writer.Line($"F512 {column} = {sum};");
                sum = $"V512.GetLower({column}) + V512.GetUpper({column})";
            }

            writer.Line($"F256 {column}_f8 = {sum};");
            halves.Add($"{column}_f8");
        }

        List<string> eights = [];
        for (int block = 0; block < halves.Count; block += 2)
        {
            string eight = $"{name}_o{Text.Invariant(block * 4)}";
            string first = halves[block];
            writer.Line(
                block + 1 < halves.Count
                    ? $"F256 {eight} = V256.Create(V256.GetLower({first}), V256.GetLower({halves[block + 1]})) + V256.Create(V256.GetUpper({first}), "
                        + $"V256.GetUpper({halves[block + 1]}));"
                    : $"F256 {eight} = V128.ToVector256(V256.GetLower({first}) + V256.GetUpper({first}));");
            eights.Add(eight);
        }

        var outputs = new List<Register>();
        int size = layer.ResultIn(lanes);
        for (int i = 0; i < eights.Count; i += size / 8)
        {
            string sum = size == 8 ? eights[i] : i + 1 < eights.Count ? $"V512.Create({eights[i]}, {eights[i + 1]})" : $"V256.ToVector512({eights[i]})";
            int column = i * 8;
            string output = eights.Count * 8 <= size ? name : $"{name}_r{Text.Invariant(column)}";
            string bias = $"{Class(size)}.LoadUnsafe(ref weights, Offsets.{layer.Step.Node.Identifier}Bias + {Text.Invariant(column)})";
            writer.Line($"{Type(size)} {output} = {Activated(layer, $"{sum} + {bias}")};");
            outputs.Add(new Register(output, column, size));
        }

        return outputs;
    }

    private static string Column(string name, int blocks, int block) =>
        blocks == 1 ? name : $"{name}_b{Text.Invariant(block)}";

    /// <summary>One product, added to its sum; the sum of the first step starts from the bias, unless that is added where sums are joined.</summary>
    private void Step(UnrolledLayer layer, string column, int input, int firstOutput, int step, int chains, string factor, int width)
    {
        string identifier = layer.Step.Node.Identifier;
        string kernel = $"Offsets.{identifier}{(layer.IsPacked ? "Steps" : "Kernel")} + {Text.Invariant(layer.Weight(input, firstOutput))}";
        string weights = $"{Class(width)}.LoadUnsafe(ref weights, {kernel})";
        string sum = $"{column}_s{Text.Invariant(step % chains)}";
        if (step == 0 && !layer.IsJoinedIn(lanes))
        {
            string bias = $"{Class(width)}.LoadUnsafe(ref weights, Offsets.{identifier}Bias + {Text.Invariant(firstOutput)})";
            writer.Line($"{Type(width)} {sum} = {Class(width)}.MultiplyAddEstimate({factor}, {weights}, {bias});");
        }
        else
        {
            writer.Line(
                step < chains
                    ? $"{Type(width)} {sum} = {factor} * {weights};"
                    : $"{sum} = {Class(width)}.MultiplyAddEstimate({factor}, {weights}, {sum});");
        }
    }

    /// <summary>The input register as the layer's steps take it: as wide as theirs, and without what stands behind the last value.</summary>
    private Register Prepare(UnrolledLayer layer, Register input, int width)
    {
        int values = Math.Min(layer.Inputs - input.First, input.Lanes);
        if (layer.GroupsIn(lanes) > 1 && values < input.Lanes)
        {
            // A weight of zero would not cancel an infinity or NaN there.
            writer.Line($"{input.Name} = SN::RegisterRow.Keep({input.Name}, {Text.Invariant(values)});");
        }

        if (input.Lanes >= width)
        {
            return input;
        }

        string wide = input.Name;
        for (int size = input.Lanes; size < width; size *= 2)
        {
            wide = $"{Class(size)}.ToVector{Bits(2 * size)}{(layer.GroupsIn(lanes) > 1 ? "" : "Unsafe")}({wide})";
        }

        writer.Line($"{Type(width)} {input.Name}_wide = {wide};");
        return new Register($"{input.Name}_wide", input.First, width);
    }

    /// <summary>The inputs of a step, each in all lanes of its group.</summary>
    private string Factor(UnrolledLayer layer, int input, List<Register> sources, int width)
    {
        if (sources.Count == 0)
        {
            return $"{Class(width)}.Create(Shift(ref x, {Text.Invariant(input)}))";
        }

        Register source = sources.Last(register => register.First <= input);
        int lane = input - source.First;
        int group = layer.GroupIn(lanes);
        if (layer.GroupsIn(lanes) == 1)
        {
            return width == 4 && layer.Inputs == 1 && group == 1
                ? source.Name
                : $"{Class(width)}.Shuffle({source.Name}, {Class(width)}.Create({Text.Invariant(lane)}))";
        }

        if (group == 1)
        {
            return source.Name;
        }

        // Input lane + g·group for group g. Where groups leave lanes over, these meet weights of zero.
        IEnumerable<string> indices = Enumerable.Range(0, width).Select(i => Text.Invariant((i / group * group) + lane));
        return $"{Class(width)}.Shuffle({source.Name}, {Class(width)}.Create({string.Join(", ", indices)}))";
    }

    /// <summary>The sums of all chains and groups, as an expression.</summary>
    private string Sum(UnrolledLayer layer, string column, int chains, int width)
    {
        string sum = Chains(column, chains);
        int size = width;
        for (int span = layer.GroupIn(lanes) * layer.GroupsIn(lanes) / 2; span >= layer.GroupIn(lanes); span /= 2)
        {
            string whole = $"{column}_f{Text.Invariant(2 * span)}";
            writer.Line($"{Type(size)} {whole} = {sum};");
            if (span >= 4)
            {
                sum = $"{Class(size)}.GetLower({whole}) + {Class(size)}.GetUpper({whole})";
                size = span;
            }
            else
            {
                string swapped = span == 2 ? "2, 3, 0, 1" : "1, 0, 3, 2";
                sum = $"{whole} + V128.Shuffle({whole}, V128.Create({swapped}))";
            }
        }

        return sum;
    }

    /// <summary>The sums of all chains, as an expression.</summary>
    private static string Chains(string column, int chains)
    {
        string[] parts = [.. Enumerable.Range(0, chains).Select(chain => $"{column}_s{Text.Invariant(chain)}")];
        while (parts.Length > 1)
        {
            parts = [.. Enumerable.Range(0, parts.Length / 2).Select(i => $"({parts[2 * i]} + {parts[(2 * i) + 1]})")];
        }

        return parts[0];
    }

    private static string Activated(UnrolledLayer layer, string sum) =>
        layer.Activations.Aggregate(sum, static (value, activation) => $"SN::RegisterRow.Apply({activation.Function}, {value})");
}
