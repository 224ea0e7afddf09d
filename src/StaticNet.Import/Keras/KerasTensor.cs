using StaticNet.Importing.Hdf5;

namespace StaticNet.Importing.Keras;

/// <summary>Reads a variable of a Keras file.</summary>
internal static class KerasTensor
{
    public static ForeignTensor Read(Hdf5Dataset dataset, string name)
    {
        // What NumPy has no type for, Keras stores as two bytes and names in an attribute.
        bool isBFloat16 = dataset.Values.Type.Class == Hdf5DataClass.Opaque
            && dataset.Attribute("dtype") is { Count: 1 } type && type.ToTexts()[0] == "bfloat16";
        return new ForeignTensor(name, dataset.Values.Shape, dataset.Values.ToFloats(isBFloat16))
        {
            DataType = isBFloat16 ? "bfloat16" : dataset.Values.Type.Name,
        };
    }
}
