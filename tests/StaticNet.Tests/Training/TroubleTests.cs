namespace StaticNet.Tests.Training;

/// <summary>Whatever goes wrong inside <c>Fit</c>, the error says where, and the network is what the documentation promises.</summary>
public sealed class TroubleTests
{
    private const int Rows = 12, BatchSize = 4;

    public static TheoryData<string, int, int> CallbackFailures => new()
    {
        { nameof(TrainingCallback.OnEpochBegin), 1, 0 },
        { nameof(TrainingCallback.OnEpochBegin), 3, 0 },
        { nameof(TrainingCallback.OnBatchEnd), 1, 1 },
        { nameof(TrainingCallback.OnBatchEnd), 1, 3 },
        { nameof(TrainingCallback.OnBatchEnd), 2, 2 },
        { nameof(TrainingCallback.OnEpochEnd), 1, 3 },
        { nameof(TrainingCallback.OnEpochEnd), 3, 3 },
    };

    [Theory]
    [MemberData(nameof(CallbackFailures))]
    public void A_callback_that_throws_is_named_and_the_last_epoch_kept(string method, int epoch, int step)
    {
        void Throw(TrainingContext context, string where)
        {
            if (where == method && context.Epoch == epoch && context.Step == step)
            {
                throw new FormatException("Out of ink.");
            }
        }

        var observer = new Observer
        {
            EpochBegin = context => Throw(context, nameof(TrainingCallback.OnEpochBegin)),
            BatchEnd = context => Throw(context, nameof(TrainingCallback.OnBatchEnd)),
            EpochEnd = context => Throw(context, nameof(TrainingCallback.OnEpochEnd)),
            TrainingEnd = static _ => Assert.Fail("Training ended by an exception."),
        };
        LinearNetwork network = Network();
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(
            () => network.Fit(TestData.Clusters(Rows), Options(5, observer)));

        int kept = method == nameof(TrainingCallback.OnEpochEnd) ? epoch : epoch - 1;
        Assert.Equal((epoch, step), (exception.Epoch, exception.Step));
        Assert.IsType<FormatException>(exception.InnerException);
        Assert.Equal(
            $"Observer.{method} failed in epoch {epoch}, after step {step}: Out of ink. "
            + (kept == 0 ? "The weights before training are kept." : $"The weights after epoch {kept} are kept."),
            exception.Message);
        AssertHolds(kept, network);
        AssertTrainsOn(network);
    }

    [Fact]
    public void What_a_callback_throws_before_training_is_passed_on()
    {
        LinearNetwork network = Network();
        var observer = new Observer { TrainingBegin = static _ => throw new FormatException() };
        Assert.Throws<FormatException>(() => network.Fit(TestData.Clusters(Rows), Options(5, observer)));
        AssertHolds(0, network);
        AssertTrainsOn(network);
    }

