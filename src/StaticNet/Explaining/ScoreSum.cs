using StaticNet.Kernels;

namespace StaticNet;

/// <summary>Gathers a score over the rows of a data set in memory, in double and in the order of the rows.</summary>
internal sealed class ScoreSum
{
    private readonly NetworkLayout _layout;
    private readonly MemoryDataSet _data;
    private readonly ImportanceScore _score;
    private readonly double[] _probabilities;
    private readonly double[] _squares;
    private double _sum;
    private long _count;

    public ScoreSum(NetworkLayout layout, MemoryDataSet data, ImportanceScore score)
    {
        _layout = layout;
        _data = data;
        _score = score;
        _probabilities = new double[layout.OutputShape[^1]];
        _squares = new double[layout.OutputSize];
    }

    /// <summary>The score by default: accuracy of what tells classes apart, R² of what does not.</summary>
    public static ImportanceScore DefaultOf(NetworkLayout layout) =>
        Probabilities.AreMeant(layout) ? ImportanceScore.Accuracy : ImportanceScore.RSquared;

    /// <summary>Whether more of it is better.</summary>
    public static bool IsGain(ImportanceScore score) => score is ImportanceScore.Accuracy or ImportanceScore.RSquared;

    /// <exception cref="ArgumentException">The score does not fit the network or the data.</exception>
    public static void Check(NetworkLayout layout, MemoryDataSet data, ImportanceScore score, string argument)
    {
        if (score is ImportanceScore.Accuracy or ImportanceScore.LogLoss)
        {
            Probabilities.Require(layout, argument);
        }
        else if (data.HasLabels)
        {
            throw new ArgumentException($"{score} needs targets, and the data set has labels; take Accuracy or LogLoss.", argument);
        }

        if (score == ImportanceScore.RSquared && data.Count < 2)
        {
            throw new ArgumentException("R² needs two rows or more: one has no variance.", argument);
        }
    }

    /// <summary>Starts again.</summary>
    public void Clear()
    {
        _sum = 0;
        _count = 0;
        _squares.AsSpan().Clear();
    }

    /// <summary>Adds a row of the data set, by what the predictor gives for it.</summary>
    public void Add(int row, ReadOnlySpan<float> outputs)
    {
        if (_score is ImportanceScore.Accuracy or ImportanceScore.LogLoss)
        {
            AddDecisions(row, outputs);
            return;
        }

        ReadOnlySpan<float> targets = _data.Target(row);
        for (int i = 0; i < targets.Length; i++)
        {
            double difference = (double)outputs[i] - targets[i];
            _squares[i] += difference * difference;
            _sum += _score == ImportanceScore.MeanAbsoluteError ? Math.Abs(difference) : difference * difference;
        }

        _count += targets.Length;
    }

    /// <summary>The score of the rows that were added; of R², all rows of the data set.</summary>
    public double Value() => _score switch
    {
        ImportanceScore.RSquared => RSquared(),
        ImportanceScore.RootMeanSquaredError => Math.Sqrt(_sum / _count),
        _ => _sum / _count,
    };

    private void AddDecisions(int row, ReadOnlySpan<float> outputs)
    {
        int columns = _probabilities.Length;
        for (int start = 0; start < outputs.Length; start += columns)
        {
            Probabilities.FromOutputs(_layout, outputs.Slice(start, columns), _probabilities);
            ReadOnlySpan<float> targets = _data.HasLabels ? default : _data.Target(row).Slice(start, columns);
            if (Probabilities.AreOfClasses(_layout))
            {
                AddClasses(targets, targets.IsEmpty ? _data.Label(row) : ArgMax(targets));
            }
            else
            {
                AddQuestions(targets, targets.IsEmpty ? _data.Label(row) : 0);
            }
        }
    }

    private void AddClasses(ReadOnlySpan<float> targets, int actual)
    {
        _count++;
        if (_score == ImportanceScore.Accuracy)
        {
            _sum += ArgMax(_probabilities) == actual ? 1 : 0;
        }
        else if (targets.IsEmpty)
        {
            _sum -= SafeLog(_probabilities[actual]);
        }
        else
        {
            for (int i = 0; i < targets.Length; i++)
            {
                _sum -= targets[i] == 0 ? 0 : targets[i] * SafeLog(_probabilities[i]);
            }
        }
    }

    private void AddQuestions(ReadOnlySpan<float> targets, int label)
    {
        for (int i = 0; i < _probabilities.Length; i++)
        {
            double target = targets.IsEmpty ? label : targets[i];
            double probability = _probabilities[i];
            _sum += _score == ImportanceScore.Accuracy
                ? (probability > 0.5) == (target >= 0.5) ? 1 : 0
                : -(target * SafeLog(probability)) - ((1 - target) * SafeLog(1 - probability));
            _count++;
        }
    }

    private double RSquared()
    {
        double sum = 0;
        for (int output = 0; output < _squares.Length; output++)
        {
            double mean = 0;
            for (int row = 0; row < _data.Count; row++)
            {
                mean += _data.Target(row)[output];
            }

            mean /= _data.Count;
            double variation = 0;
            for (int row = 0; row < _data.Count; row++)
            {
                double deviation = _data.Target(row)[output] - mean;
                variation += deviation * deviation;
            }

            // A constant target is explained wholly or not at all.
            sum += variation > 0 ? 1 - (_squares[output] / variation) : _squares[output] > 0 ? 0 : 1;
        }

        return sum / _squares.Length;
    }

    /// <summary>No probability of a float is smaller, other than 0, which would make the mean infinite.</summary>
    private static double SafeLog(double probability) => PortableMath.Log(Math.Max(probability, float.Epsilon));

    private static int ArgMax<T>(ReadOnlySpan<T> values)
        where T : IComparable<T>
    {
        int largest = 0;
        for (int i = 1; i < values.Length; i++)
        {
            largest = values[i].CompareTo(values[largest]) > 0 ? i : largest;
        }

        return largest;
    }

    private static int ArgMax(double[] values) => ArgMax((ReadOnlySpan<double>)values);
}
