namespace StaticNet;

/// <summary>How often each class was met, was predicted, and was both.</summary>
internal sealed class ClassCounts(int classes)
{
    private readonly long[] _right = new long[classes];
    private readonly long[] _predicted = new long[classes];
    private readonly long[] _actual = new long[classes];

    public int Classes => _right.Length;

    public void Clear()
    {
        Array.Clear(_right);
        Array.Clear(_predicted);
        Array.Clear(_actual);
    }

    /// <summary>Counts decisions for one class each.</summary>
    public void Add(int actual, int predicted, long count = 1)
    {
        _actual[actual] += count;
        _predicted[predicted] += count;
        _right[actual] += actual == predicted ? count : 0;
    }

    /// <summary>Counts a decision whether a label applies.</summary>
    public void AddLabel(int label, bool actual, bool predicted)
    {
        _actual[label] += actual ? 1 : 0;
        _predicted[label] += predicted ? 1 : 0;
        _right[label] += actual && predicted ? 1 : 0;
    }

    public ClassScores Of(int @class) => ClassScores.Of(_right[@class], _predicted[@class], _actual[@class]);

    /// <param name="average">Macro, micro or weighted; of two classes, binary.</param>
    /// <param name="countsAbsent">Whether classes that are neither met nor predicted are part of the macro average.</param>
    public ClassScores Of(Average average, bool countsAbsent = false) => average switch
    {
        Average.Binary => Of(1),
        Average.Micro => ClassScores.Of(_right.Sum(), _predicted.Sum(), _actual.Sum()),
        Average.Macro => Mean(i => countsAbsent || _actual[i] + _predicted[i] > 0 ? 1 : 0),
        _ => Mean(i => _actual[i]),
    };

    private ClassScores Mean(Func<int, long> weight)
    {
        double precision = 0;
        double recall = 0;
        double f1 = 0;
        long total = 0;
        for (int i = 0; i < Classes; i++)
        {
            ClassScores scores = Of(i);
            precision += weight(i) * scores.Precision;
            recall += weight(i) * scores.Recall;
            f1 += weight(i) * scores.F1;
            total += weight(i);
        }

        return total == 0
            ? new ClassScores(0, 0, 0, _actual.Sum())
            : new ClassScores(precision / total, recall / total, f1 / total, _actual.Sum());
    }
}
