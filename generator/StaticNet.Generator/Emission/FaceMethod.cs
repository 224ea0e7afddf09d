namespace StaticNet.Generator.Emission;

/// <summary>A method of the predictor's surface.</summary>
/// <param name="Documentation">Lines of its documentation comment, without slashes.</param>
/// <param name="Header">Up to its parameters.</param>
/// <param name="Body">Prints what stands between its braces.</param>
internal sealed record FaceMethod(string Documentation, string Header, Action<CodeWriter> Body)
{
    public void Print(CodeWriter writer)
    {
        Document(writer);
        using (writer.Braces(Header))
        {
            Body(writer);
        }
    }

    /// <summary>The method with another body, of one expression.</summary>
    public void Print(CodeWriter writer, string expression)
    {
        Document(writer);
        writer.Line($"{Header} => {expression};");
    }

    private void Document(CodeWriter writer)
    {
        foreach (string line in Documentation.Replace("\r\n", "\n").Split('\n'))
        {
            writer.Line("/// " + line);
        }
    }
}
