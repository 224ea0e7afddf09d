using StaticNet.Kernels;

namespace StaticNet.Tests.Kernels.Activations;

public class ActivationGoldenTests
{
    [Fact]
    public void Relu() => Check("act_relu", default(Relu), 5e-7, 2e-6);

    [Fact]
    public void LeakyRelu() => Check("act_leaky_relu", new LeakyRelu(0.01f), 5e-7, 2e-6);

    [Fact]
    public void Elu() => Check("act_elu", new Elu(1), 5e-7, 2e-6);

    [Fact]
    public void Selu() => Check("act_selu", default(Selu), 5e-7, 2e-6);

    [Fact]
    public void Gelu() => Check("act_gelu_exact", default(Gelu), 2.5e-6, 1e-5);

    [Fact]
    public void GeluTanh() => Check("act_gelu_tanh", default(GeluTanh), 2.5e-6, 1e-5);

    [Fact]
    public void Silu() => Check("act_silu", default(Silu), 5e-7, 2e-6);

    [Fact]
    public void Softplus() => Check("act_softplus", default(Softplus), 5e-7, 2e-6);

    [Fact]
    public void Sigmoid() => Check("act_sigmoid", default(Sigmoid), 1e-6, 4e-6);

    [Fact]
    public void Tanh() => Check("act_tanh", default(Tanh), 1e-6, 4e-6);

    [Fact]
    public void HardSwish() => Check("act_hardswish", default(HardSwish), 5e-7, 2e-6);

    [Fact]
    public void HardSigmoid() => Check("act_hardsigmoid", default(HardSigmoid), 5e-7, 2e-6);

    private static void Check<TActivation>(string id, TActivation activation, double absolute, double relative)
        where TActivation : struct, IActivation
    {
        SafetensorsFile golden = GoldenFolder.Read(id);
        int rows = (int)golden["x"].Shape[0];
        int columns = (int)golden["x"].Shape[1];
        float[] x = Panels.Poisoned(golden["x"].ToArray<float>(), rows, columns);
        float[] dy = Panels.Poisoned(golden["dy"].ToArray<float>(), rows, columns);
        float[] y = new float[x.Length];
        float[] dx = new float[x.Length];
        ActivationKernel.Forward(activation, in x[0], ref y[0], x.Length);
        ActivationKernel.Backward(activation, in x[0], in y[0], in dy[0], ref dx[0], x.Length);
        Close.Elementwise(golden["f64/y"].ToArray<double>(), Panels.RowMajor(y, rows, columns), absolute, relative);
        Close.Elementwise(golden["f64/grad/x"].ToArray<double>(), Panels.RowMajor(dx, rows, columns), absolute, relative);
    }
}
