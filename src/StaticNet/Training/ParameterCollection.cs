using System.Collections;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>All parameters of a network, their gradients, or its statistics, in network order.</summary>
public sealed class ParameterCollection : IReadOnlyList<ParameterView>
{
    private readonly ParameterView[] _views;

    internal ParameterCollection(Arena arena, TensorLayout[] layouts) =>
        _views = Array.ConvertAll(layouts, layout => new ParameterView(arena, layout));

    /// <inheritdoc/>
    public int Count => _views.Length;

    /// <inheritdoc/>
    public ParameterView this[int index] => _views[index];

    /// <summary>The tensor called <paramref name="name"/>, such as <c>dense1.kernel</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those there are.</exception>
    public ParameterView this[string name] =>
        Array.Find(_views, view => view.Name == name)
        ?? throw new KeyNotFoundException(
            $"No tensor is called '{name}'. There are: {string.Join(", ", _views.Select(static view => view.Name))}.");

    /// <inheritdoc/>
    public IEnumerator<ParameterView> GetEnumerator() => _views.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
