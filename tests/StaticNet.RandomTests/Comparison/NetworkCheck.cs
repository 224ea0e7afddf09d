using StaticNet.Onnx;
using StaticNet.Onnx.Schema;
using StaticNet.Onnx.Tests.Evaluation;
using StaticNet.RandomTests.Architectures;
using StaticNet.RandomTests.Interpreter;

namespace StaticNet.RandomTests.Comparison;

/// <summary>Puts a compiled network to the test: everything it computes against the interpreter, and the promises about bits.</summary>
internal sealed class NetworkCheck
{
    private const int Steps = 3;

    private readonly Trial _trial;
    private readonly Experiment _experiment;
    private readonly InterpretedNetwork _expected;
    private readonly Func<ulong, Network> _create;
    private readonly Tally _tally;
    private readonly int _batch;
    private int _expectations;

    private NetworkCheck(Trial trial, Func<ulong, Network> create, Tally tally)
    {
        _trial = trial;
        _experiment = Experiment.Prepare(trial) ?? throw new InvalidOperationException("The trial's values leave a sane range.");
        _expected = _experiment.Network;
        _create = create;
        _tally = tally;
        _batch = trial.Batch;
    }

    /// <exception cref="DifferenceException">The network does not do what it must.</exception>
    public static void Run(Trial trial, Func<ulong, Network> create, Tally tally)
    {
        var check = new NetworkCheck(trial, create, tally);
        check.InitialValues();
        check.Normalizers();
        check.Training();
        check.Prediction();
        check.Recalibration();
        check.OptimizerSteps();
        tally.Networks++;
    }

    /// <summary>
    /// What a network holds before anything is set: initial values within their bounds, the same for the same seed, zero padding.
    /// </summary>
    private void InitialValues()
    {
        Network network = _create((ulong)_trial.Seed);
        Network twin = _create((ulong)_trial.Seed);
        foreach ((LayerDescription layer, string name, int[] input) in _trial.Architecture.Named())
        {
            foreach (ParameterView view in network.Parameters.Concat(network.Statistics))
            {
                if (!view.Name.StartsWith(name + ".", StringComparison.Ordinal))
                {
                    continue;
                }

                (double minimum, double maximum) = layer.InitialBounds(view.Name[(name.Length + 1)..], input);
                foreach (float value in view.ToArray())
                {
                    double rounding = 1e-6 * Math.Max(Math.Abs(minimum), Math.Abs(maximum));
                    if (!(double.IsInfinity(maximum) ? float.IsFinite(value) : value >= minimum - rounding && value <= maximum + rounding))
                    {
                        throw new DifferenceException($"{view.Name} starts with {value:R}, and not within [{minimum:R}, {maximum:R}]");
                    }
                }
            }
        }

        Padding.Check(network);
        _tally.CompareBits("initial parameters", network.ParameterArena.Span, twin.ParameterArena.Span);
    }

    /// <summary>What normalisers learn from data.</summary>
    private void Normalizers()
    {
        // How whitening is fitted is tested elsewhere; here it holds a matrix of another origin, to which nothing after it would be fitted.
        if (!_expected.Layers.Any(static layer => layer is NormalizerLayer) || _expected.Layers.Any(static layer => layer is WhitenLayer))
        {
            return;
        }

        Network network = _create(0);
        int outputs = network.Layout.OutputSize;
        network.FitNormalizers(DataSet.FromArrays(_experiment.Input, network.Layout.InputSize, new float[_batch * outputs], outputs));
        foreach (NormalizerLayer layer in _expected.Layers.OfType<NormalizerLayer>())
        {
            float[][] fitted = [.. layer.Statistics.Select(statistic => network.Statistics[statistic.Name].ToArray())];
            for (int column = 0; column < fitted[0].Length; column++)
            {
                double scale = layer.Scale(column);
                double rounding = 1e-6 + (1e-13 * Math.Abs(layer.Center(column) * scale));
                double center = (double)fitted[0][column] + fitted[1][column];
                _tally.Compare("fitted centre", column, center * scale, layer.Center(column) * scale, rounding);
                _tally.Compare("fitted scale", column, fitted[2][column] / scale, 1, 1e-6);
            }
        }
    }

