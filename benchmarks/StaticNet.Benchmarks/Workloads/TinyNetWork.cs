namespace StaticNet.Benchmarks;

/// <summary>Calls of the smallest networks on their own sealed types, as an application makes them: a virtual call would be a fifth of the time.</summary>
internal static class TinyNetWork
{
    private const int Samples = 4;

    public sealed class Probabilities(TinyNet.Predictor predictor) : Work("probabilities")
    {
        private readonly float[] _input = RandomValues.Array(Samples * TinyNet.InputSize);
        private readonly float[] _output = new float[TinyNet.OutputSize];

        public override void Run(int calls)
        {
            for (int call = 0; call < calls; call++)
            {
                predictor.Predict(_input.AsSpan(call % Samples * TinyNet.InputSize, TinyNet.InputSize), _output);
            }
        }
    }

    /// <summary>Each call's input needs the output of the call before.</summary>
    public sealed class DependentProbabilities(TinyNet.Predictor predictor) : Work("probabilities, each call waiting for the one before")
    {
        private readonly float[] _input = RandomValues.Array(TinyNet.InputSize);
        private readonly float[] _output = new float[TinyNet.OutputSize];

        public override void Run(int calls)
        {
            for (int call = 0; call < calls; call++)
            {
                predictor.Predict(_input, _output);
                _input[0] = _output[0];
            }
        }
    }

    public sealed class Logits(TinyLogitsNet.Predictor predictor) : Work("logits")
    {
        private readonly float[] _input = RandomValues.Array(Samples * TinyLogitsNet.InputSize);
        private readonly float[] _output = new float[TinyLogitsNet.OutputSize];

        public override void Run(int calls)
        {
            for (int call = 0; call < calls; call++)
            {
                predictor.Predict(_input.AsSpan(call % Samples * TinyLogitsNet.InputSize, TinyLogitsNet.InputSize), _output);
            }
        }
    }

    public sealed class Classes(TinyNet.Predictor predictor) : Work("Classify")
    {
        private readonly float[] _input = RandomValues.Array(Samples * TinyNet.InputSize);
        private int _sum;

        public override void Run(int calls)
        {
            for (int call = 0; call < calls; call++)
            {
                _sum += predictor.Classify(_input.AsSpan(call % Samples * TinyNet.InputSize, TinyNet.InputSize));
            }
        }
    }

    public sealed class SmallNetProbability(SmallNet.Predictor predictor) : Work("probability")
    {
        private readonly float[] _input = RandomValues.Array(Samples * SmallNet.InputSize);
        private readonly float[] _output = new float[SmallNet.OutputSize];

        public override void Run(int calls)
        {
            for (int call = 0; call < calls; call++)
            {
                predictor.Predict(_input.AsSpan(call % Samples * SmallNet.InputSize, SmallNet.InputSize), _output);
            }
        }
    }
}
