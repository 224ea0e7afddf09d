using StaticNet.Generator.Model;

namespace StaticNet.Generator.Emission;

/// <summary>
/// The predictor's methods beside those on floats and numbers of classes: classes as the user's enum, rows as the user's struct, samples as bytes. A
/// method is as visible as its types.
/// </summary>
internal static class FaceCode
{
    private const string Rows = "global::System.ReadOnlySpan<float>";
    private const string Bytes = "global::System.ReadOnlySpan<byte>";
    private const string Values = "global::System.Span<float>";
    private const string Indices = "global::System.Span<int>";

    private const string SampleException =
        "<exception cref=\"global::System.ArgumentException\">The length is not a sample's.</exception>";

    private const string BatchException =
        "<exception cref=\"global::System.ArgumentException\">A length is no multiple of a sample's, or the two disagree.</exception>";

    /// <param name="faces">What there is.</param>
    /// <param name="predictBytes">Prints how a batch of bytes is predicted.</param>
    /// <param name="classifyBytes">Prints how a batch of bytes is classified.</param>
    public static IEnumerable<FaceMethod> Methods(Faces faces, Action<CodeWriter> predictBytes, Action<CodeWriter> classifyBytes) =>
        (faces.Classes is { } classes ? OfClasses(classes) : [])
            .Concat(faces.Row is { } row ? OfRows(row, faces.Classes) : [])
            .Concat(faces.Bytes ? OfBytes(faces.Classes, predictBytes, classifyBytes) : []);

    private static IEnumerable<FaceMethod> OfClasses(ClassEnum classes)
    {
        yield return new(
            $"""
            <summary>The class of one sample: that of the largest logit. Softmax is skipped.</summary>
            <param name="input">One sample.</param>
            {SampleException}
            """,
            $"{Visibility(classes)} new {classes.Reference} Classify({Rows} input)",
            writer => writer.Line($"return ({classes.Reference})ClassifyIndex(input);"));
        yield return new(
            $"""
            <summary>The classes of a batch.</summary>
            <param name="input"><c>[batch, input]</c>, row-major.</param>
            <param name="classes">One class a sample, overwritten.</param>
            {BatchException}
            """,
            $"{Visibility(classes)} void Classify({Rows} input, global::System.Span<{classes.Reference}> classes)",
            writer => Named(writer, classes, "Classify"));
    }

    private static IEnumerable<FaceMethod> OfRows(RowType row, ClassEnum? classes)
    {
        string visibility = row.IsPublic && classes?.IsPublic != false ? "public" : "internal";
        string one = $"SN::RowValues.Of(new global::System.ReadOnlySpan<{row.Reference}>(in row), InputSize)";
        const string All = "SN::RowValues.Of(rows, InputSize)";
        string columns = $"<param name=\"row\">Its columns: {Text.Xml(row.Listed)}.</param>";
        string result = classes?.Reference ?? "int";
        yield return new(
            $"""
            <summary>Predicts one row.</summary>
            {columns}
            <param name="output">As many values as the network gives, overwritten.</param>
            <exception cref="global::System.ArgumentException">The output has another length.</exception>
            """,
            $"{(row.IsPublic ? "public" : "internal")} void Predict(in {row.Reference} row, {Values} output)",
            writer => writer.Line($"Predict({one}, output);"));
        yield return new(
            $"""
            <summary>Predicts rows, read where they are.</summary>
            <param name="rows">Any number.</param>
            <param name="output"><c>[rows, output]</c>, row-major, overwritten.</param>
            <exception cref="global::System.ArgumentException">The output has another length.</exception>
            """,
            $"{(row.IsPublic ? "public" : "internal")} void Predict(global::System.ReadOnlySpan<{row.Reference}> rows, {Values} output)",
            writer => writer.Line($"Predict({All}, output);"));
        yield return new(
            $"""
            <summary>The class of one row: that of the largest logit. Softmax is skipped.</summary>
            {columns}
            """,
            $"{visibility} {result} Classify(in {row.Reference} row)",
            writer => writer.Line($"return Classify({one});"));
        foreach ((string type, string access) in Results(classes))
        {
            yield return new(
                """
                <summary>The classes of rows, read where they are.</summary>
                <param name="rows">Any number.</param>
                <param name="classes">One class a row of logits, overwritten.</param>
                <exception cref="global::System.ArgumentException">There are not as many classes.</exception>
                """,
                $"{(access == "public" ? visibility : access)} void Classify(global::System.ReadOnlySpan<{row.Reference}> rows, {type} classes)",
                writer => writer.Line($"Classify({All}, classes);"));
        }
    }

