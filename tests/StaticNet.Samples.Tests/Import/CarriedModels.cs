using System.Runtime.InteropServices;
using StaticNet.Importing.Tests.Files;

namespace StaticNet.Samples.Tests.Import;

/// <summary>The network of samples/Embedded in the forms of Keras and PyTorch.</summary>
internal static class CarriedModels
{
    private const float Batches = 290;

    public static byte[] Keras(Network network)
    {
        string json = KerasArchive.Sequential(
            KerasArchive.Input(64),
            KerasArchive.Layer("Rescaling", "rescaling", "\"scale\":0.0625,\"offset\":0.0"),
            Dense("dense", 64, "false", "linear"),
            BatchNormalization("batch_normalization"),
            KerasArchive.Layer("ReLU", "re_lu"),
            Dense("dense_1", 32, "false", "linear"),
            BatchNormalization("batch_normalization_1"),
            KerasArchive.Layer("ReLU", "re_lu_1"),
            Dense("dense_2", 10, "true", "softmax"));
        return KerasArchive.Of(
            json,
            [
                Group("dense", "dense1.kernel"),
                Group("batch_normalization", "batchnorm1.gamma", "batchnorm1.beta", "batchnorm1.moving_mean", "batchnorm1.moving_variance"),
                Group("dense_1", "dense2.kernel"),
                Group("batch_normalization_1", "batchnorm2.gamma", "batchnorm2.beta", "batchnorm2.moving_mean", "batchnorm2.moving_variance"),
                Group("dense_2", "dense3.kernel", "dense3.bias"),
            ]);

        (string, float[][], int[][]) Group(string name, params string[] tensors)
        {
            ParameterView[] views = [.. tensors.Select(tensor => View(network, tensor))];
            return (name, [.. views.Select(static view => view.ToArray())], [.. views.Select(static view => view.Shape.ToArray())]);
        }
    }

    public static byte[] PyTorch(Network network)
    {
        var archive = new PyTorchArchive();
        archive.Dictionary(() =>
        {
            Linear("0", "dense1");
            BatchNorm("1", "batchnorm1");
            Linear("3", "dense2");
            BatchNorm("4", "batchnorm2");
            Linear("6", "dense3");
            Vector("6.bias", "dense3.bias");
        });
        return archive.ToBytes();

        void Linear(string module, string layer)
        {
            ParameterView kernel = View(network, $"{layer}.kernel");
            (int inputs, int outputs) = (kernel.Shape[0], kernel.Shape[1]);
            var transposed = new float[inputs * outputs];
            for (int i = 0; i < transposed.Length; i++)
            {
                transposed[i] = kernel[i % inputs, i / inputs];
            }

            Floats($"{module}.weight", transposed, outputs, inputs);
        }

        void BatchNorm(string module, string layer)
        {
            Vector($"{module}.weight", $"{layer}.gamma");
            Vector($"{module}.bias", $"{layer}.beta");
            Vector($"{module}.running_mean", $"{layer}.moving_mean");
            Vector($"{module}.running_var", $"{layer}.moving_variance");
            archive.Text($"{module}.num_batches_tracked");
            archive.Tensor("LongStorage", BitConverter.GetBytes((long)Batches), 1, []);
        }

        void Vector(string name, string tensor)
        {
            float[] values = View(network, tensor).ToArray();
            Floats(name, values, values.Length);
        }

        void Floats(string name, float[] values, params int[] shape)
        {
            archive.Text(name);
            archive.Tensor("FloatStorage", MemoryMarshal.AsBytes(values.AsSpan()).ToArray(), values.Length, shape);
        }
    }

    private static string Dense(string name, int units, string bias, string activation) =>
        KerasArchive.Layer("Dense", name, $"\"units\":{units},\"use_bias\":{bias},\"activation\":\"{activation}\"");

    private static string BatchNormalization(string name) =>
        KerasArchive.Layer("BatchNormalization", name, "\"axis\":-1,\"momentum\":0.9,\"epsilon\":0.001,\"center\":true,\"scale\":true");

    private static ParameterView View(Network network, string name) =>
        network.Parameters.Concat(network.Statistics).Single(view => view.Name == name);
}
