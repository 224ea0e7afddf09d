using StaticNet.Kernels;

namespace StaticNet;

internal sealed partial class OptimizerState
{
    /// <summary>Takes the gradients of one panel of a kernel after the other; those of kernels that do not move it does not even compute.</summary>
    private abstract class PanelUpdate(OptimizerState state) : GradientSink
    {
        protected OptimizerState State => state;

        public sealed override void Kernel(
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic = Arithmetic.Fastest)
        {
            if (state._trained.KernelAt(offset) is { } kernel)
            {
                Take(kernel, in x, in dy, offset, rows, inputs, width, columns, arithmetic);
            }
        }

        protected abstract void Take(
            TrainedKernel kernel,
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic);

        /// <summary>Constrains a panel that has moved.</summary>
        protected void Constrain(TrainedKernel kernel, nuint offset, int width)
        {
            if (kernel.IsConstrained)
            {
                KernelConstraint.Apply(ref state._network.ParameterArena.At(offset), kernel.Rows, width, kernel.Constraint);
            }
        }
    }

    /// <summary>Writes the gradient of a panel and applies it while it is in cache.</summary>
    private sealed class StreamedUpdate(OptimizerState state) : PanelUpdate(state)
    {
        protected override void Take(
            TrainedKernel kernel,
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic)
        {
            State._network.KeptGradients.Kernel(in x, in dy, offset, rows, inputs, width, columns, arithmetic);
            int count = inputs * width;
            State._penalty.AddGradients((int)offset, (int)offset + count);
            State.ApplyPart((int)offset, count, decays: true);
            Constrain(kernel, offset, width);
        }
    }

    /// <summary>Applies the gradient of a panel without writing it.</summary>
    private sealed class FusedUpdate(OptimizerState state) : PanelUpdate(state)
    {
        protected override void Take(
            TrainedKernel kernel,
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic)
        {
            State._rule.ApplyProduct(in x, in dy, State._network.ParameterArena, offset, rows, inputs, width, columns, arithmetic);
            Constrain(kernel, offset, width);
        }
    }

    /// <summary>Writes the gradient of a panel for later.</summary>
    private sealed class WaitingUpdate(OptimizerState state) : PanelUpdate(state)
    {
        protected override void Take(
            TrainedKernel kernel,
            in MatrixView x,
            ref readonly float dy,
            nuint offset,
            int rows,
            int inputs,
            int width,
            int columns,
            Arithmetic arithmetic) =>
            State._network.KeptGradients.Kernel(in x, in dy, offset, rows, inputs, width, columns, arithmetic);
    }
}
