using System.Collections;
using StaticNet.Kernels;

namespace StaticNet;

/// <summary>All parameters of a network, their gradients, or its statistics, in network order.</summary>
public sealed class ParameterCollection : IReadOnlyList<ParameterView>
{
    private readonly Arena _arena;
    private readonly TensorLayout[] _layouts;

    internal ParameterCollection(Arena arena, TensorLayout[] layouts)
    {
        _arena = arena;
        _layouts = layouts;
    }

    /// <inheritdoc/>
    public int Count => _layouts.Length;

    /// <inheritdoc/>
    public ParameterView this[int index] => new(_arena, _layouts[index]);

    /// <summary>The tensor called <paramref name="name"/>, such as <c>dense1.kernel</c>.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name; the message lists those there are.</exception>
    public ParameterView this[string name]
    {
        get
        {
            foreach (TensorLayout layout in _layouts)
            {
                if (layout.Name == name)
                {
                    return new ParameterView(_arena, layout);
                }
            }

            throw new KeyNotFoundException($"No tensor is called '{name}'. There are: {string.Join(", ", _layouts.Select(static l => l.Name))}.");
        }
    }

    /// <inheritdoc/>
    public IEnumerator<ParameterView> GetEnumerator()
    {
        foreach (TensorLayout layout in _layouts)
        {
            yield return new ParameterView(_arena, layout);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
