using System.Diagnostics;
using StaticNet.CheckpointWriter;

namespace StaticNet.SurvivalTests;

/// <summary>Whenever a process ends, there is a whole checkpoint.</summary>
public sealed class KillTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Killed_at_any_moment_a_whole_checkpoint_is_there()
    {
        int kills = Counts.Of("STATICNET_KILLS", 15);
        string path = _folder.File("run.checkpoint");
        var random = new Random(1);
        var watch = Stopwatch.StartNew();
        int epochs = 0;
        int whileWriting = 0;
        for (int kill = 0; kill < kills; kill++)
        {
            using Process process = await WriterProcess.Start(path, 1_000_000, "large");
            await Until(() => File.Exists(path), process);
            await Task.Delay(random.Next(200), TestContext.Current.CancellationToken);
            if (kill % 2 == 0)
            {
                // Aimed: a file is being written, which takes a millisecond or two.
                await Until(() => Directory.GetFiles(_folder.Path).Length > 1, process);
                var moment = TimeSpan.FromMicroseconds(random.Next(1500));
                var writing = Stopwatch.StartNew();
                SpinWait.SpinUntil(() => writing.Elapsed > moment);
            }

            process.Kill();
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            whileWriting += Directory.GetFiles(_folder.Path).Length - 1;

            TrainingState state = new CheckpointFile(path).Read()!;
            Assert.True(state.Epochs.Count >= epochs, $"after epoch {epochs} came epoch {state.Epochs.Count}");
            epochs = state.Epochs.Count;
            Assert.Equal([path], Directory.GetFiles(_folder.Path));
        }

        var resumed = new LargeSurvivor(seed: 7);
        resumed.Fit(Course.Data(), Course.Options(epochs + 1, new CheckpointFile(path)));
        var whole = new LargeSurvivor(seed: 7);
        whole.Fit(Course.Data(), Course.Options(epochs + 1, null));
        Assert.Equal(Bits.Of(whole), Bits.Of(resumed));
        Counts.Print(
            $"{kills} processes killed, {whileWriting} of them while writing, in {epochs} epochs: the same bits as one that was not "
            + $"({watch.Elapsed.TotalSeconds:F1} s)");
    }

    [Fact]
    public async Task A_full_disk_keeps_the_checkpoint_before()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small disks are made by Linux.");

        // A checkpoint takes about 1.1 MB: there is room for the first, not for a second beside it.
        (int exitCode, string output) = await WriterProcess.RunOnSmallDisk(_folder.Path, kilobytes: 1700, epochs: 5) ?? (-1, "");
        Assert.SkipWhen(exitCode == -1, "This process may not mount a small disk.");

        Assert.Equal(3, exitCode);
        Assert.Contains("Cannot write the checkpoint", output, StringComparison.Ordinal);
        Assert.Contains("after epoch 2: No space left on device", output, StringComparison.Ordinal);
        Assert.Contains("files: 1\nepochs kept: 1\nloss is finite: True", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_disk_that_turns_read_only_keeps_the_checkpoint_before()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Small disks are made by Linux.");
        (int exitCode, string output) = await WriterProcess.RunOnReadOnlyDisk(_folder.Path, epochs: 5) ?? (-1, "");
        Assert.SkipWhen(exitCode == -1, "This process may not mount a small disk.");

        Assert.Equal(3, exitCode);
        Assert.Contains("after epoch 2: Read-only file system", output, StringComparison.Ordinal);
        Assert.Contains("files: 1\nepochs kept: 1\nloss is finite: True", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_that_must_not_be_written_keeps_the_state_of_training()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no read-only folders.");
            return;
        }

        string path = _folder.File("run.checkpoint");
        new SmallSurvivor(seed: 7).Fit(Course.Data(), Course.Options(1, new CheckpointFile(path)));
        byte[] file = File.ReadAllBytes(path);
        File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            Assert.SkipWhen(CanWrite(), "This user may write into read-only folders.");
            AssertKept(path);
        }
        finally
        {
            File.SetUnixFileMode(_folder.Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Assert.Equal(file, File.ReadAllBytes(path));
    }

    [Fact]
    public void A_folder_that_is_gone_keeps_the_state_of_training()
    {
        string folder = Directory.CreateDirectory(_folder.File("gone")).FullName;
        string path = Path.Combine(folder, "run.checkpoint");
        new SmallSurvivor(seed: 7).Fit(Course.Data(), Course.Options(1, new CheckpointFile(path)));
        var network = new SmallSurvivor(seed: 7);
        var options = new FitOptions
        {
            Epochs = 2,
            BatchSize = 16,
            Optimizer = Course.Options(1, null).Optimizer,
            Checkpoint = new CheckpointFile(path),
            Callbacks = [new Remover(folder)],
        };
        var exception = Assert.Throws<IOException>(() => network.Fit(Course.Data(), options));
        Assert.Contains("after epoch 2", exception.Message, StringComparison.Ordinal);
        AssertSecondEpoch(network);
    }

    private static async Task Until(Func<bool> condition, Process process)
    {
        while (!condition())
        {
            Assert.False(process.HasExited);
            await Task.Yield();
        }
    }

    private static void AssertKept(string path)
    {
        var network = new SmallSurvivor(seed: 7);
        var exception = Assert.Throws<IOException>(() => network.Fit(Course.Data(), Course.Options(3, new CheckpointFile(path))));
        Assert.Contains($"Cannot write the checkpoint '{path}' after epoch 2", exception.Message, StringComparison.Ordinal);
        AssertSecondEpoch(network);
    }

    private static void AssertSecondEpoch(Network network)
    {
        var expected = new SmallSurvivor(seed: 7);
        expected.Fit(Course.Data(), Course.Options(2, null));
        Assert.Equal(Bits.Of(expected), Bits.Of(network));
    }

    private bool CanWrite()
    {
        try
        {
            _folder.Write("try", "");
            File.Delete(_folder.File("try"));
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }

    private sealed class Remover(string folder) : TrainingCallback
    {
        public override void OnEpochEnd(TrainingContext context) => Directory.Delete(folder, recursive: true);
    }
}
