using System.Buffers.Binary;
using StaticNet.Onnx.Schema;

namespace StaticNet.Onnx.Reading;

/// <summary>Reads tensors, raw or typed, and checks that they hold as many values as their shape says.</summary>
internal static class TensorReader
{
    private const int External = 1;

    public static Constant Read(Tensor tensor, string source)
    {
        InvalidDataException Invalid(string problem) => new($"'{source}', tensor '{Names.Shorten(tensor.Name)}': {problem}.");

        if (tensor.DataLocation == External)
        {
            throw Invalid("its values lie in another file, which is not read; save the model with its weights inside");
        }

        int size = TensorTypes.SizeOf(tensor.DataType)
            ?? throw Invalid($"elements of {TensorTypes.NameOf(tensor.DataType)} are not read; expected float, double, float16, bfloat16 or integers");
        Int128 count = 1;
        foreach (long axis in tensor.Dims)
        {
            count = axis is >= 0 and <= int.MaxValue ? count * axis : throw Invalid($"an axis is {axis}; expected 0 to {int.MaxValue}");
            if (count > Array.MaxLength)
            {
                throw Invalid($"its shape [{string.Join(", ", tensor.Dims)}] has more elements than can be read");
            }
        }

        int[] shape = [.. tensor.Dims.Select(static axis => (int)axis)];
        string type = TensorTypes.NameOf(tensor.DataType);
        if (tensor.HasRawData)
        {
            return tensor.RawData.Length == count * size
                ? new Constant(shape, Raw(tensor.RawData.Span, tensor.DataType, (int)count, size), type)
                : throw Invalid($"expected {count * size} bytes for shape [{string.Join(", ", shape)}] of {type}, found {tensor.RawData.Length}");
        }

        double[] values = Typed(tensor);
        return values.Length == count
            ? new Constant(shape, values, type)
            : throw Invalid($"expected {count} values for shape [{string.Join(", ", shape)}] of {type}, found {values.Length}");
    }

    private static double[] Raw(ReadOnlySpan<byte> bytes, int type, int count, int size)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> element = bytes.Slice(i * size, size);
            values[i] = type switch
            {
                TensorTypes.Float => BinaryPrimitives.ReadSingleLittleEndian(element),
                TensorTypes.Double => BinaryPrimitives.ReadDoubleLittleEndian(element),
                TensorTypes.Float16 => (double)BinaryPrimitives.ReadHalfLittleEndian(element),
                TensorTypes.BFloat16 => FromBFloat16(BinaryPrimitives.ReadUInt16LittleEndian(element)),
                TensorTypes.Int64 => BinaryPrimitives.ReadInt64LittleEndian(element),
                TensorTypes.UInt64 => BinaryPrimitives.ReadUInt64LittleEndian(element),
                TensorTypes.Int32 => BinaryPrimitives.ReadInt32LittleEndian(element),
                TensorTypes.UInt32 => BinaryPrimitives.ReadUInt32LittleEndian(element),
                TensorTypes.Int16 => BinaryPrimitives.ReadInt16LittleEndian(element),
                TensorTypes.UInt16 => BinaryPrimitives.ReadUInt16LittleEndian(element),
                TensorTypes.Int8 => (sbyte)element[0],
                _ => element[0],
            };
        }

        return values;
    }

    private static double[] Typed(Tensor tensor) => tensor.DataType switch
    {
        TensorTypes.Float => [.. tensor.FloatData.Select(static value => (double)value)],
        TensorTypes.Double => [.. tensor.DoubleData],
        TensorTypes.Int64 => [.. tensor.Int64Data.Select(static value => (double)value)],
        TensorTypes.UInt32 or TensorTypes.UInt64 => [.. tensor.Uint64Data.Select(static value => (double)value)],
        TensorTypes.Float16 => [.. tensor.Int32Data.Select(static bits => (double)BitConverter.UInt16BitsToHalf((ushort)bits))],
        TensorTypes.BFloat16 => [.. tensor.Int32Data.Select(static bits => FromBFloat16((ushort)bits))],
        _ => [.. tensor.Int32Data.Select(static value => (double)value)],
    };

    private static double FromBFloat16(ushort bits) => BitConverter.Int32BitsToSingle(bits << 16);
}
