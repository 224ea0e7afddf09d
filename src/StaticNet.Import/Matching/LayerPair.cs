namespace StaticNet.Importing.Matching;

/// <summary>A layer of a file and the declared layer that takes its weights.</summary>
internal sealed record LayerPair(ForeignLayer Foreign, DeclaredLayer Declared)
{
    /// <summary>The tensor of the file that a declared tensor takes; null if there is none.</summary>
    public ForeignTensor? Find(ParameterView view) => Find(Foreign, DeclaredLayer.Suffix(view));

    /// <summary>Tensors of the file that no declared one takes. How many batches a moving average has seen is only kept where it matters.</summary>
    public IEnumerable<ForeignTensor> Rest()
    {
        ForeignTensor?[] taken = [.. Declared.Tensors.Select(Find)];
        return Foreign.Tensors.Where(tensor => tensor.Name != "batches" && !Array.Exists(taken, other => ReferenceEquals(other, tensor)));
    }

    /// <summary>Whether names and lengths agree, all of them.</summary>
    public static bool Fits(DeclaredLayer declared, ForeignLayer foreign)
    {
        var pair = new LayerPair(foreign, declared);
        return declared.Tensors.All(view => pair.Find(view) is { } tensor && tensor.Shape.AsSpan().SequenceEqual(view.Shape)) && !pair.Rest().Any();
    }

    /// <summary>Problems of settings: those of the file that differ from the declared ones.</summary>
    /// <param name="isComplete">Whether the file has all settings, so that one it leaves out is the default.</param>
    public IEnumerable<string> Differences(bool isComplete)
    {
        foreach ((string name, object declared) in Declared.Settings)
        {
            object? found = Foreign.Settings.GetValueOrDefault(name) ?? (isComplete ? LayerSettings.Default(Foreign.Kind, name) : null);
            if (found is int axis && name == "axis")
            {
                found = LayerSettings.Axis(axis, Declared.InputShape.Length);
            }

            if (found is not null && !LayerSettings.AreEqual(found, declared))
            {
                yield return FormattableString.Invariant(
                    $"{Foreign.Kind} '{Foreign.Name}' has {name} {found}; {Declared.Name} declares {declared}");
            }
        }
    }

    private static ForeignTensor? Find(ForeignLayer foreign, string suffix)
    {
        ForeignTensor? Named(string name) => foreign.Tensors.FirstOrDefault(tensor => tensor.Name == name);
        return Named(suffix) ?? (suffix switch
        {
            "gamma" or "beta" => Named(ForeignTensorNames.GammaOrBeta),

            // A vector alone that multiplies is one or the other, which a file of weights does not say.
            "slope" when foreign.Tensors.Count == 1 => Named("gamma"),
            _ => null,
        }) ?? (suffix == "gamma" && foreign.Tensors.Count == 1 ? Named("slope") : null);
    }
}
