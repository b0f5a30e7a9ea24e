using System.Text;
using System.Xml;

namespace Volunteer.Tables.Xlsx;

/// <summary>
/// Forward-only XML reading with a ceiling on everything that XmlReader would keep in memory: bytes, depth, names, and
/// the length of one token. DTDs are refused, nothing is ever resolved.
/// </summary>
internal sealed class BoundedXml : IDisposable
{
    private const int MaxDepth = 64;

    private readonly XmlReader _reader;
    private readonly StringBuilder _text = new();
    private readonly char[] _chunk = new char[1024];

    public BoundedXml(Stream stream, long maxBytes)
    {
        _reader = XmlReader.Create(
            new GuardedStream(stream, maxBytes),
            new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                IgnoreComments = true,
                IgnoreProcessingInstructions = true,
                NameTable = new CappedNameTable(),
                CloseInput = true,
            });
    }

    public bool IsStart => _reader.NodeType == XmlNodeType.Element;

    public string Name => _reader.LocalName;

    public int Depth => _reader.Depth;

    public bool Read()
    {
        if (!_reader.Read())
        {
            return false;
        }

        return _reader.Depth <= MaxDepth ? true : throw new InvalidDataException("XML nested too deeply.");
    }

    public string? Attribute(string name) => _reader.GetAttribute(name);

    /// <summary>The <c>r:id</c> of transitional and strict files, whose namespaces differ.</summary>
    public string? RelationshipId()
    {
        string? found = null;
        while (_reader.MoveToNextAttribute())
        {
            if (_reader.NamespaceURI.Length > 0 && string.Equals(_reader.LocalName, "id", StringComparison.Ordinal))
            {
                found = _reader.Value;
            }
        }

        _reader.MoveToElement();
        return found;
    }

    /// <summary>
    /// Moves through the current element's descendants, one node a call, and ends on its end tag.
    /// <paramref name="depth"/> is the depth of the element itself.
    /// </summary>
    public bool ReadInside(int depth, ref bool entered)
    {
        if (!entered)
        {
            entered = true;
            if (_reader.IsEmptyElement)
            {
                return false;
            }
        }

        if (!Read())
        {
            return false;
        }

        return _reader.NodeType != XmlNodeType.EndElement || _reader.Depth > depth;
    }

    /// <summary>The text of the current element. One character more than <paramref name="max"/> means: too long.</summary>
    public string ReadText(int max)
    {
        _text.Clear();
        var depth = Depth;
        var entered = false;
        while (ReadInside(depth, ref entered))
        {
            AppendText(max);
        }

        return Excel.Unescape(_text.ToString());
    }

    /// <summary>Text of an <c>si</c> or <c>is</c> element: runs joined, phonetic guides left out.</summary>
    public string ReadRichText(int max)
    {
        _text.Clear();
        var depth = Depth;
        var entered = false;
        var phonetic = int.MaxValue;
        var inText = false;
        while (ReadInside(depth, ref entered))
        {
            switch (_reader.NodeType)
            {
                case XmlNodeType.Element when string.Equals(Name, "rPh", StringComparison.Ordinal) && !_reader.IsEmptyElement:
                    phonetic = Math.Min(phonetic, Depth);
                    break;
                case XmlNodeType.EndElement when Depth == phonetic:
                    phonetic = int.MaxValue;
                    break;
                case XmlNodeType.Element when string.Equals(Name, "t", StringComparison.Ordinal):
                    inText = !_reader.IsEmptyElement;
                    break;
                case XmlNodeType.EndElement:
                    inText = false;
                    break;
                default:
                    if (inText && phonetic == int.MaxValue)
                    {
                        AppendText(max);
                    }

                    break;
            }
        }

        return Excel.Unescape(_text.ToString());
    }

    public void Dispose() => _reader.Dispose();

    private void AppendText(int max)
    {
        if (_reader.NodeType is not (XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace))
        {
            return;
        }

        int read;
        while ((read = _reader.ReadValueChunk(_chunk, 0, _chunk.Length)) > 0)
        {
            // Escapes take seven characters for one, so the raw text may be longer than the cell.
            _text.Append(_chunk, 0, Math.Min(read, Math.Max(0, (7 * (max + 1)) - _text.Length)));
        }
    }

    /// <summary>XmlReader remembers every distinct name forever; a spreadsheet uses some hundreds.</summary>
    private sealed class CappedNameTable : NameTable
    {
        private const int MaxNames = 5_000;
        private int _names;

        public override string Add(string key)
        {
            Count(Get(key) is null);
            return base.Add(key);
        }

        public override string Add(char[] key, int start, int len)
        {
            Count(Get(key, start, len) is null);
            return base.Add(key, start, len);
        }

        private void Count(bool isNew)
        {
            if (isNew && ++_names > MaxNames)
            {
                throw new InvalidDataException("Too many XML names.");
            }
        }
    }
}
