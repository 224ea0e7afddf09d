using System.Runtime.CompilerServices;
using StaticNet.Kernels;

namespace StaticNet.Benchmarks;

/// <summary>A product by this library's kernels, on panels as a network keeps them.</summary>
internal sealed class KernelProduct : Work
{
    private readonly ProductKind _kind;
    private readonly ProductShape _shape;
    private readonly Arena _left;
    private readonly Arena _right;
    private readonly Arena _result;

    public KernelProduct(ProductKind kind, ProductShape shape)
        : base("StaticNet")
    {
        (_kind, _shape) = (kind, shape);
        Operations = shape.Operations;
        int x = shape.Batch * Panel.PaddedColumns(shape.Inputs);
        int y = shape.Batch * Panel.PaddedColumns(shape.Outputs);
        int w = shape.Inputs * Panel.PaddedColumns(shape.Outputs);
        int transposed = shape.Outputs * Panel.PaddedColumns(shape.Inputs);
        (int left, int right, int result) = kind switch
        {
            ProductKind.Forward => (x, w, y),
            ProductKind.KernelGradient => (x, y, w),
            _ => (y, transposed, x),
        };
        (_left, _right, _result) = (RandomValues.Block(left), RandomValues.Block(right, seed: 2), new Arena(result));
    }

    public override void Run(int calls)
    {
        for (int call = 0; call < calls; call++)
        {
            switch (_kind)
            {
                case ProductKind.Forward:
                    Multiply(_shape.Inputs, _shape.Outputs);
                    break;
                case ProductKind.KernelGradient:
                    KernelGradient();
                    break;
                default:
                    Multiply(_shape.Outputs, _shape.Inputs);
                    break;
            }
        }
    }

    private void Multiply(int inputs, int outputs)
    {
        int batch = _shape.Batch;
        MatrixView left = MatrixView.Panels(in _left.At(0), batch, inputs);
        for (int panel = 0; panel < Panel.Count(outputs); panel++)
        {
            nuint column = (nuint)panel * Panel.Width;
            DenseProduct.Forward(
                in left, in _right.At(column * (nuint)inputs), in Unsafe.NullRef<float>(), ref _result.At(column * (nuint)batch), batch, inputs,
                Panel.WidthOf(panel, outputs));
        }
    }

    private void KernelGradient()
    {
        (int batch, int inputs, int outputs) = (_shape.Batch, _shape.Inputs, _shape.Outputs);
        MatrixView x = MatrixView.Panels(in _left.At(0), batch, inputs);
        for (int panel = 0; panel < Panel.Count(outputs); panel++)
        {
            nuint column = (nuint)panel * Panel.Width;
            DenseProduct.KernelGradient(
                in x, in _right.At(column * (nuint)batch), ref _result.At(column * (nuint)inputs), batch, inputs, Panel.WidthOf(panel, outputs),
                Math.Min(Panel.Width, outputs - (panel * Panel.Width)));
        }
    }
}
