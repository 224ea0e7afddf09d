namespace StaticNet;

/// <summary>Takes the members of an enum for classes, as <see cref="ClassesAttribute{TEnum}"/> does.</summary>
internal static class EnumClasses
{
    public static MemoryDataSet WithLabels<TClass>(RowCollector<TClass> rows)
        where TClass : struct, Enum
    {
        TClass[] members = Members<TClass>();
        var labels = new int[rows.Expected.Count];
        for (int row = 0; row < labels.Length; row++)
        {
            labels[row] = Array.IndexOf(members, rows.Expected[row]);
            if (labels[row] < 0)
            {
                throw new ArgumentException($"Row {row}: expected a member of {typeof(TClass).Name}, found {rows.Expected[row]}.", nameof(rows));
            }
        }

        return rows.ToDataSet(labels, members.Length).WithNames(classNames: Enum.GetNames<TClass>());
    }

    /// <summary>The members in the order of their values, which have to be 0, 1, 2, ....</summary>
    private static TClass[] Members<TClass>()
        where TClass : struct, Enum
    {
        TClass[] members = Enum.GetValues<TClass>();
        for (int i = 0; i < members.Length; i++)
        {
            if (Convert.ToDecimal(members[i], null) != i)
            {
                throw new ArgumentException(
                    $"Expected an enum of members 0, 1, 2, ..., found {typeof(TClass).Name}.{members[i]} = {members[i]:D} in place of {i}.", nameof(TClass));
            }
        }

        return members.Length > 0
            ? members
            : throw new ArgumentException($"Expected an enum of members 0, 1, 2, ..., found none in {typeof(TClass).Name}.", nameof(TClass));
    }
}
