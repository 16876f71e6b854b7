using CalendarConverter;
using Registry.Kernel.Rules;

if (args is not [var from, var to])
{
    Console.Error.WriteLine("usage: CalendarConverter FOLDER-OF-HOLIDAY-LISTS FOLDER-OF-CALENDARS");
    return 2;
}

try
{
    Directory.CreateDirectory(to);
    foreach (var (name, text) in HolidayList.ConvertFolder(from))
    {
        File.WriteAllText(Path.Combine(to, name), text);
        Console.WriteLine(name);
    }
    return 0;
}
catch (RefusalException refusal)
{
    Console.Error.WriteLine(refusal.Message);
    return 1;
}
