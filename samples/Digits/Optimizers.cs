using StaticNet;

namespace Digits;

/// <summary>The optimizers by the names they have on the command line.</summary>
internal static class Optimizers
{
    private static readonly Dictionary<string, Func<double, Optimizer>> _byName = new()
    {
        ["sgd"] = rate => Optimizer.Sgd(rate),
        ["momentum"] = rate => Optimizer.Momentum(rate),
        ["nesterov"] = rate => Optimizer.Nesterov(rate),
        ["rmsprop"] = rate => Optimizer.RmsProp(rate),
        ["adam"] = rate => Optimizer.Adam(rate),
        ["adamw"] = rate => Optimizer.AdamW(rate),
        ["adagrad"] = rate => Optimizer.Adagrad(rate),
    };

    public static IEnumerable<string> Names => _byName.Keys;

    public static Optimizer Create(string name, double learningRate) => _byName[name](learningRate);
}
