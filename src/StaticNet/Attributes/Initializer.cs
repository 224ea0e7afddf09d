namespace StaticNet;

/// <summary>
/// How a parameter is drawn before training. Fan-in and fan-out are the kernel's rows and columns. Every draw is decided by the network's
/// seed, the parameter's name and the element's logical index, so neither memory layout nor the order of layers matters.
/// </summary>
public enum Initializer
{
    /// <summary>Uniform in ±√(6/(fan-in + fan-out)). The default of kernels (Glorot &amp; Bengio, AISTATS 2010).</summary>
    GlorotUniform,

    /// <summary>Normal of deviation √(2/(fan-in + fan-out)), truncated at two parent deviations as Keras does.</summary>
    GlorotNormal,

    /// <summary>Normal of deviation √(2/(fan-in + fan-out)), not truncated, as PyTorch does.</summary>
    GlorotNormalPlain,

    /// <summary>Uniform in ±√(6/fan-in) (He et al., ICCV 2015).</summary>
    HeUniform,

    /// <summary>Normal of deviation √(2/fan-in), truncated at two parent deviations as Keras does.</summary>
    HeNormal,

    /// <summary>Normal of deviation √(2/fan-in), not truncated, as PyTorch does.</summary>
    HeNormalPlain,

    /// <summary>Uniform in ±√(3/fan-in) (LeCun et al., "Efficient BackProp", 1998).</summary>
    LecunUniform,

    /// <summary>Normal of deviation √(1/fan-in), truncated at two parent deviations as Keras does.</summary>
    LecunNormal,

    /// <summary>Normal of deviation √(1/fan-in), not truncated, as PyTorch does.</summary>
    LecunNormalPlain,

    /// <summary>Uniform between a minimum and a maximum: -0.05 and 0.05 unless given.</summary>
    Uniform,

    /// <summary>Normal of a mean and a deviation: 0 and 0.05 unless given.</summary>
    Normal,

    /// <summary>All 0. The default of biases and of BatchNorm's β.</summary>
    Zeros,

    /// <summary>All 1.</summary>
    Ones,

    /// <summary>All one given value.</summary>
    Constant,

    /// <summary>Orthonormal rows or columns, whichever are fewer (Saxe et al., ICLR 2014).</summary>
    Orthogonal,
}
