using StaticNet.Tool;

return StaticNetCommand.Run(args, Console.Out, Console.Error);
