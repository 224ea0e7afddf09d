using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace StaticNet;

/// <summary>A named tensor of a safetensors file: element type, shape and values.</summary>
public sealed class SafetensorsTensor
{
    private readonly long[] _shape;

    /// <summary>A tensor over the bytes of its values, which are used in place.</summary>
    /// <param name="name">Name, unique in the file.</param>
    /// <param name="dataType">Element type as files name it, such as <see cref="SafetensorsDataType.F32"/>.</param>
    /// <param name="shape">Length of each axis; empty for a scalar.</param>
    /// <param name="data">The values, little-endian and row-major.</param>
    /// <exception cref="ArgumentException">
    /// A length is negative, or the number of bytes is not what shape and element type (if known) require.
    /// </exception>
    public SafetensorsTensor(string name, string dataType, ReadOnlySpan<long> shape, ReadOnlyMemory<byte> data)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentException.ThrowIfNullOrEmpty(dataType);
        if (CheckSize(dataType, shape, data.Length) is { } problem)
        {
            throw new ArgumentException($"Tensor '{name}': {problem}.");
        }

        Name = name;
        DataType = dataType;
        _shape = shape.ToArray();
        Data = data;
    }

    /// <summary>Name, unique in the file.</summary>
    public string Name { get; }

    /// <summary>Element type as the file names it, such as <see cref="SafetensorsDataType.F32"/>.</summary>
    public string DataType { get; }

    /// <summary>Length of each axis; empty for a scalar.</summary>
    public ReadOnlySpan<long> Shape => _shape;

    /// <summary>Number of elements: the product of the shape, 1 for a scalar.</summary>
    public long Count => Product(_shape)!.Value;

    /// <summary>The values, little-endian and row-major. They may begin at any address, aligned or not.</summary>
    public ReadOnlyMemory<byte> Data { get; }

    /// <summary>A tensor that holds a copy of the values.</summary>
    /// <typeparam name="T">A type that <see cref="SafetensorsDataType"/> names.</typeparam>
    /// <exception cref="ArgumentException">The number of values is not the product of the shape.</exception>
    /// <exception cref="NotSupportedException">No element type corresponds to <typeparamref name="T"/>.</exception>
    public static SafetensorsTensor Create<T>(string name, ReadOnlySpan<long> shape, ReadOnlySpan<T> values)
        where T : unmanaged
    {
        string dataType = SafetensorsDataType.Of<T>()
            ?? throw new NotSupportedException($"Tensor '{name}': safetensors files hold no elements of type {typeof(T).Name}.");
        byte[] data = MemoryMarshal.AsBytes(values).ToArray();
        ToggleEndianness(data, Unsafe.SizeOf<T>());
        return new SafetensorsTensor(name, dataType, shape, data);
    }

    /// <summary>The values, row-major.</summary>
    /// <typeparam name="T">The type that <see cref="SafetensorsDataType"/> names for the element type.</typeparam>
    /// <exception cref="InvalidDataException">The tensor's elements are of another type; nothing is converted.</exception>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        CheckType<T>();
        var values = new T[Data.Length / Unsafe.SizeOf<T>()];
        CopyTo<T>(values);
        return values;
    }

    /// <summary>Copies the values, row-major.</summary>
    /// <typeparam name="T">The type that <see cref="SafetensorsDataType"/> names for the element type.</typeparam>
    /// <param name="destination">Overwritten; exactly <see cref="Count"/> long.</param>
    /// <exception cref="InvalidDataException">The tensor's elements are of another type; nothing is converted.</exception>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        CheckType<T>();
        if (destination.Length != Count)
        {
            throw new ArgumentException(
                $"Tensor '{Name}': expected a length of {Count}, found {destination.Length}.", nameof(destination));
        }

        Span<byte> bytes = MemoryMarshal.AsBytes(destination);
        Data.Span.CopyTo(bytes);
        ToggleEndianness(bytes, Unsafe.SizeOf<T>());
    }

    /// <summary>Why a tensor cannot have that many bytes, or null if it can.</summary>
    internal static string? CheckSize(string dataType, ReadOnlySpan<long> shape, long bytes)
    {
        if (shape.ContainsAnyInRange(long.MinValue, -1))
        {
            return $"the shape {Format(shape)} has a negative length";
        }

        // The product matters even where the size of an element is unknown: whoever multiplies the shape later must not overflow.
        if (Product(shape) is not { } count)
        {
            return $"the number of elements of shape {Format(shape)} exceeds 64 bits";
        }

        if (SafetensorsDataType.SizeOf(dataType) is { } size && (Int128)count * size != bytes)
        {
            return $"expected {(Int128)count * size} bytes for shape {Format(shape)} of {dataType}, found {bytes}";
        }

        return null;
    }

    private static long? Product(ReadOnlySpan<long> shape)
    {
        if (shape.Contains(0))
        {
            return 0;
        }

        Int128 product = 1;
        foreach (long length in shape)
        {
            product *= length;
            if (product > long.MaxValue)
            {
                return null;
            }
        }

        return (long)product;
    }

    private static string Format(ReadOnlySpan<long> shape) => $"[{string.Join(", ", shape.ToArray())}]";

    private static void ToggleEndianness(Span<byte> bytes, int size)
    {
        if (BitConverter.IsLittleEndian)
        {
            return;
        }

        for (int start = 0; start < bytes.Length; start += size)
        {
            bytes.Slice(start, size).Reverse();
        }
    }

    private void CheckType<T>()
        where T : unmanaged
    {
        if (SafetensorsDataType.Of<T>() != DataType)
        {
            throw new InvalidDataException(
                $"Tensor '{Name}': expected elements of type {SafetensorsDataType.Of<T>() ?? typeof(T).Name}, found {DataType}.");
        }
    }
}
