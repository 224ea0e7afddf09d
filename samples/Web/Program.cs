using DigitsOnTheWeb;

// Draw a digit in the browser, see what the network takes it for. "--urls" says where to listen; "--load" measures instead.
string[] options = [.. args.Where(static argument => argument != "--load")];
await using WebApplication site = DigitSite.Create(options);
await site.StartAsync();
if (options.Length < args.Length)
{
    Load.Run(new Uri(site.Urls.First()).Port);
    return;
}

Console.WriteLine($"Draw digits at {site.Urls.First()}. Ctrl+C ends.");
await site.WaitForShutdownAsync();
