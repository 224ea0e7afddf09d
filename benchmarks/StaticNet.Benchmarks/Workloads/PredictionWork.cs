namespace StaticNet.Benchmarks;

/// <summary>A prediction of one batch through the public API, on samples that change from call to call where the batch is small.</summary>
internal sealed class PredictionWork : Work
{
    private readonly Predictor _predictor;
    private readonly float[] _input;
    private readonly float[] _output;
    private readonly int _samples;
    private readonly int _batches;

    public PredictionWork(string name, Predictor predictor, int batch, float[]? input = null)
        : base(name)
    {
        NetworkLayout layout = predictor.Layout;
        _predictor = predictor;
        _samples = batch * layout.InputSize;
        _input = input ?? RandomValues.Array(_samples * (batch == 1 ? 4 : 1));
        _batches = _input.Length / _samples;
        _output = new float[batch * layout.OutputSize];
        Operations = Cost.OfPrediction(layout, batch);
    }

    public override void Run(int calls)
    {
        int batch = 0;
        for (int call = 0; call < calls; call++)
        {
            _predictor.Predict(_input.AsSpan(batch * _samples, _samples), _output);
            batch = batch + 1 == _batches ? 0 : batch + 1;
        }
    }
}
