using System.Text;
using StaticNet.Tool;

// Histograms are drawn in characters that not every code page has.
Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
return StaticNetCommand.Run(args, Console.Out, Console.Error);
