using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Registry.Kernel.Rules;
using Registry.Server.Platform.Data;
using Registry.Server.Platform.Http;
using Registry.Server.Tests.Identity;
using Registry.Server.Tests.PublicSite;
using Registry.Server.Tests.Worlds;

namespace Registry.Server.Tests.Security;

/// <summary>What holds of every address that the registry answers, found by walking all of them.</summary>
public sealed class EveryEndpointTests
{
    private static readonly string[] Strange =
    [
        "-1", "0", "99999999999999999999", "1e9", "NaN", "%00", "a%00b", "%27%3B%20drop%20table%20account%3B--", "%3Cscript%3Ealert(1)%3C%2Fscript%3E", "..%2F..%2Fetc%2Fpasswd",
        "%E2%80%AE", "%EF%BC%91%EF%BC%92", "%0d%0aSet-Cookie:x=y", "%ED%A0%80", "{{7*7}}",
    ];

    private static async Task<(Browser Clerk, Browser Reviewer, Browser Initiator, Browser Confirmer)> SignedIn(TestWorld world)
    {
        var officers = await A.Officers(world);
        var holder = await A.EnterpriseAccount(world, 60);
        return (await Visitors.SignedIn(world, officers.Clerk, "clerk01"), await Visitors.SignedIn(world, officers.Reviewer, "reviewer01"),
            await Visitors.SignedIn(world, holder.Initiator, "holder01"), await Visitors.SignedIn(world, holder.Confirmer, "holder02"));
    }

    [Theory, BothDatabases]
    public async Task S038_S039_S040_S037_S045_every_answer_carries_the_headers_and_a_private_one_is_kept_by_nobody(Engine engine)
    {
        await using var world = await A.World(engine);
        var people = await SignedIn(world);
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.Of(world).Where(e => e.Method is "GET" or "*"))
            foreach (var browser in (Browser[])[people.Clerk, people.Initiator])
            {
                var path = endpoint.With(Endpoint.AbsentId);
                using var request = new HttpRequestMessage(HttpMethod.Get, "https://localhost" + path);
                request.Headers.Add("Origin", "https://elsewhere.example");
                var answer = await browser.Send(request);
                void Check(bool holds, string what) { if (!holds) wrong.Add($"{path}: {what}"); }
                string? Header(string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
                Check(Header("Content-Security-Policy") is { } policy && (policy == SecurityHeaders.ContentSecurityPolicy || policy.Contains("sandbox", StringComparison.Ordinal)), "policy");
                Check(Header("X-Content-Type-Options") == "nosniff", "nosniff");
                Check(Header("Strict-Transport-Security")!.StartsWith("max-age=31536000", StringComparison.Ordinal), "transport");
                Check(Header("Referrer-Policy") is "same-origin" or "no-referrer", "referrer");
                Check(Header("Cross-Origin-Opener-Policy") == "same-origin" && Header("Cross-Origin-Resource-Policy") == "same-origin", "cross-origin");
                Check(Header("Permissions-Policy") is not null, "permissions");
                Check(!answer.Headers.Any(h => h.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase)), "opens itself to other origins");
                Check(Header("Server") is null && Header("X-Powered-By") is null, "names the program");
                Check(!endpoint.IsPrivate || answer.Headers.CacheControl is { NoStore: true }, "may be kept");
                Check((int)answer.StatusCode < 500, $"{(int)answer.StatusCode}");
            }
        wrong.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task S036_looking_changes_nothing_and_a_form_of_another_site_is_refused_before_anything_is_read(Engine engine)
    {
        await using var world = await A.World(engine);
        var people = await SignedIn(world);
        var endpoints = Endpoint.Of(world);
        var before = await Changes(world);
        foreach (var endpoint in endpoints.Where(e => e.Method is "GET" or "*"))
            foreach (var browser in (Browser[])[people.Clerk, people.Reviewer, people.Initiator, people.Confirmer])
                await browser.Get(endpoint.With(Endpoint.AbsentId));
        (await Changes(world)).ShouldBe(before);

        var token = await people.Clerk.Form("/me/sessions", null);
        var wrong = new List<string>();
        foreach (var endpoint in endpoints.Where(e => e.Method is "POST" or "*"))
            foreach (var (name, value) in ((string, string)[])[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"), ("Origin", "https://localhost.example"), ("Origin", "null")])
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "https://localhost" + endpoint.With(Endpoint.AbsentId)) { Content = new FormUrlEncodedContent(token) };
                request.Headers.Add(name, value);
                var answer = await people.Clerk.Send(request);
                if (answer.StatusCode != HttpStatusCode.Forbidden || !(await answer.Text()).Contains(RequestRules.CrossSite.Code, StringComparison.Ordinal)) wrong.Add($"{endpoint.Route} {name}: {value}: {answer.StatusCode}");
            }
        wrong.ShouldBeEmpty();
        (await Changes(world)).ShouldBe(before);
        ((int)(await people.Clerk.Get("/me/sessions")).StatusCode).ShouldBe(200);
    }

