namespace Registry.Server.Platform.Ui;

internal static class Tones
{
    internal static string Css(Tone tone) => tone switch
    {
        Tone.Plain => "",
        Tone.Good => "good",
        Tone.Running => "running",
        Tone.Waiting => "waiting",
        Tone.Refused => "refused",
    };
}
