using System.ComponentModel;

namespace StaticNet.Kernels;

/// <summary>Work that needs scratch memory for as long as it runs. A structure, so that the call is direct and nothing is allocated.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IScratchBody
{
    /// <summary>Does the work.</summary>
    /// <param name="scratch">The first float of the scratch, on a 64-byte line; contents are arbitrary.</param>
    void Run(ref float scratch);
}
