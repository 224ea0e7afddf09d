namespace StaticNet.Importing.Hdf5;

/// <summary>The kinds of messages that are read; a header may hold others.</summary>
internal enum Hdf5MessageKind
{
    /// <summary>Nothing.</summary>
    None = 0x00,

    /// <summary>Rank and lengths of axes.</summary>
    Dataspace = 0x01,

    /// <summary>Where the links of a group of the new kind are, if not in its header.</summary>
    LinkInfo = 0x02,

    /// <summary>Type of an element.</summary>
    Datatype = 0x03,

    /// <summary>A member of a group of the new kind.</summary>
    Link = 0x06,

    /// <summary>Data in other files.</summary>
    ExternalFiles = 0x07,

    /// <summary>Where data are and how they are cut up.</summary>
    Layout = 0x08,

    /// <summary>What was done to chunks of data.</summary>
    Filters = 0x0B,

    /// <summary>A named value.</summary>
    Attribute = 0x0C,

    /// <summary>Where the header goes on.</summary>
    Continuation = 0x10,

    /// <summary>Where the members of a group of the old kind are.</summary>
    SymbolTable = 0x11,

    /// <summary>Where attributes are, if not in the header.</summary>
    AttributeInfo = 0x15,
}
