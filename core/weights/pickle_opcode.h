#pragma once

namespace lightcl::pickle {

// The instructions that a pickle of tensors uses, by their names in Python's pickletools.
enum Opcode : unsigned {
    Mark = '(',
    Stop = '.',
    BinInt = 'J',
    BinInt1 = 'K',
    BinInt2 = 'M',
    None = 'N',
    BinPersistentId = 'Q',
    Reduce = 'R',
    BinString = 'T',
    ShortBinString = 'U',
    BinUnicode = 'X',
    EmptyList = ']',
    EmptyTuple = ')',
    EmptyDictionary = '}',
    Append = 'a',
    Build = 'b',
    Global = 'c',
    Instance = 'i',
    Appends = 'e',
    BinGet = 'h',
    LongBinGet = 'j',
    BinPut = 'q',
    LongBinPut = 'r',
    SetItem = 's',
    Tuple = 't',
    SetItems = 'u',
    BinFloat = 'G',
    Protocol = 0x80,
    Tuple1 = 0x85,
    Tuple2 = 0x86,
    Tuple3 = 0x87,
    True = 0x88,
    False = 0x89,
    Long1 = 0x8a,
    ShortBinUnicode = 0x8c,
    BinUnicode8 = 0x8d,
    StackGlobal = 0x93,
    Memoize = 0x94,
    Frame = 0x95
};

} // namespace lightcl::pickle
