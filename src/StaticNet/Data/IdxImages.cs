namespace StaticNet;

/// <summary>Grey images of one size, as an IDX file holds them.</summary>
/// <param name="Count">Number of images, at least 1.</param>
/// <param name="Rows">Height of an image, at least 1.</param>
/// <param name="Columns">Width of an image, at least 1.</param>
/// <param name="Pixels">The pixels, 0 to 255, row-major <c>[Count, Rows, Columns]</c>.</param>
public sealed record IdxImages(int Count, int Rows, int Columns, byte[] Pixels);
