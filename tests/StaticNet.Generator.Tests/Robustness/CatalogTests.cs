using System.Reflection;
using StaticNet.Generator.Layers;
using StaticNet.Generator.Model;
using StaticNet.Generator.Passes;
using StaticNet.Kernels;

namespace StaticNet.Generator.Tests.Robustness;

/// <summary>What the generator repeats of the library, because it cannot refer to it, is the same there.</summary>
public sealed class CatalogTests
{
    /// <summary>What has an initialiser, by what the names of its numbers start with.</summary>
    private static readonly string[] _vectors = ["Kernel", "Bias", "Gamma", "Beta", "MovingMean", "MovingVariance"];

    /// <summary>Enumerations of the generator with those of the library; passes have some of their own.</summary>
    public static TheoryData<Type, Type> Enumerations()
    {
        var pairs = new TheoryData<Type, Type>();
        foreach (Type copy in typeof(NetworkGenerator).Assembly.GetTypes().Where(static type => type.IsEnum && type.Namespace != typeof(GradientWay).Namespace))
        {
            pairs.Add(copy, typeof(Network).Assembly.GetType($"StaticNet.{copy.Name}", throwOnError: true)!);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Enumerations))]
    public void An_enumeration_has_the_members_of_the_librarys(Type copy, Type original) => Assert.Equal(
        Enum.GetNames(original).Select(name => (name, Convert.ToInt64(Enum.Parse(original, name), null))),
        Enum.GetNames(copy).Select(name => (name, Convert.ToInt64(Enum.Parse(copy, name), null))));

    [Fact]
    public void All_enumerations_that_attributes_take_are_among_them() => Assert.Subset(
        Enumerations().Select(static row => row.Data.Item2).ToHashSet(),
        Attributes().Append(typeof(LossAttribute))
            .SelectMany(static attribute => attribute.GetProperties().Select(static property => property.PropertyType))
            .Where(static type => type.IsEnum)
            .ToHashSet());

    [Fact]
    public void Every_layer_attribute_is_in_the_catalogue_and_back() => Assert.Equal(
        Attributes().Select(Kind).Distinct().Order(StringComparer.Ordinal),
        LayerCatalog.Kinds.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_other_attribute_is_a_setting_and_back() => Assert.Equal(
        typeof(LayerAttribute).Assembly.GetExportedTypes()
            .Where(static type => type.IsSubclassOf(typeof(Attribute)) && !type.IsAssignableTo(typeof(LayerAttribute)))
            .Select(Kind)
            .Order(StringComparer.Ordinal),
        SettingCatalog.Kinds.Order(StringComparer.Ordinal));

    /// <summary>What a layer reads by name must be a constructor parameter or a property of its attribute, or it would always see the default.</summary>
    [Fact]
    public void Every_argument_of_an_attribute_reaches_its_layer()
    {
        foreach (Type attribute in Attributes())
        {
            string kind = Kind(attribute);
            Layer layer = Create(kind, []);
            foreach (Argument argument in Arguments(attribute))
            {
                Assert.True(
                    layer != Create(kind, [.. Needed(argument), argument]),
                    $"[{kind}] with {argument.Name} = {argument.Value} is the layer that it is without.");
            }
        }
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 784)]
    [InlineData(37, 127)]
    [InlineData(64, 128)]
    [InlineData(5, 129)]
    [InlineData(3, 100_000)]
    public void Lists_of_a_sparse_input_take_the_memory_that_is_planned(int rows, int columns)
    {
        Assert.Equal(SparseRows.Floats(rows, columns), (rows * SparseLists.FloatsByRow(columns)) + SparseLists.Slack);
        Assert.Equal(SparseColumns.Floats(rows, columns), rows * SparseLists.FloatsByColumn(columns));
    }

    /// <summary>Activations by the kernel structure that the generated code names.</summary>
    public static TheoryData<string, bool> Activations()
    {
        var activations = new TheoryData<string, bool>();
        foreach (string kind in LayerCatalog.Kinds)
        {
            foreach (Argument[] arguments in new Argument[][] { [], [new Argument("form", 1)] })
            {
                if (Create(kind, arguments) is ActivationLayer activation)
                {
                    activations.Add(activation.Function, activation.NeedsInput);
                }
            }
        }

        return activations;
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void An_activation_keeps_its_input_where_the_kernel_reads_it(string function, bool needsInput)
    {
        string structure = function["new SN::".Length..function.IndexOf('(', StringComparison.Ordinal)];
        Type kernel = typeof(IActivation).Assembly.GetType($"StaticNet.Kernels.{structure}", throwOnError: true)!;

        Assert.True(kernel.IsAssignableTo(typeof(IActivation)));
        Assert.Equal(kernel.GetProperty(nameof(IActivation.UsesInput), BindingFlags.Public | BindingFlags.Static)!.GetValue(null), needsInput);
    }

    private static IEnumerable<Type> Attributes() =>
        typeof(LayerAttribute).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(LayerAttribute)) && !type.IsAbstract);

    /// <summary>An attribute's name without its suffix and the number of its type parameters.</summary>
    private static string Kind(Type attribute) => attribute.Name.Split('`')[0][..^"Attribute".Length];

    /// <summary>Every argument with a value other than its default.</summary>
    private static IEnumerable<Argument> Arguments(Type attribute)
    {
        if (attribute.IsGenericTypeDefinition)
        {
            yield return new Argument(
                attribute.GetGenericArguments().Single().Name,
                new RowType("Row", "global::Row", "", IsUsable: true, IsPublic: true, new EquatableArray<string>(["X"])));
            attribute = attribute.MakeGenericType(typeof(int));
        }

        ConstructorInfo constructor = attribute.GetConstructors().Single();
        foreach (ParameterInfo parameter in constructor.GetParameters())
        {
            yield return new Argument(parameter.Name!, Other(parameter.ParameterType, parameter.HasDefaultValue ? parameter.DefaultValue : null));
        }

        object instance = constructor.Invoke([.. constructor.GetParameters().Select(static parameter => Any(parameter.ParameterType))]);
        foreach (PropertyInfo property in attribute.GetProperties().Where(static property => property.CanWrite && property.Name is not ("Name" or "From")))
        {
            // r_max is 1 or more, as no other number has to be.
            yield return new Argument(property.Name, property.Name == "RMax" ? 2.5 : Other(property.PropertyType, property.GetValue(instance)));
        }
    }

    /// <summary>The choice that a number of an initialiser or a constraint belongs to.</summary>
    private static IEnumerable<Argument> Needed(Argument argument)
    {
        string name = argument.Name;
        if (name is "RMax" or "DMax")
        {
            return [new Argument("Renormalize", true)];
        }

        string? constrained = new[] { "MinNorm", "MaxNorm", "NormRate" }.FirstOrDefault(suffix => name.EndsWith(suffix, StringComparison.Ordinal));
        if (constrained is not null)
        {
            return [new Argument(name[..^constrained.Length] + "Constraint", (int)Constraint.MinMaxNorm)];
        }

        Initializer? needed =
            name.EndsWith("Min", StringComparison.Ordinal) || name.EndsWith("Max", StringComparison.Ordinal) ? Initializer.Uniform
            : name.EndsWith("Mean", StringComparison.Ordinal) || name.EndsWith("Deviation", StringComparison.Ordinal) ? Initializer.Normal
            : name.EndsWith("Value", StringComparison.Ordinal) ? Initializer.Constant
            : null;
        string vector = _vectors.FirstOrDefault(vector => name.Length > vector.Length && name.StartsWith(vector, StringComparison.Ordinal)) ?? "";
        return needed is { } initializer && vector.Length > 0
            ? [new Argument(vector == "Bias" ? "BiasInitializer" : vector, (int)initializer)]
            : [];
    }

    private static object Any(Type type) => type == typeof(int[]) ? new[] { 1 } : type == typeof(string[]) ? new[] { "x" } : Activator.CreateInstance(type)!;

    private static object Other(Type type, object? value) =>
        type == typeof(bool) ? value is not true
        : type == typeof(double) ? value is 0.375 ? 0.5 : 0.375
        : type == typeof(int) ? value is 1 ? 2 : 1
        : type == typeof(int[]) ? new EquatableArray<int>([7])
        : type == typeof(string[]) ? new EquatableArray<string>(["x"])
        : (value is null ? 0 : Convert.ToInt32(value, null)) == 1 ? 0 : 1;

    private static Layer Create(string kind, Argument[] arguments) =>
        LayerCatalog.Create(new LayerDeclaration(kind, new EquatableArray<Argument>(arguments), true), new Reporter());
}