    /// <summary>Forward, backward and moving averages.</summary>
    private void Training()
    {
        Network network = Create(poisoned: true);
        var output = new float[_experiment.OutputGradient.Length];
        var inputGradient = new float[_experiment.Input.Length];
        network.Forward(_experiment.Input, output);
        network.Backward(_experiment.OutputGradient, inputGradient);

        Batch x = _experiment.Batch(_experiment.Input);
        Expectation expectation = Expect(
            pass =>
            {
                Batch y = _expected.Forward(x, pass);
                Batch dy = new(Array.ConvertAll(_experiment.OutputGradient, static value => (double)value), y.Shape);
                Batch dx = _expected.Backward(dy, pass);
                return new Outcome().Add("output", y.Values, y.Columns).Add("input gradient", dx.Values, dx.Columns)
                    .AddGradients(_expected).AddStatistics(_expected);
            },
            isTraining: true);
        _tally.Compare("output", output, expectation["output"]);
        _tally.Compare("input gradient", inputGradient, expectation["input gradient"]);
        CompareTensors(network, expectation);
        Padding.Check(network);

        Network twin = Create(poisoned: false);
        var twinOutput = new float[output.Length];
        twin.Forward(_experiment.Input, twinOutput);
        twin.Backward(_experiment.OutputGradient);
        const string What = "with memory that is not filled with NaN and no gradient of the input, ";
        _tally.CompareBits(What + "output", twinOutput, output);
        _tally.CompareBits(What + "gradients", twin.GradientArena.Span, network.GradientArena.Span);
        _tally.CompareBits(What + "statistics", twin.StatisticArena.Span, network.StatisticArena.Span);
    }

    private void Prediction()
    {
        Network network = Create(poisoned: true);
        int outputSize = network.Layout.OutputSize;
        float[] input = _experiment.PredictionInput;
        var output = new float[_trial.PredictionBatch * outputSize];
        network.PredictUnfolded(input, output);
        Expectation unfolded = ExpectPrediction(isFolded: false);
        _tally.Compare("unfolded prediction", output, unfolded["output"]);
        CompareClasses("unfolded class", ReadClasses(network), unfolded);

        StaticNet.Predictor predictor = network.ToPredictor();
        Expectation folded = ExpectPrediction(isFolded: true);
        predictor.Predict(input, output);
        _tally.Compare("prediction", output, folded["output"]);
        var classes = new int[_trial.PredictionBatch * network.Layout.OutputRows];
        predictor.Classify(input, classes);
        CompareClasses("class", classes, folded);

        int inputSize = network.Layout.InputSize;
        var single = new float[outputSize];
        for (int row = 0; row < Math.Min(3, _trial.PredictionBatch); row++)
        {
            predictor.Predict(input.AsSpan(row * inputSize, inputSize), single);
            _tally.Compare("prediction of one sample", single, folded["output"], row * network.Layout.OutputRows);
            network.PredictUnfolded(input.AsSpan(row * inputSize, inputSize), single);
            _tally.Compare("unfolded prediction of one sample", single, unfolded["output"], row * network.Layout.OutputRows);
        }

        RowBits.Check(network, input, _tally);
        Exported(network, OnnxForm.Unfolded, unfolded);
        Exported(network, OnnxForm.Folded, folded);
        EvaluatedLoss(network);
        Files(network, output);
    }

    /// <summary>Statistics of what every BatchNorm is given, gathered batch by batch.</summary>
    private void Recalibration()
    {
        Network network = Create(poisoned: true);
        if (network.Layout.BatchNorms.Length == 0)
        {
            return;
        }

        Batch x = _experiment.Batch(_experiment.Input);
        Expectation expectation = Expectation.Of(
            _expected,
            pass =>
            {
                var recalibrating = new Pass { Recalibrates = true, Rounding = pass.Rounding, KinkSides = pass.KinkSides, KinkGroup = pass.KinkGroup };
                _ = _expected.Forward(x, recalibrating);
                return new Outcome().AddStatistics(_expected);
            },
            _trial.Seed + (1000 * _expectations++),
            isTraining: false);
        network.NormalizersFitted = true;
        var data = DataSet.FromArrays(_experiment.Input, network.Layout.InputSize, new float[_batch], 1);
        network.RecalibrateStatistics(data, StaticNet.Recalibration.Population, 1 + (_trial.Seed % _batch));
        foreach (ParameterView statistic in network.Statistics)
        {
            bool isMoving = network.Layout.BatchNorms.Any(
                layout => statistic.Name == layout.Name + ".moving_mean" || statistic.Name == layout.Name + ".moving_variance");
            if (isMoving)
            {
                _tally.Compare("recalibrated " + statistic.Name, statistic.ToArray(), expectation[statistic.Name]);
            }
        }
    }

