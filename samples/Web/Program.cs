using DigitsOnTheWeb;

// Draw a digit in the browser, see what the network takes it for. "--urls" says where to listen; "--load" measures instead.
string[] options = [.. args.Where(static argument => argument != "--load")];
try
{
    await using WebApplication site = DigitSite.Create(options);
    await site.StartAsync();
    if (options.Length < args.Length)
    {
        return Load.Run(new Uri(site.Urls.First()).Port);
    }

    Console.WriteLine($"Draw digits at {site.Urls.First()}. Ctrl+C ends.");
    await site.WaitForShutdownAsync();
    return 0;
}
catch (Exception exception) when (exception is IOException or FormatException)
{
    Console.Error.WriteLine(exception.Message.ReplaceLineEndings(" "));
    return 1;
}
