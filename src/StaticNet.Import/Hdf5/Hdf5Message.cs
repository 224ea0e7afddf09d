namespace StaticNet.Importing.Hdf5;

/// <summary>A message of an object header: one property of a group or data set.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="IsShared">Whether it stands elsewhere, and this is only its address.</param>
/// <param name="Address">Where it begins in the file.</param>
/// <param name="Length">Bytes.</param>
internal readonly record struct Hdf5Message(Hdf5MessageKind Kind, bool IsShared, long Address, int Length);
