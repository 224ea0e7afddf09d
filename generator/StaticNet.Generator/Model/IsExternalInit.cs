namespace System.Runtime.CompilerServices;

/// <summary>What records need of the runtime, missing from .NET Standard 2.0.</summary>
internal static class IsExternalInit;
