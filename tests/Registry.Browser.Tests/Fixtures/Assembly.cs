using Registry.Browser.Tests.Fixtures;

[assembly: AssemblyFixture(typeof(RegistrySite))]
[assembly: AssemblyFixture(typeof(SystemBrowser))]
