using System.Buffers;
using System.Buffers.Binary;
using System.Reflection;
using System.Runtime.InteropServices;

namespace StaticNet.Kernels;

/// <summary>A resource of an assembly, read where the operating system has mapped it: no copy, no file beside the program.</summary>
internal sealed unsafe class EmbeddedFile
{
    private readonly UnmanagedMemoryStream _stream;
    private readonly byte* _start;

    private EmbeddedFile(UnmanagedMemoryStream stream)
    {
        _stream = stream;
        _start = stream.PositionPointer;
    }

    /// <summary>Whether floats may lie anywhere: ahead of time, resources are not even aligned to four bytes.</summary>
    private static bool ReadsUnaligned =>
        RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 or Architecture.Arm64 or Architecture.Wasm;

    /// <summary>Number of bytes.</summary>
    public long Length => _stream.Length;

    /// <summary>Opens a resource; null if there is none.</summary>
    public static EmbeddedFile? Open(Assembly assembly, string resource) =>
        assembly.GetManifestResourceStream(resource) is UnmanagedMemoryStream stream ? new EmbeddedFile(stream) : null;

    /// <summary>Bytes of it, in place.</summary>
    public ReadOnlySpan<byte> Bytes(int offset, int count)
    {
        CheckRange(offset, count);
        return new ReadOnlySpan<byte>(_start + offset, count);
    }

    /// <summary>Little-endian floats of it: in place where the processor can read them so, else copied.</summary>
    public ReadOnlyMemory<float> Floats(int offset, int count)
    {
        ReadOnlySpan<byte> bytes = Bytes(offset, checked(count * sizeof(float)));
        if (AreFloatsAt(offset))
        {
            return new Window(this, (float*)(_start + offset), count).Memory;
        }

        var values = new float[count];
        Copy(bytes, values);
        return values;
    }

    /// <summary>The same as an arena, which holds on to the file. Where they are used in place, they are not even read here.</summary>
    public Arena Arena(int offset, int count)
    {
        ReadOnlySpan<byte> bytes = Bytes(offset, checked(count * sizeof(float)));
        if (AreFloatsAt(offset))
        {
            return Kernels.Arena.Over(new ReadOnlySpan<float>(_start + offset, count), owner: this);
        }

        var arena = new Arena(count);
        Copy(bytes, arena.Span);
        return arena;
    }

    private static void Copy(ReadOnlySpan<byte> bytes, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(i * sizeof(float))..]);
        }
    }

    private bool AreFloatsAt(int offset) => BitConverter.IsLittleEndian && (ReadsUnaligned || (nuint)(_start + offset) % sizeof(float) == 0);

    private void CheckRange(int offset, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)offset + count, Length, nameof(count));
    }

    /// <summary>A part of the file as memory. It holds on to the stream, and that to the assembly.</summary>
    private sealed class Window(EmbeddedFile file, float* first, int count) : MemoryManager<float>
    {
        private readonly EmbeddedFile _file = file;

        public override Span<float> GetSpan() => new(first, count);

        public override MemoryHandle Pin(int elementIndex = 0) => new(first + elementIndex, pinnable: this);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing) => GC.KeepAlive(_file);
    }
}
