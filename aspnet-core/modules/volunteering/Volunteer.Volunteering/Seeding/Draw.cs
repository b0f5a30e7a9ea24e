using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Volunteer.Volunteering.Seeding;

/// <summary>
/// Chance that depends on nothing but what it is for: the same (seed, duty, date, person, question) always gives the same
/// number, so a later run extends the year and changes nothing before it.
/// </summary>
internal sealed record Draw(int Seed, string Duty, DateOnly Date)
{
    /// <summary>From 0 up to, not including, 1.</summary>
    public double Of(string question, string person = "")
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Seed}/{Duty}/{Date:yyyy-MM-dd}/{person}/{question}")), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) * (1.0 / (1UL << 53));
    }

    /// <summary>Both ends included.</summary>
    public int Between(int min, int max, string question, string person = "") => min + (int)(Of(question, person) * (max - min + 1));

    /// <summary>Which of the weighted choices; the last one takes what is left.</summary>
    public int Choose(string question, string person, params double[] weights)
    {
        var rest = Of(question, person) * weights.Sum();
        for (var index = 0; index < weights.Length - 1; index++)
        {
            if (rest < weights[index])
            {
                return index;
            }

            rest -= weights[index];
        }

        return weights.Length - 1;
    }
}