    [Fact]
    public void A_callback_that_throws_at_the_end_costs_nothing()
    {
        LinearNetwork network = Network();
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(
            () => network.Fit(TestData.Clusters(Rows), Options(2, new Observer { TrainingEnd = static _ => throw new FormatException() })));
        Assert.StartsWith("Observer.OnTrainingEnd failed in epoch 2, after step 3", exception.Message, StringComparison.Ordinal);
        AssertHolds(2, network);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 3)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    public void Data_that_throw_are_named_and_the_last_epoch_kept(int epoch, int read)
    {
        var data = new FailingDataSet(TestData.Clusters(Rows))
        {
            AfterRead = (pass, number, _, _, _) => ThrowIf<InvalidDataException>((pass, number) == (epoch, read), "The cable is out."),
        };
        LinearNetwork network = Network();
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(() => network.Fit(data, Options(5)));
        Assert.Equal((epoch, read - 1), (exception.Epoch, exception.Step));
        Assert.StartsWith(
            $"Reading the training data failed in epoch {epoch}, after step {read - 1}: The cable is out.",
            exception.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidDataException>(exception.InnerException);
        AssertHolds(epoch - 1, network);
        AssertTrainsOn(network);
    }

    [Fact]
    public void Data_that_cannot_be_opened_or_validated_on_are_named()
    {
        var closed = new FailingDataSet(TestData.Clusters(Rows)) { OnPass = static pass => ThrowIf<IOException>(pass == 3, "Gone.") };
        LinearNetwork network = Network();
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(() => network.Fit(closed, Options(5)));
        Assert.StartsWith("Opening the training data failed in epoch 3, after step 0: Gone.", exception.Message, StringComparison.Ordinal);
        AssertHolds(2, network);

        var validation = new FailingDataSet(TestData.Clusters(Rows))
        {
            OnPass = static pass => ThrowIf<IOException>(pass == 2, "Gone."),
        };
        network = Network();
        var options = new FitOptions { BatchSize = BatchSize, Validation = validation };
        exception = Assert.Throws<TrainingInterruptedException>(() => network.Fit(TestData.Clusters(Rows), options));
        Assert.StartsWith(
            "Reading the validation data failed in epoch 2, after step 3: Gone.", exception.Message, StringComparison.Ordinal);
        AssertHolds(2, network);
    }

    [Fact]
    public void Cancellation_thrown_by_data_or_callbacks_is_passed_on()
    {
        var data = new FailingDataSet(TestData.Clusters(Rows))
        {
            AfterRead = static (pass, read, _, _, _) => ThrowIf<OperationCanceledException>((pass, read) == (2, 2), "Enough."),
        };
        LinearNetwork network = Network();
        Assert.Throws<OperationCanceledException>(() => network.Fit(data, Options(5)));
        AssertHolds(1, network);

        var observer = new Observer { BatchEnd = static context => ThrowIf<OperationCanceledException>(context.Epoch == 2, "Enough.") };
        network = Network();
        Assert.Throws<OperationCanceledException>(() => network.Fit(TestData.Clusters(Rows), Options(5, observer)));
        AssertHolds(1, network);
    }

    [Theory]
    [InlineData(3, "Row 5 of the pass: expected a label from 0 to 2, found 3.")]
    [InlineData(-1, "Row 5 of the pass: expected a label from 0 to 2, found -1.")]
    [InlineData(int.MaxValue, "Row 5 of the pass: expected a label from 0 to 2, found 2147483647.")]
    public void A_label_out_of_range_never_reaches_the_loss(int label, string words)
    {
        // Second epoch, second batch, second row.
        var data = new FailingDataSet(TestData.Clusters(Rows))
        {
            AfterRead = (pass, read, _, labels, _) => labels[1] = (pass, read) == (2, 2) ? label : labels[1],
        };
        LinearNetwork network = Network();
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(() => network.Fit(data, Options(5)));
        Assert.Contains($"failed in epoch 2, after step 1: {words}", exception.Message, StringComparison.Ordinal);
        AssertHolds(1, network);
        var judged = Assert.Throws<InvalidDataException>(() => Network().Evaluate(OfOnePass(label), BatchSize));
        Assert.Contains(words, judged.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(5)]
    public void A_reader_that_lies_of_its_rows_is_found_out(int claim)
    {
        var data = new FailingDataSet(TestData.Clusters(Rows)) { Claim = _ => claim };
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(() => Network().Fit(data, Options(1)));
        Assert.Contains($"was asked for 4 rows and says that it read {claim}", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    [InlineData(float.NegativeInfinity, "-Infinity")]
    public void An_input_that_is_not_finite_is_found(float value, string text)
    {
        var data = new FailingDataSet(TestData.Clusters(Rows))
        {
            AfterRead = (pass, read, features, _, _) => features[3] = (pass, read) == (2, 3) ? value : features[3],
        };
        LinearNetwork network = Network();
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => network.Fit(data, Options(5)));
        Assert.Equal((2, 3), (exception.Epoch, exception.Step));
        Assert.Contains($"epoch 2, step 3 is NaN: feature 1 of row 1 of the batch is {text}.", exception.Message, StringComparison.Ordinal);
        AssertHolds(1, network);
        AssertTrainsOn(network);
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void A_target_that_is_not_finite_is_found(float value, string text)
    {
        var data = new FailingDataSet(TestData.Line(Rows))
        {
            AfterRead = (pass, read, _, _, targets) => targets[2] = (pass, read) == (1, 2) ? value : targets[2],
        };
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 1, LossKind.MeanSquaredError));
        TrainingDivergedException exception = Assert.Throws<TrainingDivergedException>(() => network.Fit(data, Options(5)));
        Assert.Contains(
            $"epoch 1, step 2 is {text}: target 0 of row 2 of the batch is {text}.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(Bits(new LinearNetwork(LinearNetwork.LayoutOf(2, 1, LossKind.MeanSquaredError))), Bits(network));
    }

    [Fact]
    public void A_normaliser_refuses_inputs_that_are_not_finite_before_the_first_step()
    {
        var data = new FailingDataSet(TestData.Clusters(Rows)) { AfterRead = static (_, _, features, _, _) => features[3] = float.NaN };
        var network = new LinearNetwork(LinearNetwork.LayoutOf(2, 3, normalizers: [Normalizer.Standardize()]));
        Assert.Throws<ArgumentException>(() => network.Fit(data, Options(5)));
        Assert.False(network.NormalizersFitted);
        AssertHolds(0, network);
    }

    [Fact]
    public void A_progress_display_that_throws_leaves_the_last_epoch()
    {
        LinearNetwork network = Network();
        TrainingInterruptedException exception = Assert.Throws<TrainingInterruptedException>(
            () => network.Fit(TestData.Clusters(Rows), new FitOptions { BatchSize = BatchSize, Progress = new Broken() }));
        Assert.StartsWith("The progress display failed in epoch 2, after step 3: No screen.", exception.Message, StringComparison.Ordinal);
        AssertHolds(2, network);
    }

    [Fact]
    public void Any_trouble_at_any_step_leaves_a_network_that_trains_as_before()
    {
        // After trouble in epoch e the network must train on exactly as one that was cleanly ended after epoch e - 1.
        for (int step = 1; step <= 9; step++)
        {
            int epoch = ((step - 1) / 3) + 1;
            LinearNetwork troubled = Network();
            Assert.Throws<TrainingInterruptedException>(() => troubled.Fit(
                TestData.Clusters(Rows),
                Options(3, new Observer { BatchEnd = context => ThrowIf<FormatException>(context.TotalSteps == step, "Out of ink.") })));
            AssertHolds(epoch - 1, troubled);
            float[] before = Bits(troubled);
            Assert.Equal(before.Length, before.Count(float.IsFinite));
            AssertTrainsOn(troubled);
        }
    }

    private static LinearNetwork Network() => new(LinearNetwork.LayoutOf(2, 3));

    private static FailingDataSet OfOnePass(int label) => new(TestData.Clusters(Rows))
    {
        AfterRead = (_, read, _, labels, _) => labels[1] = read == 2 ? label : labels[1],
    };

    private static FitOptions Options(int epochs, params TrainingCallback[] callbacks) =>
        new() { Epochs = epochs, BatchSize = BatchSize, Callbacks = callbacks };

    /// <summary>The network has the weights of a training that was left in peace for that many epochs.</summary>
    private static void AssertHolds(int epochs, LinearNetwork network)
    {
        LinearNetwork undisturbed = Network();
        if (epochs > 0)
        {
            undisturbed.Fit(TestData.Clusters(Rows), Options(epochs));
        }

        Assert.Equal(Bits(undisturbed), Bits(network));
    }

    private static void AssertTrainsOn(LinearNetwork network)
    {
        History history = network.Fit(TestData.Clusters(Rows), Options(30));
        Assert.True(history.Epochs[^1].Loss < history.Epochs[0].Loss);
    }

    private static void ThrowIf<TException>(bool condition, string message)
        where TException : Exception
    {
        if (condition)
        {
            throw (Exception)Activator.CreateInstance(typeof(TException), message)!;
        }
    }

    private static float[] Bits(Network network) => [.. network.Parameters.SelectMany(static tensor => tensor.ToArray())];

    private sealed class Broken : ITrainingProgress
    {
        public void OnStep(in TrainingReport report)
        {
        }

        public void OnEpoch(EpochRecord epoch, int epochs) => ThrowIf<NotSupportedException>(epoch.Epoch == 2, "No screen.");
    }
}
