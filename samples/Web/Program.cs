using DigitsOnTheWeb;

// Draw a digit in the browser, see what the network takes it for. "--urls" says where to listen; "--load" measures instead.
string[] options = [.. args.Where(static argument => argument != "--load")];
await using WebApplication site = DigitSite.Create(options);
if (options.Length == args.Length)
{
    site.Run();
    return 0;
}

await site.StartAsync();
Load.Run(new Uri(site.Urls.First()).Port);
await site.StopAsync();
return 0;
