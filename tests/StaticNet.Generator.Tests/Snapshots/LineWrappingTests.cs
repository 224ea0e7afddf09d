using StaticNet.Generator.Emission;

namespace StaticNet.Generator.Tests.Snapshots;

public sealed class LineWrappingTests
{
    [Theory]
    [InlineData("Short(a, b);", "Short(a, b);")]
    [InlineData("// A comment is left as it is, however long it may be", "// A comment is left as it is, however long it may be")]
    [InlineData("Method(first, second[i, j], third(x, y), fourth);", "Method(|    first, second[i, j], third(x, y),|    fourth);")]
    [InlineData("return condition ? Some(thing) : Another(thing);", "return condition|    ? Some(thing)|    : Another(thing);")]
    [InlineData("Start(1, 2).Then(a, b, c).Then(d).Pack(e, f);", "Start(1, 2)|    .Then(a, b, c)|    .Then(d)|    .Pack(e, f);")]
    [InlineData("new(\"a, \\\"b, (\", \"c\\\\\", \", d\", third, fourth),", "new(|    \"a, \\\"b, (\", \"c\\\\\", \", d\", third,|    fourth),")]
    [InlineData(
        "Fold(Start(first, second).Then(third).Then(fourth), last);",
        "Fold(|    Start(first, second)|        .Then(third)|        .Then(fourth),|    last);")]
    public void A_long_statement_is_broken_where_a_person_would(string line, string lines) =>
        Assert.Equal(lines.Split('|'), LineWrapping.Wrap(line, limit: 40));
}
