using System.Collections.Frozen;
using System.Text;

namespace Dispatch.Api.Consults;

/// <summary>
/// Puts capital Latin letters and the marks that follow them together, as Unicode's composed form (NFC) has them. The
/// runtime cannot: it runs without culture data and then takes every text for composed.
/// </summary>
public static class LatinCapitals
{
    // From UnicodeData.txt: a mark, the letters that it goes on, and in the same order what they are together.
    private static readonly (char Mark, string Letters, string Together)[] Table =
    [
        ('\u0300', "AEIOUÜNĒŌWÂĂÊÔƠƯY", "ÀÈÌÒÙǛǸḔṐẀẦẰỀỒỜỪỲ"),
        ('\u0301', "AEIOUYCLNRSZÜGÅÆØÇĒÏKMÕŌPŨWÂĂÊÔƠƯ", "ÁÉÍÓÚÝĆĹŃŔŚŹǗǴǺǼǾḈḖḮḰḾṌṒṔṸẂẤẮẾỐỚỨ"),
        ('\u0302', "AEIOUCGHJSWYZẠẸỌ", "ÂÊÎÔÛĈĜĤĴŜŴŶẐẬỆỘ"),
        ('\u0303', "ANOIUVÂĂEÊÔƠƯY", "ÃÑÕĨŨṼẪẴẼỄỖỠỮỸ"),
        ('\u0304', "AEIOUÜÄȦÆǪÖÕȮYGḶṚ", "ĀĒĪŌŪǕǞǠǢǬȪȬȰȲḠḸṜ"),
        ('\u0306', "AEGIOUȨẠ", "ĂĔĞĬŎŬḜẶ"),
        ('\u0307', "CEGIZAOBDFHMNPRSŚŠṢTWXY", "ĊĖĠİŻȦȮḂḊḞḢṀṄṖṘṠṤṦṨṪẆẊẎ"),
        ('\u0308', "AEIOUYHÕŪWX", "ÄËÏÖÜŸḦṎṺẄẌ"),
        ('\u0309', "AÂĂEÊIOÔƠUƯY", "ẢẨẲẺỂỈỎỔỞỦỬỶ"),
        ('\u030A', "AU", "ÅŮ"),
        ('\u030B', "OU", "ŐŰ"),
        ('\u030C', "CDELNRSTZAIOUÜGKƷH", "ČĎĚĽŇŘŠŤŽǍǏǑǓǙǦǨǮȞ"),
        ('\u030F', "AEIORU", "ȀȄȈȌȐȔ"),
        ('\u0311', "AEIORU", "ȂȆȊȎȒȖ"),
        ('\u031B', "OU", "ƠƯ"),
        ('\u0323', "BDHKLMNRSTVWZAEIOƠUƯY", "ḄḌḤḲḶṂṆṚṢṬṾẈẒẠẸỊỌỢỤỰỴ"),
        ('\u0324', "U", "Ṳ"),
        ('\u0325', "A", "Ḁ"),
        ('\u0326', "ST", "ȘȚ"),
        ('\u0327', "CGKLNRSTEDH", "ÇĢĶĻŅŖŞŢȨḐḨ"),
        ('\u0328', "AEIUO", "ĄĘĮŲǪ"),
        ('\u032D', "DELNTU", "ḒḘḼṊṰṶ"),
        ('\u032E', "H", "Ḫ"),
        ('\u0330', "EIU", "ḚḬṴ"),
        ('\u0331', "BDKLNRTZ", "ḆḎḴḺṈṞṮẔ"),
    ];

    private static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = Table
        .SelectMany(row => row.Letters.Zip(row.Together, (letter, together) => ((letter, row.Mark), together)))
        .ToFrozenDictionary(pair => pair.Item1, pair => pair.together);

    /// <summary>The same text; letters of other scripts, and marks that no letter has, stay as they are.</summary>
    public static string Compose(string text)
    {
        if (text.AsSpan().IndexOfAnyInRange(Table[0].Mark, Table[^1].Mark) < 0)
        {
            return text;
        }

        // A letter may take several marks, one after the other.
        var composed = new StringBuilder(text.Length);
        foreach (var next in text)
        {
            if (composed.Length > 0 && Composed.TryGetValue((composed[^1], next), out var together))
            {
                composed[^1] = together;
            }
            else
            {
                composed.Append(next);
            }
        }

        return composed.ToString();
    }
}
