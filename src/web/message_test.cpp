// Requests, replies, cookies, assets and the headers that go with them: all without a network.
#include "web/message.hpp"

#include "web/assets.hpp"
#include "web/cookie.hpp"
#include "web/headers.hpp"

#include <gtest/gtest.h>

namespace hearth::web {
namespace {

using namespace std::chrono_literals;

Request request_with(std::vector<Header> headers, std::string path = "/") {
  Request request;
  request.path = std::move(path);
  request.headers = std::move(headers);
  return request;
}

TEST(Request, FindsHeadersInAnyCase) {
  Request request = request_with({{"Last-Event-ID", "7"}, {"X-A", "1"}, {"x-a", "2"}});
  EXPECT_EQ(request.header("last-event-id"), "7");
  EXPECT_EQ(request.header("X-a"), "1");
  EXPECT_EQ(request.header("X-B"), "");
}

TEST(Request, FindsCookiesByExactNameAndTrustsNoneThatCameTwice) {
  Request request = request_with({{"Cookie", "a=1; session=abc=; b; A=2; a2=3"}});
  EXPECT_EQ(request.cookie("a"), "1");
  EXPECT_EQ(request.cookie("A"), "2");
  EXPECT_EQ(request.cookie("session"), "abc=");
  EXPECT_FALSE(request.cookie("b"));
  EXPECT_FALSE(request.cookie("c"));
  EXPECT_FALSE(request_with({}).cookie("a"));
  EXPECT_FALSE(request_with({{"Cookie", "a=1; a=2"}}).cookie("a"));
}

TEST(Target, IsSplitAndDecodedOnce) {
  auto split = split_target("/children/%C5%9Eirin%20A/map?on=2026-04-07&q=a+b%2Bc");
  ASSERT_TRUE(split);
  EXPECT_EQ(split->first, "/children/Şirin A/map");
  EXPECT_EQ(split->second["on"], "2026-04-07");
  EXPECT_EQ(split->second["q"], "a b+c");
  EXPECT_EQ(split_target("/")->first, "/");
  EXPECT_EQ(split_target("/a/")->first, "/a/");
  EXPECT_EQ(split_target("/%2541")->first, "/%41");
  EXPECT_EQ(split_target("/...")->first, "/...");
  for (const char* bad : {"", "a", "//", "/a//", "/./", "/..", "/a/%2e%2e", "/%2f", "/%5c", "/%00", "/%1f", "/%7f", "/%ff", "/%", "/?%ff"})
    EXPECT_FALSE(split_target(bad)) << bad;
}

TEST(Cookie, IsForThisHostOnly) {
  EXPECT_EQ(make_cookie("session", "abc", true), "__Host-session=abc; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(make_cookie("device", "abc", true, 24h), "__Host-device=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=86400");
  EXPECT_EQ(make_cookie("session", "abc", false), "session=abc; Path=/; HttpOnly; SameSite=Lax");
  EXPECT_EQ(forget_cookie("session", true), "__Host-session=; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=0");
}

TEST(Cookie, IsReadBackOnlyUnderTheNameThatFitsTheConnection) {
  Request request = request_with({{"Cookie", "session=plain; __Host-session=sure"}});
  EXPECT_EQ(read_cookie(request, "session"), "plain");
  request.secure = true;
  EXPECT_EQ(read_cookie(request, "session"), "sure");
}

TEST(Headers, AreExactlyThese) {
  auto head = reply_head(Reply::html("<p>hello</p>"), {.secure = true, .close = false, .date = Instant{1'775'554'200'000'000}});
  EXPECT_EQ(*head,
            "HTTP/1.1 200 OK\r\n"
            "Content-Type: text/html; charset=utf-8\r\n"
            "Content-Security-Policy: default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
            "img-src 'self' data:\r\n"
            "X-Content-Type-Options: nosniff\r\n"
            "Referrer-Policy: no-referrer\r\n"
            "Cross-Origin-Opener-Policy: same-origin\r\n"
            "Cross-Origin-Resource-Policy: same-origin\r\n"
            "Permissions-Policy: accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
            "microphone=(), midi=(), payment=(), serial=(), usb=()\r\n"
            "Strict-Transport-Security: max-age=63072000; includeSubDomains\r\n"
            "Cache-Control: no-store\r\n"
            "Date: Tue, 07 Apr 2026 09:30:00 GMT\r\n"
            "Content-Length: 12\r\n"
            "\r\n");
}

TEST(Headers, LeaveOutWhatPlainHttpMustNotHave) {
  auto head = reply_head(Reply::text("hello"), {.secure = false, .close = true, .date = {}});
  EXPECT_EQ(head->find("Strict-Transport-Security"), head->npos);
  EXPECT_EQ(head->find("Date"), head->npos);
  EXPECT_NE(head->find("\r\nConnection: close\r\n\r\n"), head->npos);
}

TEST(Headers, CannotBeSplitForgedOrWeakened) {
  const std::vector<Header> bad{{"X-A", "1\r\nSet-Cookie: a=b"},
                                {"X-A", "1\n"},
                                {"X-A", std::string("1\0", 2)},
                                {"X-A", "caf\xC3\xA9"},
                                {"X A", "1"},
                                {"", "1"},
                                {"X-A:", "1"},
                                {"X\r\nA", "1"},
                                {"Content-Length", "5"},
                                {"transfer-encoding", "chunked"},
                                {"Connection", "upgrade"},
                                {"Date", "now"},
                                {"cache-control", "public"},
                                {"Content-Security-Policy", "default-src *"},
                                {"strict-transport-security", "max-age=0"}};
  for (const auto& [name, value] : bad) EXPECT_FALSE(reply_head(Reply::text("").with(name, value), {})) << name;
  EXPECT_TRUE(reply_head(Reply::text("").with("X-A", "a\tb"), {}));
  EXPECT_FALSE(reply_head(Reply::text("", 199), {}));
  EXPECT_FALSE(reply_head(Reply::text("", 600), {}));
}

TEST(Headers, HaveNoLengthWhereThereCanBeNoBody) {
  for (int status : {204, 304}) EXPECT_EQ(reply_head(Reply{.status = status}, {})->find("Content-Length"), std::string::npos);
  EXPECT_NE(reply_head(Reply::redirect("/a"), {})->find("HTTP/1.1 303 See Other\r\nLocation: /a\r\n"), std::string::npos);
}

const Asset table[]{
    {"/assets/app-1a.css", "app.css", "text/css; charset=utf-8", "\"1a\"", "body{color:black}", "BR", "GZIP"},
    {"/assets/crest-2b.png", "crest.png", "image/png", "\"2b\"", "PNG", "", ""},
};

Reply ask(std::vector<Header> headers, Method method = Method::get, std::string path = "/assets/app-1a.css") {
  Request request = request_with(std::move(headers), std::move(path));
  request.method = method;
  return serve_asset(request, table);
}

std::string header_of(const Reply& reply, std::string_view name) {
  for (const auto& [key, value] : reply.headers)
    if (key == name) return value;
  return "";
}

TEST(Assets, AreFoundByPathAndByName) {
  EXPECT_EQ(find_asset(table, "/assets/crest-2b.png"), &table[1]);
  EXPECT_EQ(find_asset(table, "/assets/crest.png"), nullptr);
  EXPECT_EQ(asset_path(table, "app.css"), "/assets/app-1a.css");
  EXPECT_EQ(asset_path(table, "none.css"), "");
}

TEST(Assets, ComeInTheSmallestCodingThatTheBrowserTakes) {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"gzip, deflate, br", "br"},
      {"gzip, deflate", "gzip"},
      {"br", "br"},
      {"", ""},
      {"identity", ""},
      {"br;q=0, gzip", "gzip"},
      {"br;q=0.0, *", "gzip"},
      {"*", "br"},
      {"*;q=0", ""},
      {"BR", "br"},
      {"br; q=0.1", "br"},
      {"brotli", ""},
  };
  for (const auto& [accept, coding] : cases) {
    Reply reply = ask({{"Accept-Encoding", accept}});
    EXPECT_EQ(header_of(reply, "Content-Encoding"), coding) << accept;
    EXPECT_EQ(reply.bytes(), coding == "br" ? "BR" : coding == "gzip" ? "GZIP" : "body{color:black}");
    EXPECT_EQ(header_of(reply, "Vary"), "Accept-Encoding");
    EXPECT_EQ(header_of(reply, "Content-Type"), "text/css; charset=utf-8");
    EXPECT_TRUE(reply.immutable);
  }
  EXPECT_EQ(ask({{"Accept-Encoding", "br"}}, Method::get, "/assets/crest-2b.png").bytes(), "PNG");
}

TEST(Assets, AreNotSentAgainToWhoHasThem) {
  std::string tag = header_of(ask({{"Accept-Encoding", "br"}}), "ETag");
  EXPECT_EQ(tag, "\"1a-br\"");
  EXPECT_EQ(header_of(ask({}), "ETag"), "\"1a\"");
  for (const std::string& known : {tag, "W/" + tag, "\"x\", " + tag, std::string("*")}) {
    Reply reply = ask({{"Accept-Encoding", "br"}, {"If-None-Match", known}});
    EXPECT_EQ(reply.status, 304) << known;
    EXPECT_EQ(reply.bytes(), "");
    EXPECT_EQ(header_of(reply, "ETag"), tag);
    EXPECT_EQ(header_of(reply, "Vary"), "Accept-Encoding");
  }
  EXPECT_EQ(ask({{"Accept-Encoding", "gzip"}, {"If-None-Match", tag}}).status, 200);
}

TEST(Assets, CanOnlyBeRead) {
  EXPECT_EQ(ask({}, Method::head).status, 200);
  EXPECT_EQ(ask({}, Method::post).status, 405);
  EXPECT_EQ(ask({}, Method::get, "/assets/none.css").status, 404);
  EXPECT_FALSE(ask({}, Method::get, "/assets/none.css").immutable);
}

}  // namespace
}  // namespace hearth::web
