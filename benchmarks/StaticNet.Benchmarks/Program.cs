using StaticNet.Benchmarks;

return Modes.Invoke(args);
