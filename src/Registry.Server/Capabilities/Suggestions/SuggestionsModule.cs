using Registry.Kernel.Suggestions;
using Registry.Server.Capabilities.Suggestions.Filing;
using Registry.Server.Capabilities.Suggestions.Review;

namespace Registry.Server.Capabilities.Suggestions;

/// <summary>Methodology suggestions: filed by those who may, answered by two officers.</summary>
public static class SuggestionsModule
{
    /// <summary>Adds its slices.</summary>
    public static IServiceCollection AddSuggestions(this IServiceCollection services)
    {
        services.AddOptions<SuggestionSettings>().BindConfiguration("Suggestions")
            .Validate(static s => s.CommentWorkingDays >= SuggestionLimits.LeastCommentDays.Value && s.CommentWorkingDays <= SuggestionLimits.MostCommentDays.Value,
                "Suggestions:CommentWorkingDays is not a number of working days that a window for comments may have.")
            .ValidateOnStart();
        return services.AddSingleton<SaveSuggestion>().AddSingleton<SubmitSuggestion>().AddSingleton<TakeBackSuggestion>().AddSingleton<BeginFormCheck>()
            .AddAct<PassFormCheck>().AddAct<ReturnSuggestion>().AddAct<AssessSuggestion>().AddAct<OpenForComment>().AddAct<AdoptSuggestion>()
            .AddAct<DeclineSuggestion>().AddAct<PublishSuggestion>();
    }
}