    [Theory, BothDatabases]
    public async Task S045_other_methods_are_not_answered_and_HEAD_is_GET_without_its_content(Engine engine)
    {
        await using var world = await A.World(engine);
        var people = await SignedIn(world);
        var before = await Changes(world);
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.Of(world).DistinctBy(e => e.Route))
        {
            var path = "https://localhost" + endpoint.With(Endpoint.AbsentId);
            foreach (var method in (string[])["TRACE", "PUT", "PATCH", "DELETE", "CONNECTED"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), path);
                var answer = await people.Clerk.Send(request);
                if (answer.StatusCode is not (HttpStatusCode.MethodNotAllowed or HttpStatusCode.NotFound or HttpStatusCode.Forbidden)) wrong.Add($"{method} {path}: {answer.StatusCode}");
            }
            if (endpoint.Route.StartsWith("/sign-out", StringComparison.Ordinal)) continue;
            using var head = new HttpRequestMessage(HttpMethod.Head, path);
            var (whole, without) = (await people.Clerk.Get(path["https://localhost".Length..]), await people.Clerk.Send(head));
            if (whole.StatusCode != without.StatusCode) wrong.Add($"HEAD {path}: {without.StatusCode} instead of {whole.StatusCode}");
            if ((await without.Bytes()).Length > 0) wrong.Add($"HEAD {path} has content");
        }
        wrong.ShouldBeEmpty();
        (await Changes(world)).ShouldBe(before);
    }

    [Theory, BothDatabases]
    public async Task S048_S052_S092_strange_values_are_refused_without_a_fault_and_no_fault_shows_its_insides(Engine engine)
    {
        await using var world = await A.World(engine);
        var people = await SignedIn(world);
        string[] names = ["q", "page", "pageSize", "after", "before", "sort", "status", "type", "from", "to", "state", "year", "account", "lang"];
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.Of(world).Where(e => e.Method is "GET" or "*" && !e.Route.Contains("sign-out", StringComparison.Ordinal)))
            foreach (var (value, n) in Strange.Select((v, n) => (v, n)))
            {
                var browser = endpoint.IsPrivate ? (n % 2 == 0 ? people.Clerk : people.Initiator) : people.Initiator;
                var query = string.Join('&', names.Select(name => $"{name}={value}"));
                // A path with a null sign is refused by the server before anything of ours sees it.
                foreach (var path in endpoint.NamesSomething && !value.Contains("%00", StringComparison.Ordinal) ? (string[])[endpoint.With(value), endpoint.With(Endpoint.AbsentId) + "?" + query] : [endpoint.With(Endpoint.AbsentId) + "?" + query])
                {
                    var answer = await browser.Get(path);
                    var body = await answer.Text();
                    if ((int)answer.StatusCode >= 500) wrong.Add($"{path}: {(int)answer.StatusCode}");
                    if (body.Contains("<script>alert", StringComparison.Ordinal) || body.Contains("   at ", StringComparison.Ordinal) || body.Contains("Exception", StringComparison.Ordinal)) wrong.Add($"{path} shows what it should not");
                    if (answer.Headers.TryGetValues("Set-Cookie", out var cookies) && cookies.Any(c => c.StartsWith("x=", StringComparison.Ordinal))) wrong.Add($"{path} took a header");
                }
            }
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public async Task S065_S047_each_kind_of_request_has_its_limit_for_each_address_and_a_false_address_does_not_help()
    {
        await using var world = await A.World(Engine.Sqlite);
        await using var app = ServeVerb.Build(world.Settings, [], builder =>
        {
            builder.WebHost.UseTestServer();
            builder.Services.AddSingleton<TimeProvider>(world.Time);
            builder.Configuration.AddInMemoryCollection([new("Limits:Search", "7"), new("Limits:Page", "9")]);
        });
        await app.StartAsync(TestContext.Current.CancellationToken);
        async Task<HttpContext> Call(string address, string path, string method = "GET", string? claimed = null) => await app.GetTestServer().SendAsync(context =>
        {
            var parts = path.Split('?');
            context.Connection.RemoteIpAddress = IPAddress.Parse(address);
            (context.Request.Method, context.Request.Scheme, context.Request.Host) = (method, "https", new("localhost"));
            (context.Request.Path, context.Request.QueryString) = (parts[0], new(parts.Length > 1 ? "?" + parts[1] : ""));
            if (claimed is not null) context.Request.Headers["X-Forwarded-For"] = claimed;
        });
        async Task<int> Allowed(string address, string path, string method = "GET")
        {
            for (var n = 0; n < 30; n++)
            {
                var context = await Call(address, path, method, claimed: $"203.0.113.{n}");
                if (context.Response.StatusCode != RefusalStatus.Of(RequestRules.TooOften.Kind)) continue;
                int.Parse(context.Response.Headers.RetryAfter.ToString(), System.Globalization.CultureInfo.InvariantCulture).ShouldBeInRange(1, 3600);
                return n;
            }
            return -1;
        }

        (await Allowed("198.51.100.1", "/sign-in", "POST")).ShouldBe(5);
        (await Allowed("198.51.100.1", "/forgotten", "POST")).ShouldBe(5);
        (await Allowed("198.51.100.1", "/me/sessions?q=a")).ShouldBe(7);
        (await Allowed("198.51.100.1", "/me/sessions")).ShouldBe(9);
        (await Call("198.51.100.2", "/me/sessions?q=a")).Response.StatusCode.ShouldNotBe(429);
        (await Allowed("2001:db8::1", "/sign-in", "POST")).ShouldBe(5);
        (await Call("2001:db8::2", "/sign-in", "POST")).Response.StatusCode.ShouldBe(429);
        (await Call("2001:db8:1::1", "/sign-in", "POST")).Response.StatusCode.ShouldNotBe(429);
    }

    [Theory, BothDatabases]
    public async Task S044_nobody_is_led_to_another_site(Engine engine)
    {
        await using var world = await A.World(engine);
        var people = await SignedIn(world);
        string[] elsewhere = ["https%3A%2F%2Felsewhere.example", "%2F%2Felsewhere.example", "%2F%5Celsewhere.example", "https%3A%5C%5Celsewhere.example", "javascript%3Aalert(1)", "%0ahttps%3A%2F%2Felsewhere.example"];
        string[] names = ["returnUrl", "ReturnUrl", "return", "back", "next", "url", "to", "redirect", "ended", "lang"];
        var wrong = new List<string>();
        foreach (var endpoint in Endpoint.Of(world).Where(e => e.Method is "GET" or "*" && e.Route != "/sign-out"))
            foreach (var place in elsewhere)
            {
                var path = endpoint.With(Endpoint.AbsentId) + "?" + string.Join('&', names.Select(name => $"{name}={place}"));
                foreach (var browser in (Browser[])[people.Clerk, people.Initiator, new Browser(await world.Http())])
                    if ((await browser.Get(path)).Headers.Location is { } location && !(location.OriginalString.StartsWith('/') && !location.OriginalString.StartsWith("//", StringComparison.Ordinal) && !location.OriginalString.Contains('\\')))
                        wrong.Add($"{path}: {location}");
            }
        wrong.ShouldBeEmpty();
    }

    [Theory, BothDatabases]
    public async Task S066_no_list_gives_more_than_its_page(Engine engine)
    {
        await using var world = await A.World(engine);
        foreach (var list in (string[])["projects", "reductions", "lots", "cancellations"])
            foreach (var size in (string[])["1000000000", "201", "0", "-5"])
                (await (await world.Http()).Answer($"/api/v1/public/{list}?pageSize={size}")).StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"{list} {size}");
    }

    [Theory, BothDatabases]
    public async Task S091_S051_what_is_logged_holds_nothing_that_was_typed(Engine engine)
    {
        using var log = new Lines();
        await using var world = await TestWorld.On(engine, change: services => services.AddSingleton<Microsoft.Extensions.Logging.ILoggerProvider>(log));
        var browser = new Browser(await world.Http());
        await Visitors.Clerk(world);
        const string Secret = "Typed-By-Mistake-41";
        await browser.Post("/sign-in", "sign-in", ("name", Secret), ("password", Secret + "x"));
        await browser.Post("/sign-in", "sign-in", ("name", "clerk01"), ("password", Secret));
        await browser.Post("/forgotten", "forgotten", ("name", Secret));
        await browser.Post("/activate", "activate", ("code", Secret), ("name", "n\r\nwarn: forged"), ("password", Secret), ("again", Secret));
        await browser.Get($"/search?q={Secret}%0d%0awarn:%20forged");
        await browser.Get($"/projects/{Secret}%0d%0awarn:%20forged");
        await browser.Post("/sign-in", [new("name", Secret)]);
        await world.Damage("drop table sign_in_attempt");
        ((int)(await browser.Post("/sign-in", "sign-in", ("name", Secret), ("password", Secret))).StatusCode).ShouldBe(500);
        log.Written.ShouldNotBeEmpty();
        log.Written.ShouldNotContain(line => line.Contains(Secret, StringComparison.Ordinal) || line.Contains("forged", StringComparison.Ordinal));
    }

    /// <summary>Everything that is logged, of every kind.</summary>
    private sealed class Lines : Microsoft.Extensions.Logging.ILoggerProvider, Microsoft.Extensions.Logging.ILogger
    {
        public System.Collections.Concurrent.ConcurrentQueue<string> Written { get; } = [];

        public Microsoft.Extensions.Logging.ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(Microsoft.Extensions.Logging.LogLevel logLevel) => true;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public void Log<TState>(Microsoft.Extensions.Logging.LogLevel logLevel, Microsoft.Extensions.Logging.EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception) + exception);

        public void Dispose() { }
    }

    /// <summary>How many things were done, and how many rows there are of what can be made.</summary>
    private static async Task<string> Changes(TestWorld world)
    {
        await using var reads = await world.Db.Read();
        return (await reads.Scalar<string>($"""
            select (select count(*) from audit_entry where result = 'done') || ' ' || (select count(*) from proposal) || ' ' || (select count(*) from application) || ' '
              || (select count(*) from account) || ' ' || (select count(*) from document) || ' ' || (select count(*) from login) || ' ' || (select count(*) from kept_form) || ' '
              || (select count(*) from outbox_message) || ' ' || (select count(*) from step_up) || ' ' || (select count(*) from intent)
            """))!;
    }
}
