using StaticNet.Kernels;

namespace StaticNet;

internal sealed partial class OptimizerState
{
    private enum PanelTreatment
    {
        /// <summary>The gradient is applied without being written.</summary>
        Fused,

        /// <summary>The gradient is written, and applied while it is in cache.</summary>
        Streamed,

        /// <summary>The gradient is written for later.</summary>
        Waiting,
    }

    /// <summary>Takes the gradients of one panel of a kernel after the other; those of kernels that do not move it does not even compute.</summary>
    private sealed class PanelUpdate(OptimizerState state, PanelTreatment treatment) : GradientSink
    {
        public override void Kernel(
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic = Arithmetic.Fastest)
        {
            if (state._trained.KernelAt(offset) is not { } kernel)
            {
                return;
            }

            Network network = state._network;
            if (treatment == PanelTreatment.Fused)
            {
                state._rule.ApplyProduct(in x, in dy, network.ParameterArena, offset, rows, inputs, width, columns, arithmetic);
            }
            else
            {
                network.KeptGradients.Kernel(in x, in dy, offset, rows, inputs, width, columns, arithmetic);
                if (treatment == PanelTreatment.Waiting)
                {
                    return;
                }

                int count = inputs * width;
                state._penalty.AddGradients((int)offset, (int)offset + count);
                state.ApplyPart((int)offset, count, decays: true);
            }

            if (kernel.IsConstrained)
            {
                KernelConstraint.Apply(ref network.ParameterArena.At(offset), kernel.Rows, width, kernel.Constraint);
            }
        }
    }
}
