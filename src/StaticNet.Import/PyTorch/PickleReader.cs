using System.Buffers.Binary;
using System.Text;

namespace StaticNet.Importing.PyTorch;

/// <summary>
/// Reads the pickle of a <c>state_dict</c>. A pickle is a program; this runs a short list of its instructions and knows a short list of
/// names (<see cref="PickleGlobal"/>), none of which does anything but describe a tensor. Everything else is refused.
/// Instructions: pickletools.py of CPython 3.
/// </summary>
internal ref struct PickleReader(ReadOnlySpan<byte> bytes, string source)
{
    private readonly Stack<object?> _stack = new();
    private readonly Stack<int> _marks = new();
    private readonly Dictionary<long, object?> _memo = [];
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>The one object that the pickle describes.</summary>
    /// <exception cref="InvalidDataException">The pickle is damaged, or asks for what is not on the list.</exception>
    public object? Read()
    {
        while (true)
        {
            byte code = Bytes(1)[0];
            if (code == '.')
            {
                return _stack.Count == 1 && _marks.Count == 0 ? Pop() : throw Damaged("it ends with several objects, or none");
            }

            Run(code);
        }
    }

    private void Run(byte code)
    {
        switch (code)
        {
            case 0x80: // The protocol, 2 to 5.
                int protocol = Bytes(1)[0];
                if (protocol is < 2 or > 5)
                {
                    throw Damaged($"expected protocol 2 to 5, found {protocol}");
                }

                break;
            case 0x95: // A frame: how many bytes follow.
                Bytes(8);
                break;
            case (byte)'(':
                _marks.Push(_stack.Count);
                break;
            case (byte)'N':
                _stack.Push(null);
                break;
            case 0x88 or 0x89:
                _stack.Push(code == 0x88);
                break;
            case (byte)'K':
                _stack.Push((long)Bytes(1)[0]);
                break;
            case (byte)'M':
                _stack.Push((long)BinaryPrimitives.ReadUInt16LittleEndian(Bytes(2)));
                break;
            case (byte)'J':
                _stack.Push((long)BinaryPrimitives.ReadInt32LittleEndian(Bytes(4)));
                break;
            case 0x8A:
                _stack.Push(LongInteger(Bytes(Bytes(1)[0])));
                break;
            case (byte)'G':
                _stack.Push(BinaryPrimitives.ReadDoubleBigEndian(Bytes(8)));
                break;
            case (byte)'X':
                _stack.Push(Text(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))));
                break;
            case 0x8C:
                _stack.Push(Text(Bytes(1)[0]));
                break;
            case (byte)'}':
                _stack.Push(new PickleDictionary());
                break;
            case (byte)']':
                _stack.Push(new List<object?>());
                break;
            case (byte)')':
                _stack.Push(Array.Empty<object?>());
                break;
            case (byte)'t':
                _stack.Push(PopToMark());
                break;
            case 0x85 or 0x86 or 0x87:
                _stack.Push(PopMany(code - 0x84));
                break;
            case (byte)'a' or (byte)'e':
                object?[] items = code == 'a' ? [Pop()] : PopToMark();
                Top<List<object?>>("a list").AddRange(items);
                break;
            case (byte)'s' or (byte)'u':
                object?[] pairs = code == 's' ? PopMany(2) : PopToMark();
                SetItems(Top<PickleDictionary>("a dictionary"), pairs);
                break;
            case (byte)'c':
                _stack.Push(PickleGlobal.Find(Line(), Line(), source));
                break;
            case 0x93:
                object?[] names = PopMany(2);
                _stack.Push(names is [string module, string name] ? PickleGlobal.Find(module, name, source) : throw Damaged("a name is no text"));
                break;
            case (byte)'Q':
                _stack.Push(PickleStorage.Of(Pop(), source));
                break;
            case (byte)'R':
                object? arguments = Pop();
                _stack.Push(Call(Pop(), arguments));
                break;
            case (byte)'b':
                // The state of an object: the one that is known is the version numbers of a state_dict's modules.
                _ = Pop();
                _ = Top<PickleDictionary>("a dictionary");
                break;
            case (byte)'q':
                Remember(Bytes(1)[0]);
                break;
            case (byte)'r':
                Remember(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4)));
                break;
            case 0x94:
                Remember(_memo.Count);
                break;
            case (byte)'h':
                _stack.Push(Recall(Bytes(1)[0]));
                break;
            case (byte)'j':
                _stack.Push(Recall(BinaryPrimitives.ReadUInt32LittleEndian(Bytes(4))));
                break;
            default:
                throw new InvalidDataException(
                    $"'{source}': its pickle holds the instruction 0x{code:X2}, which no state_dict needs; it was not executed. "
                    + "Save the weights alone: torch.save(model.state_dict(), path).");
        }
    }

    private readonly object? Call(object? function, object? arguments)
    {
        if (arguments is not object?[] values)
        {
            throw Damaged("a function's arguments are no tuple");
        }

        switch (function)
        {
            case PickleGlobal { Kind: PickleGlobalKind.OrderedDictionary }:
                var dictionary = new PickleDictionary();
                if (values is [List<object?> pairs])
                {
                    foreach (object? pair in pairs)
                    {
                        SetItems(dictionary, pair switch
                        {
                            object?[] { Length: 2 } tuple => tuple,
                            List<object?> { Count: 2 } list => [.. list],
                            _ => throw Damaged("an item of a dictionary is no pair"),
                        });
                    }
                }
                else if (values.Length != 0)
                {
                    throw Damaged("a dictionary has unknown arguments");
                }

                return dictionary;
            case PickleGlobal { Kind: PickleGlobalKind.Tensor }:
                return PickleTensor.Of(values, source);
            case PickleGlobal { Kind: PickleGlobalKind.Parameter }:
                return values is [PickleTensor tensor, ..] ? tensor : throw Damaged("a parameter is no tensor");
            default:
                throw Damaged("something is called that is no function");
        }
    }

    private readonly void SetItems(PickleDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
        {
            throw Damaged("a dictionary has a key without a value");
        }

        for (int i = 0; i < pairs.Length; i += 2)
        {
            switch (pairs[i])
            {
                case string key when !dictionary.TryAdd(key, pairs[i + 1]):
                    throw Damaged($"a dictionary has '{key}' twice");
                case string or long:
                    // Keys that are numbers stand in optimizers' states, which nobody reads.
                    break;
                default:
                    throw Damaged("a dictionary has a key that is neither text nor a number");
            }
        }
    }

    private readonly void Remember(long index) => _memo[index] = _stack.Count > 0 ? _stack.Peek() : throw Damaged("nothing is there to be remembered");

    private readonly object? Recall(long index) =>
        _memo.TryGetValue(index, out object? value) ? value : throw Damaged($"object {index} is asked for, which was never there");

    private readonly T Top<T>(string what)
        where T : class =>
        _stack.Count > 0 && _stack.Peek() is T top ? top : throw Damaged($"expected {what} on the stack");

    private readonly object? Pop() =>
        _stack.Count > (_marks.Count > 0 ? _marks.Peek() : 0) ? _stack.Pop() : throw Damaged("its stack is empty");

    private readonly object?[] PopMany(int count)
    {
        var items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
        {
            items[i] = Pop();
        }

        return items;
    }

    private readonly object?[] PopToMark()
    {
        int mark = _marks.Count > 0 ? _marks.Peek() : throw Damaged("it has no mark");
        object?[] items = PopMany(_stack.Count - mark);
        _marks.Pop();
        return items;
    }

    private ReadOnlySpan<byte> Bytes(long count)
    {
        if (count > _rest.Length)
        {
            throw Damaged($"expected {count} more bytes, found {_rest.Length}");
        }

        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }

    private string Text(long length) => Encoding.UTF8.GetString(Bytes(length));

    private string Line()
    {
        int end = _rest.IndexOf((byte)'\n');
        string line = end >= 0 ? Text(end) : throw Damaged("a name has no end");
        Bytes(1);
        return line;
    }

    private readonly long LongInteger(ReadOnlySpan<byte> little)
    {
        if (little.Length > 8)
        {
            throw Damaged($"a number has {little.Length} bytes");
        }

        long value = little.Length > 0 && (little[^1] & 0x80) != 0 ? -1 : 0;
        for (int i = little.Length - 1; i >= 0; i--)
        {
            value = (value << 8) | little[i];
        }

        return value;
    }

    private readonly InvalidDataException Damaged(string problem) => new($"'{source}' holds a damaged pickle: {problem}.");
}