    private static IEnumerable<FaceMethod> OfBytes(ClassEnum? classes, Action<CodeWriter> predict, Action<CodeWriter> classify)
    {
        yield return new(
            $"""
            <summary>Predicts a batch of bytes, with the bits that the same values as floats give.</summary>
            <param name="input"><c>[batch, input]</c>, row-major, values 0 to 255.</param>
            <param name="output"><c>[batch, output]</c>, row-major, overwritten.</param>
            {BatchException}
            """,
            $"public void PredictBytes({Bytes} input, {Values} output)",
            predict);
        yield return new(
            $"""
            <summary>The classes of a batch of bytes, those that the same values as floats have.</summary>
            <param name="input"><c>[batch, input]</c>, row-major, values 0 to 255.</param>
            <param name="classes">One class a row of logits, overwritten.</param>
            {BatchException}
            """,
            $"public void ClassifyBytes({Bytes} input, {Indices} classes)",
            classify);
        yield return new(
            $"""
            <summary>The class of one sample of bytes: that of the largest logit. Softmax is skipped.</summary>
            <param name="input">One sample, values 0 to 255.</param>
            {SampleException}
            """,
            $"{(classes is null ? "public" : Visibility(classes))} {classes?.Reference ?? "int"} ClassifyBytes({Bytes} input)",
            writer =>
            {
                writer.Line("int label = 0;");
                writer.Line($"ClassifyBytes(input, new {Indices}(ref label));");
                writer.Line($"return {(classes is null ? "" : $"({classes.Reference})")}label;");
            });
        if (classes is not null)
        {
            yield return new(
                $"""
                <summary>The classes of a batch of bytes, those that the same values as floats have.</summary>
                <param name="input"><c>[batch, input]</c>, row-major, values 0 to 255.</param>
                <param name="classes">One class a sample, overwritten.</param>
                {BatchException}
                """,
                $"{Visibility(classes)} void ClassifyBytes({Bytes} input, global::System.Span<{classes.Reference}> classes)",
                writer => Named(writer, classes, "ClassifyBytes"));
        }
    }

    private static string Visibility(ClassEnum classes) => classes.IsPublic ? "public" : "internal";

    /// <summary>The spans that classes of a batch may be written to, and how visible these are.</summary>
    private static IEnumerable<(string Type, string Access)> Results(ClassEnum? classes) =>
        classes is null ? [(Indices, "public")] : [(Indices, "public"), ($"global::System.Span<{classes.Reference}>", Visibility(classes))];

    /// <summary>Prints how numbers of classes become members of the enum, a block at a time.</summary>
    private static void Named(CodeWriter writer, ClassEnum classes, string method)
    {
        writer.Line("int batch = BatchOf(input, classes, InputSize, 1);");
        writer.Line($"{Indices} labels = stackalloc int[global::System.Math.Min(batch, 256)];");
        using (writer.Braces("for (int next = 0; next < batch; next += labels.Length)"))
        {
            writer.Line("// The last block is as long as the others and may overlap: a sample left alone could come to another class.");
            writer.Line("int start = global::System.Math.Min(next, batch - labels.Length);");
            writer.Line($"{method}(input.Slice(start * InputSize, labels.Length * InputSize), labels);");
            using (writer.Braces("for (int i = 0; i < labels.Length; i++)"))
            {
                writer.Line($"classes[start + i] = ({classes.Reference})labels[i];");
            }
        }
    }
}