    /// <summary>The loss of what is predicted: what evaluation and validation go by.</summary>
    private void EvaluatedLoss(Network network)
    {
        Batch x = _experiment.Batch(_experiment.PredictionInput);
        Batch values = _expected.ForwardToLoss(x, Pass.Prediction);
        int[]? labels = _experiment.DrawLabels(values);
        float[] targets = _experiment.DrawTargets(values, labels);
        Expectation expectation = Expect(
            pass => new Outcome().Add("loss", [_expected.Evaluate(x, Array.ConvertAll(targets, static value => (double)value), pass)], 1),
            isTraining: false);
        network.InferencePass(_experiment.PredictionInput, _trial.PredictionBatch);
        double loss = network.LossPass(labels, labels is null ? targets : [], _trial.PredictionBatch, gradient: false);
        _tally.Compare("evaluated loss", [(float)loss], expectation["loss"]);
    }

    /// <summary>An ONNX file, computed operator by operator in double precision, is within the bounds that the network itself is held to.</summary>
    private void Exported(Network network, OnnxForm form, Expectation expectation)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"network-{Environment.ProcessId}.onnx");
        network.NormalizersFitted = true;
        OnnxFile.Write(network, path, form);
        Model model = Model.Parser.ParseFrom(File.ReadAllBytes(path));
        File.Delete(path);
        double[] computed = Evaluator.Run(model, _experiment.PredictionInput, _trial.PredictionBatch);
        _tally.Compare($"{form} ONNX file's output", Array.ConvertAll(computed, static value => (float)value), expectation["output"]);
    }

    /// <summary>Saved and loaded, a network is the same, and predicts the same bits.</summary>
    private void Files(Network network, float[] output)
    {
        string path = Path.Combine(AppContext.BaseDirectory, $"network-{Environment.ProcessId}.safetensors");
        network.Save(path);
        Network loaded = _create(0);
        loaded.Load(path);
        File.Delete(path);
        var loadedOutput = new float[output.Length];
        loaded.ToPredictor().Predict(_experiment.PredictionInput, loadedOutput);
        _tally.CompareBits("loaded parameters", loaded.ParameterArena.Span, network.ParameterArena.Span);
        _tally.CompareBits("loaded statistics", loaded.StatisticArena.Span, network.StatisticArena.Span);
        _tally.CompareBits("prediction of the loaded network", loadedOutput, output);
    }

    /// <summary>Three steps of an optimizer, each from the parameters that the network has, so that errors do not add up.</summary>
    private void OptimizerSteps()
    {
        Network network = Create(poisoned: true);
        Network twin = Create(poisoned: false);
        Optimizer optimizer = _trial.Optimizer.Create();
        var state = new OptimizerState(optimizer, network);
        var twinStep = new TrainingStep(twin, new OptimizerState(optimizer, twin));
        SharedTwin[] shared = [.. SharedTwin.ThreadCounts.Select(threads => new SharedTwin(Create(poisoned: true), optimizer, threads))];
        var rule = new InterpretedRule(_trial.Optimizer, _expected.Parameters);
        for (int step = 1; step <= Steps; step++)
        {
            Read(network);
            float[] input = _experiment.DrawInput(_batch);
            Batch x = _experiment.Batch(input);
            if (!_experiment.StaysSane(input))
            {
                return;
            }

            double[][] statistics = [.. _expected.Statistics.Select(static statistic => statistic.Values)];
            Batch values = _expected.ForwardToLoss(x, Pass.Training);
            _expected.Restore(statistics);
            int[]? labels = _experiment.DrawLabels(values);
            float[] targets = _experiment.DrawTargets(values, labels);
            Expectation expectation = Expect(
                pass =>
                {
                    double loss = _expected.Step(x, Array.ConvertAll(targets, static value => (double)value), pass, out _);
                    return new Outcome().Add("loss", [loss], 1).AddGradients(_expected).AddStatistics(_expected);
                },
                isTraining: true);
            _tally.Steps++;
            float[] given = labels is null ? targets : [];
            network.ForwardPass(input, _batch);
            double evaluated = network.LossPass(labels, given, _batch, gradient: false);
            double loss = network.LossPass(labels, given, _batch, gradient: true);
            network.BackwardPass(_batch, inputGradient: false);
            string where = $"in step {step}, ";
            _tally.Compare(where + "loss", 0, loss, expectation["loss"].Values[0], expectation["loss"].Bounds[0]);
            _tally.Compare(where + "loss without gradient", 0, evaluated, loss, 1e-12 * Math.Abs(loss) + 1e-300);
            CompareTensors(network, expectation, where);

            double penalty = rule.Penalty;
            _tally.Compare(where + "penalty", 0, state.Penalty(), penalty, (1e-5 * penalty) + 1e-300);
            foreach (Parameter parameter in _expected.Parameters)
            {
                parameter.Gradient = Widen(network.Gradients[parameter.Name]);
            }

            double[][] bounds = rule.Apply(optimizer.LearningRate);
            state.Apply(optimizer.LearningRate);
            foreach ((Parameter parameter, double[] bound) in _expected.Parameters.Zip(bounds))
            {
                float[] actual = network.Parameters[parameter.Name].ToArray();
                for (int i = 0; i < actual.Length; i++)
                {
                    _tally.Compare(where + "updated " + parameter.Name, i, actual[i], parameter.Values[i], bound[i]);
                }
            }

            double twinLoss = twinStep.Run(input, labels, given, _batch, optimizer.LearningRate);
            _tally.Compare(where + "loss of the whole step", 0, twinLoss, loss + penalty, 1e-6 * (Math.Abs(loss) + penalty) + 1e-300);
            _tally.CompareBits(where + "parameters of the whole step", twin.ParameterArena.Span, network.ParameterArena.Span);
            _tally.CompareBits(where + "statistics of the whole step", twin.StatisticArena.Span, network.StatisticArena.Span);
            foreach (SharedTwin several in shared)
            {
                several.Step(input, labels, given, _batch, optimizer.LearningRate, network, _tally);
            }

            Padding.Check(network);
            Padding.Check(network, state);
            if (step == Steps)
            {
                Allocations(twin, () => twinStep.Run(input, labels, given, _batch, 1e-6));
            }
        }
    }

    /// <summary>
    /// Nothing is allocated by a step or a prediction. The runtime now and then allocates something of its own on the way, so one
    /// repetition that allocates nothing is enough.
    /// </summary>
    private void Allocations(Network network, Action step)
    {
        StaticNet.Predictor predictor = network.ToPredictor();
        var output = new float[_trial.PredictionBatch * network.Layout.OutputSize];
        var classes = new int[_trial.PredictionBatch * network.Layout.OutputRows];
        long fewest = long.MaxValue;
        for (int repetition = 0; repetition < 4 && fewest > 0; repetition++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            step();
            predictor.Predict(_experiment.PredictionInput, output);
            predictor.Classify(_experiment.PredictionInput, classes);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        if (fewest > 0)
        {
            throw new DifferenceException($"A step and two predictions allocate {fewest} bytes");
        }
    }

    private Network Create(bool poisoned)
    {
        Network network = _create((ulong)_trial.Seed);
        foreach (Parameter parameter in _expected.Parameters)
        {
            network.Parameters[parameter.Name].CopyFrom(Array.ConvertAll(parameter.Values, static value => (float)value));
        }

        foreach (Parameter statistic in _expected.Statistics)
        {
            network.Statistics[statistic.Name].CopyFrom(Array.ConvertAll(statistic.Values, static value => (float)value));
        }

        if (poisoned)
        {
            network.Reserve(Math.Max(_batch, _trial.PredictionBatch) + _trial.SpareCapacity);
            network.FillWorkspace(float.NaN);
        }

        foreach (NoiseLayer layer in _experiment.Noises)
        {
            network.SetNoise(layer.Name, Array.ConvertAll(layer.Noise, static value => (float)value), _batch);
        }

        return network;
    }

    private Expectation Expect(Func<Pass, Outcome> run, bool isTraining, bool isFolded = false)
    {
        Expectation expectation = Expectation.Of(_expected, run, _trial.Seed + (1000 * _expectations++), isTraining, isFolded);
        _tally.Close += expectation.CloseCount;
        return expectation;
    }

    private Expectation ExpectPrediction(bool isFolded)
    {
        Batch x = _experiment.Batch(_experiment.PredictionInput);
        return Expect(
            pass =>
            {
                // What is classified by: what softmax or sigmoid, which keep the order, were given.
                Batch[] values = _expected.Run(x, (layer, inputs) => layer.Forward(inputs, pass));
                Batch output = values[^1];
                int place = values.Length - 1;
                while (place >= 0 && _expected.Layers[place] is NoiseLayer or FlattenLayer)
                {
                    place = _expected.Source(place);
                }

                bool isHead = place >= 0 && _expected.Layers[place] is SoftmaxLayer or ElementwiseLayer { IsSigmoid: true };
                place = isHead ? _expected.Source(place) : place;
                Batch logits = place < 0 ? x : values[place];
                return new Outcome().Add("output", output.Values, output.Columns).Add("logits", logits.Values, output.Columns);
            },
            isTraining: false,
            isFolded);
    }

    private int[] ReadClasses(Network network)
    {
        var classes = new int[_trial.PredictionBatch * network.Layout.OutputRows];
        network.InferencePass(_experiment.PredictionInput, _trial.PredictionBatch);
        network.ReadClasses(classes, _trial.PredictionBatch);
        return classes;
    }

    /// <summary>
    /// The class must be one that nothing leads, as far as single precision can tell: by what softmax or sigmoid were given or, since they
    /// may saturate, by what they made of it.
    /// </summary>
    private static void CompareClasses(string name, int[] classes, Expectation expectation)
    {
        for (int row = 0; row < classes.Length; row++)
        {
            if (Lead(expectation["logits"], row, classes[row]) is > 0 and var lead && Lead(expectation["output"], row, classes[row]) > 0)
            {
                throw new DifferenceException($"{name}[{row}] is {classes[row]}, and another leads it by {lead:E2}");
            }
        }
    }

    /// <summary>By how much some other class leads for sure.</summary>
    private static double Lead((double[] Values, double[] Bounds, int Columns) logits, int row, int chosen)
    {
        ReadOnlySpan<double> line = logits.Values.AsSpan(row * logits.Columns, logits.Columns);
        if (line.Length == 1)
        {
            return (chosen == 1 ? -line[0] : line[0]) - logits.Bounds[0];
        }

        double lead = 0;
        for (int column = 0; column < line.Length; column++)
        {
            lead = Math.Max(lead, line[column] - line[chosen] - logits.Bounds[column] - logits.Bounds[chosen]);
        }

        return lead;
    }

    private void CompareTensors(Network network, Expectation expectation, string where = "")
    {
        foreach (Parameter parameter in _expected.Parameters)
        {
            string name = "gradient of " + parameter.Name;
            _tally.Compare(where + name, network.Gradients[parameter.Name].ToArray(), expectation[name]);
        }

        foreach (Parameter statistic in _expected.Statistics)
        {
            _tally.Compare(where + statistic.Name, network.Statistics[statistic.Name].ToArray(), expectation[statistic.Name]);
        }
    }

    /// <summary>Gives the interpreter what the network holds.</summary>
    private void Read(Network network)
    {
        foreach (Parameter parameter in _expected.Parameters)
        {
            parameter.Values = Widen(network.Parameters[parameter.Name]);
        }

        foreach (Parameter statistic in _expected.Statistics)
        {
            statistic.Values = Widen(network.Statistics[statistic.Name]);
        }
    }

    private static double[] Widen(ParameterView view) => Array.ConvertAll(view.ToArray(), static value => (double)value);
}
