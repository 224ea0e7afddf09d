using System.Text.Json;

namespace StaticNet.Importing.Keras;

/// <summary>What a layer reads.</summary>
internal static class KerasInputs
{
    /// <summary>
    /// The names of the layers that a layer reads, in either notation: <c>[["dense", 0, 0, {}]]</c> of Keras 2 or the <c>keras_history</c> of Keras 3.
    /// </summary>
    public static IReadOnlyList<string> Of(JsonArguments layer)
    {
        var names = new List<string>();
        if (layer.Find("inbound_nodes") is { } nodes)
        {
            Collect(nodes);
        }

        return names;

        void Collect(JsonElement value)
        {
            if (value.ValueKind == JsonValueKind.Array)
            {
                if (value.GetArrayLength() >= 3 && value[0].ValueKind == JsonValueKind.String
                    && value[1].ValueKind == JsonValueKind.Number && value[2].ValueKind == JsonValueKind.Number)
                {
                    names.Add(JsonArguments.TextOf(value[0]));
                    return;
                }

                foreach (JsonElement item in value.EnumerateArray())
                {
                    Collect(item);
                }
            }
            else if (value.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty property in value.EnumerateObject())
                {
                    Collect(property.Value);
                }
            }
        }
    }
}
