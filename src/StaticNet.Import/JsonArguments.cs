using System.Text.Json;
using System.Text.Unicode;

namespace StaticNet.Importing;

/// <summary>An object of a model's description: arguments by name, each of the type expected or refused.</summary>
internal readonly struct JsonArguments(JsonElement element, string source, string what)
{
    /// <summary>The description of a model.</summary>
    /// <exception cref="InvalidDataException">This is no JSON.</exception>
    public static JsonArguments Parse(ReadOnlyMemory<byte> json, string source)
    {
        if (!Utf8.IsValid(json.Span))
        {
            throw new InvalidDataException($"'{source}': the description of the model is not the JSON expected (it holds bytes that are not UTF-8)");
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return new JsonArguments(document.RootElement.Clone(), source, "the model");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"'{source}': the description of the model is not the JSON expected ({exception.Message})", exception);
        }
    }

    /// <summary>Whether there is an argument of that name that is not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    public string? Text(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.String } value => TextOf(value),
        { } value => throw Unexpected(name, "text", value),
    };

    public double Number(string name, double otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.Number } value when value.TryGetDouble(out double number) && double.IsFinite(number) => number,
        { } value => throw Unexpected(name, "a number", value),
    };

    public int Integer(string name, int otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt32(out int number) => number,
        { } value => throw Unexpected(name, "a whole number", value),
    };

    public bool Flag(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Unexpected(name, "true or false", value),
    };

    /// <summary>Whole numbers, or one of them alone; null in their place becomes 0. Null if there are none.</summary>
    public int[]? Integers(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.Number)
        {
            return [Integer(name, 0)];
        }

        var numbers = new List<int>();
        foreach (JsonElement item in value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Unexpected(name, "whole numbers", value))
        {
            int number = 0;
            if (item.ValueKind != JsonValueKind.Null && (item.ValueKind != JsonValueKind.Number || !item.TryGetInt32(out number)))
            {
                throw Unexpected(name, "whole numbers", value);
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    /// <summary>Numbers, of arrays in arrays as well, or one of them alone. Null if there are none.</summary>
    public double[]? Numbers(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        var numbers = new List<double>();
        JsonArguments self = this;
        Add(value);
        return [.. numbers];

        void Add(JsonElement element)
        {
            if (element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number))
            {
                numbers.Add(number);
                return;
            }

            foreach (JsonElement item in element.ValueKind == JsonValueKind.Array ? element.EnumerateArray() : throw self.Unexpected(name, "numbers", value))
            {
                Add(item);
            }
        }
    }

    /// <summary>An object, or null if there is none or another value.</summary>
    public JsonArguments? Object(string name) =>
        Find(name) is { ValueKind: JsonValueKind.Object } value ? new JsonArguments(value, source, what) : null;

    /// <summary>The objects of an array; null if it is no array.</summary>
    public IReadOnlyList<JsonArguments>? Objects(string name)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.Array } value)
        {
            return null;
        }

        (string from, string described) = (source, what);
        return [.. value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Object
            ? new JsonArguments(item, from, described)
            : throw new InvalidDataException($"'{from}', {described}: expected objects as {name}, found {item.ValueKind}."))];
    }

    /// <summary>The same object under another name in messages.</summary>
    public JsonArguments Called(string name) => new(element, source, name);

    /// <summary>The arrays of numbers in an array, each rectangular. Null if there are none.</summary>
    public IReadOnlyList<(int[] Shape, float[] Values)>? Arrays(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        JsonArguments self = this;
        return [.. (value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : throw Unexpected(name, "arrays of numbers", value)).Select(item =>
        {
            var shape = new List<int>();
            for (JsonElement first = item; first.ValueKind == JsonValueKind.Array; first = first[0])
            {
                shape.Add(first.GetArrayLength());
                if (shape[^1] == 0)
                {
                    throw self.Unexpected(name, "arrays of numbers", item);
                }
            }

            var numbers = new List<float>();
            Add(item, 0);
            return (shape.ToArray(), numbers.ToArray());

            void Add(JsonElement element, int axis)
            {
                if (axis == shape.Count)
                {
                    numbers.Add(element.ValueKind == JsonValueKind.Number && element.TryGetDouble(out double number)
                        ? (float)number
                        : throw self.Unexpected(name, "arrays of numbers", item));
                    return;
                }

                if (element.ValueKind != JsonValueKind.Array || element.GetArrayLength() != shape[axis])
                {
                    throw self.Unexpected(name, "arrays whose rows are equally long", item);
                }

                foreach (JsonElement part in element.EnumerateArray())
                {
                    Add(part, axis + 1);
                }
            }
        })];
    }

    /// <summary>
    /// The pairs of a name and an object in an array: <c>[["scale", {}], ["net", {}]]</c>. Null where the object is none. Null if there are none.
    /// </summary>
    public IReadOnlyList<(string Name, JsonArguments? Object)>? NamedObjects(string name)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        (string from, JsonArguments self) = (source, this);
        JsonElement.ArrayEnumerator items = value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray()
            : throw Unexpected(name, "pairs of a name and an object", value);
        return [.. items.Select(item =>
            item.ValueKind == JsonValueKind.Array && item.GetArrayLength() == 2 && item[0].ValueKind == JsonValueKind.String
                ? (TextOf(item[0]), item[1].ValueKind == JsonValueKind.Object ? new JsonArguments(item[1], from, $"'{TextOf(item[0])}'") : (JsonArguments?)null)
                : throw self.Unexpected(name, "pairs of a name and an object", value))];
    }

    public InvalidDataException Refused(string problem) => new($"'{source}', {what}: {problem}.");

    /// <summary>The argument of that name, unless it is null.</summary>
    public JsonElement? Find(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null
            ? value
            : null;

    /// <summary>A text, whatever it holds.</summary>
    public static string TextOf(JsonElement value)
    {
        try
        {
            return value.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair, escaped.
            return "\uFFFD";
        }
    }

    private InvalidDataException Unexpected(string name, string expected, JsonElement value)
    {
        string text = value.GetRawText();
        return Refused($"expected {expected} as {name}, found {(text.Length <= 60 ? text : $"{text[..60]}...")}");
    }
}
