using System.Globalization;
using Volunteer.Benchmarks;
using Volunteer.Benchmarks.CheckIns;
using Volunteer.Benchmarks.Generation;
using Volunteer.Benchmarks.Ledger;
using Volunteer.Benchmarks.Matching;
using Volunteer.Benchmarks.Recurrence;
using Volunteer.Benchmarks.Signups;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    var arguments = Arguments.Read(args);
    return arguments.Command switch
    {
        "storm" => await SignupStorm.RunAsync(arguments),
        "signups" => await SignupRate.RunAsync(arguments),
        "checkins" => await CheckInRate.RunAsync(arguments),
        "generate" => await ShiftGenerationSpeed.RunAsync(arguments),
        "match" => await MatchingSpeed.RunAsync(arguments),
        "recurrence" => await RecurrenceSpeed.RunAsync(arguments),
        "postings" => await PostingRate.RunAsync(arguments),
        "trial" => await TrialBalanceSpeed.RunAsync(arguments),
        "kill" => await KillHarness.RunAsync(arguments),
        "serve" => await KillHarness.ServeAsync(arguments),
        _ => throw new UsageException($"There is no benchmark '{arguments.Command}'."),
    };
}
catch (UsageException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    await Console.Error.WriteLineAsync(Arguments.Usage);
    return 2;
}
