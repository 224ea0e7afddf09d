using System.Reflection;
using StaticNet.Generator.Tests.Networks;

namespace StaticNet.Generator.Tests.Prediction;

/// <summary>Networks whose samples are a struct of the user's: the columns are its fields in their order, by name.</summary>
[Collection(nameof(AllocationTests))]
public sealed class RowTests : IDisposable
{
    private const string Declarations = """
        using System;
        using System.Linq;
        using StaticNet;

        namespace Flowers;

        public enum Species { Setosa, Versicolor, Virginica }

        public readonly record struct Flower(float SepalLength, float SepalWidth)
        {
            public float PetalLength { get; init; }

            public float Sum => SepalLength + SepalWidth;

            public static float Unit;
        }

        public struct Reordered
        {
            public float SepalWidth;
            public float SepalLength, PetalLength;
        }

        [Input<Flower>, Standardize] [Dense(40), Tanh, Dense(3), Softmax] [Classes<Species>]
        public sealed partial class Iris;

        [Input<Reordered>, Standardize] [Dense(40), Tanh, Dense(3), Softmax]
        public sealed partial class OtherIris;

        [Input(3), Standardize] [Dense(40), Tanh, Dense(3), Softmax]
        public sealed partial class NamelessIris;

        internal record struct Hidden(float X);

        [Input<Hidden>] [Dense(1)]
        public sealed partial class HiddenNet;

        [Input<System.Numerics.Vector3>] [Dense(2)]
        public sealed partial class VectorNet;

        public static class Use
        {
            /// <summary>Rows beside the same values as floats: what differs, in words.</summary>
            public static string Iris(Network network, float[] values)
            {
                Iris.Predictor predictor = ((Iris)network).ToPredictor();
                Flower[] rows = [.. values.Chunk(3).Select(static row => new Flower(row[0], row[1]) { PetalLength = row[2] })];
                float[] expected = new float[rows.Length * Flowers.Iris.OutputSize];
                float[] actual = new float[expected.Length];
                int[] indices = new int[rows.Length];
                Species[] classes = new Species[rows.Length];
                predictor.Predict(values, expected);
                predictor.Predict(rows, actual);
                if (!expected.SequenceEqual(actual))
                {
                    return "rows";
                }

                predictor.Classify(rows, indices);
                predictor.Classify(rows, classes);
                for (int i = 0; i < rows.Length; i++)
                {
                    Span<float> one = stackalloc float[Flowers.Iris.OutputSize];
                    Span<float> same = stackalloc float[Flowers.Iris.OutputSize];
                    predictor.Predict(in rows[i], one);
                    predictor.Predict(values.AsSpan(3 * i, 3), same);
                    if (!one.SequenceEqual(same) || predictor.Classify(in rows[i]) != classes[i] || (int)classes[i] != indices[i]
                        || predictor.Classify(values.AsSpan(3 * i, 3)) != classes[i])
                    {
                        return "row " + i;
                    }
                }

                return "";
            }

            /// <summary>Bytes that rows allocate.</summary>
            public static long Allocated(Network network)
            {
                Iris.Predictor predictor = ((Iris)network).ToPredictor();
                Flower[] rows = [new(1, 2), new(3, 4), new(5, 6)];
                Species[] classes = new Species[3];
                float[] output = new float[9];
                long least = long.MaxValue;
                for (int measurement = 0; measurement < 3 && least > 0; measurement++)
                {
                    long before = GC.GetAllocatedBytesForCurrentThread();
                    for (int call = 0; call < 200; call++)
                    {
                        predictor.Predict(rows, output);
                        predictor.Predict(in rows[1], output.AsSpan(0, 3));
                        predictor.Classify(rows, classes);
                        classes[0] = predictor.Classify(in rows[2]);
                    }

                    least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
                }

                return least;
            }

            public static void WrongLength(Network network) => ((Iris)network).ToPredictor().Predict(new Flower[3], new float[8]);

            internal static int Others(HiddenNet hidden, VectorNet vector, float[] output)
            {
                Hidden row = new(3);
                hidden.ToPredictor().Predict(in row, output);
                return hidden.ToPredictor().Classify(row) + vector.ToPredictor().Classify(new System.Numerics.Vector3(1, 2, 3));
            }
        }
        """;

    private static readonly Lazy<Assembly> _assembly = new(static () => CompilerHarness.Load(Declarations));

    private readonly string _file = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(300)]
    public void Rows_give_the_bits_of_their_values(int rows)
    {
        Network network = Fitted();
        var random = new Random(1);

        Assert.Equal("", Use("Iris", network, Enumerable.Range(0, rows * 3).Select(_ => random.NextSingle() * 5).ToArray()));
    }

    [Fact]
    public void Rows_allocate_nothing() => Assert.Equal(0L, Use("Allocated", Fitted()));

    [Fact]
    public void An_output_of_another_length_is_an_error()
    {
        TargetInvocationException error = Assert.Throws<TargetInvocationException>(() => Use("WrongLength", Create("Iris")));

        Assert.Equal(
            "3 samples give 9 results (3 each); the span holds 8. (Parameter 'output')", Assert.IsType<ArgumentException>(error.InnerException).Message);
    }

    [Fact]
    public void Columns_are_the_fields_in_their_order()
    {
        Assert.Equal(["SepalLength", "SepalWidth", "PetalLength"], Create("Iris").Layout.ColumnNames);
        Assert.Equal(["SepalWidth", "SepalLength", "PetalLength"], Create("OtherIris").Layout.ColumnNames);
        Assert.Equal(["X", "Y", "Z"], Create("VectorNet").Layout.ColumnNames);
        Assert.Empty(Create("NamelessIris").Layout.ColumnNames);
    }

    [Fact]
    public void Names_are_no_part_of_the_architecture() =>
        Assert.Equal(Create("NamelessIris").Layout.ArchitectureHash, Create("Iris").Layout.ArchitectureHash);

    [Fact]
    public void A_file_of_other_columns_is_refused_and_one_without_fits()
    {
        Create("Iris").Save(_file);
        Create("NamelessIris").Load(_file);

        InvalidDataException error = Assert.Throws<InvalidDataException>(() => Create("OtherIris").Load(_file));

        Assert.EndsWith(
            "was saved with the columns SepalLength, SepalWidth, PetalLength; OtherIris has SepalWidth, SepalLength, PetalLength, "
            + "so its inputs mean something else.",
            error.Message,
            StringComparison.Ordinal);
        Create("NamelessIris").Save(_file);
        Create("OtherIris").Load(_file);
    }

    [Fact]
    public void A_message_names_the_column()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => Create("Iris").FitNormalizers(
                DataSet.FromArrays([1, 2, 3, 4, float.NaN, 6], 3, [0, 1], 3, allowNonFinite: true)));

        Assert.StartsWith("Row 1, column 1 (SepalWidth), of the data set is NaN: standardize1 cannot be fitted to it.", error.Message, StringComparison.Ordinal);
    }

    private static Network Fitted()
    {
        Network network = Create("Iris");
        network.FitNormalizers(DataSet.FromArrays([1, 2, 3, 4, 7, 6, 2, 2, 2], 3, [0, 1, 2], 3));
        return network;
    }

    private static object? Use(string method, params object[] arguments) =>
        _assembly.Value.GetType("Flowers.Use", throwOnError: true)!.GetMethod(method)!.Invoke(null, arguments);

    private static Network Create(string name) =>
        (Network)Activator.CreateInstance(_assembly.Value.GetType("Flowers." + name, throwOnError: true)!, 3ul)!;
}
