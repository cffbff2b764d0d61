// The edge against hostile bytes: every vector is refused, the connection closed, and no handler hears of it.
#include "web/gate.hpp"

#include "web/converse.hpp"
#include "web/hostile_requests.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <atomic>
#include <set>

namespace hearth::web {
namespace {

Config counting(std::atomic<int>& handled) {
  Config config;
  config.port = 8080;
  config.handler = [&handled](std::shared_ptr<const Request> request, std::function<void(Reply)> done) {
    ++handled;
    done(Reply::text(request->target + " " + request->body));
  };
  return config;
}

int status_of(std::string_view out) {
  return out.size() > 12 && out.starts_with("HTTP/1.1 ") ? std::stoi(std::string(out.substr(9, 3))) : 0;
}

std::size_t count(std::string_view text, std::string_view wanted) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(wanted, at)) != text.npos; at += wanted.size()) ++n;
  return n;
}

void expect_all_refused(const std::vector<Vector>& vectors) {
  for (const Vector& vector : vectors)
    for (std::size_t piece : {std::string::npos, std::size_t(1), std::size_t(1000)}) {
      if (piece == 1 && vector.bytes.size() > 50'000) continue;
      std::atomic<int> handled = 0;
      Conversation talk = converse(counting(handled), vector.bytes + smuggled, piece);
      SCOPED_TRACE(vector.name);
      EXPECT_EQ(handled, 0);
      EXPECT_EQ(status_of(talk.out), vector.status) << talk.out.substr(0, 60);
      EXPECT_EQ(count(talk.out, "\r\nConnection: close\r\n"), 1u);
      EXPECT_EQ(count(talk.out, "\r\nContent-Length: "), 1u);
      EXPECT_TRUE(talk.closed_by_us);
      EXPECT_TRUE(talk.closed_properly);
    }
}

TEST(Edge, RefusesHostileRequestLines) { expect_all_refused(request_line_vectors()); }
TEST(Edge, RefusesHostileTargets) { expect_all_refused(target_vectors()); }
TEST(Edge, RefusesHostileHeaders) { expect_all_refused(header_vectors()); }
TEST(Edge, RefusesHostileFraming) { expect_all_refused(framing_vectors()); }
TEST(Edge, RefusesHostileChunks) { expect_all_refused(chunk_vectors()); }

TEST(Edge, RefusesEachByteThatMayNotStandInItsPlace) { expect_all_refused(byte_vectors()); }

TEST(Edge, IsTestedWithMoreThanAThousandDifferentVectors) {
  std::set<std::string> bytes;
  for (const auto& vectors :
       {request_line_vectors(), target_vectors(), header_vectors(), framing_vectors(), chunk_vectors(), byte_vectors()})
    for (const Vector& vector : vectors) bytes.insert(vector.bytes);
  EXPECT_GT(bytes.size(), 1'000u);
}

struct Good {
  std::string name;
  std::string bytes;
  std::string answer;  // the end of what comes back
};

/// The decent twins of the hostile ones: each is served, and so is the request behind it on the same connection.
TEST(Edge, ServesTheirDecentTwins) {
  std::string many;
  for (int i = 0; i < 63; ++i) many += "X-" + std::to_string(i) + ": 1\r\n";
  std::string full = get("X-A: " + std::string(16 * 1024 - get("X-A: \r\n").size(), 'a') + "\r\n");
  ASSERT_EQ(full.size(), 16u * 1024);
  const std::vector<Good> all{
      {"GET", get(""), "/ "},
      {"loopback by number", "GET / HTTP/1.1\r\nHost: 127.0.0.1:8080\r\n\r\n", "/ "},
      {"loopback by v6 number", "GET / HTTP/1.1\r\nHost: [::1]:8080\r\n\r\n", "/ "},
      {"Host in capitals", "GET / HTTP/1.1\r\nHOST: LOCALHOST:8080\r\n\r\n", "/ "},
      {"no space after the colon", "GET / HTTP/1.1\r\nHost:localhost:8080\r\n\r\n", "/ "},
      {"spaces around a value", get("X-A: \t 1 \t \r\n"), "/ "},
      {"empty value", get("X-A:\r\n"), "/ "},
      {"a header twice", get("X-A: 1\r\nX-A: 2\r\n"), "/ "},
      {"64 headers", get(many), "/ "},
      {"head at the limit", full, "/ "},
      {"coded text", target("/caf%C3%A9?q=a+b%26c"), "/caf%C3%A9?q=a+b%26c "},
      {"all characters of a path", target("/a-._~!$&'()*+,;=:@b"), "/a-._~!$&'()*+,;=:@b "},
      {"slash at the end", target("/a/"), "/a/ "},
      {"empty query", target("/a?"), "/a? "},
      {"query with ? and /", target("/a?b=/?"), "/a?b=/? "},
      {"GET with length 0", get("Content-Length: 0\r\n"), "/ "},
      {"POST without length", post(""), "/ "},
      {"POST with length 0", post("Content-Length: 0\r\n"), "/ "},
      {"length", post("Content-Length: 5\r\n", "hello"), "/ hello"},
      {"length with zeros", post("Content-Length: 0005\r\n", "hello"), "/ hello"},
      {"chunked", chunked("5\r\nhello\r\n0\r\n\r\n"), "/ hello"},
      {"Chunked", post("Transfer-Encoding: Chunked\r\n", "5\r\nhello\r\n0\r\n\r\n"), "/ hello"},
      {"two chunks", chunked("5\r\nhello\r\n7\r\n, world\r\n0\r\n\r\n"), "/ hello, world"},
      {"size in both cases", chunked("A\r\n0123456789\r\nb\r\n0123456789a\r\n0\r\n\r\n"), "/ 01234567890123456789a"},
      {"size with zeros", chunked("0005\r\nhello\r\n000\r\n\r\n"), "/ hello"},
      {"no chunk but the last", chunked("0\r\n\r\n"), "/ "},
      {"line ends in the body", chunked("6\r\n\r\n\r\n\r\n\r\n0\r\n\r\n"), "/ \r\n\r\n\r\n"},
      {"a request in the body", post("Content-Length: " + std::to_string(smuggled.size()) + "\r\n", smuggled), "/ " + smuggled},
      {"body at the limit", post("Content-Length: 1048576\r\n", std::string(1048576, 'a')), "/ " + std::string(1048576, 'a')},
      {"keep-alive", get("Connection: keep-alive\r\n"), "/ "},
      {"Connection list", get("Connection: keep-alive, TE\r\nTE: trailers\r\n"), "/ "},
      {"Upgrade-Insecure-Requests", get("Upgrade-Insecure-Requests: 1\r\n"), "/ "},
      {"identity", post("Content-Encoding: identity\r\nContent-Length: 1\r\n", "a"), "/ a"},
      {"DELETE", "DELETE / HTTP/1.1\r\n" + host + end, "/ "},
      {"PATCH", "PATCH / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", "/ a"},
      {"PUT", "PUT / HTTP/1.1\r\n" + host + "Content-Length: 1\r\n\r\na", "/ a"},
  };
  for (const Good& good : all)
    for (std::size_t piece : {std::string::npos, std::size_t(1), std::size_t(1000)}) {
      if (piece == 1 && good.bytes.size() > 50'000) continue;
      SCOPED_TRACE(good.name);
      std::atomic<int> handled = 0;
      Conversation alone = converse(counting(handled), good.bytes, piece);
      EXPECT_EQ(handled, 1);
      EXPECT_EQ(status_of(alone.out), 200);
      EXPECT_TRUE(alone.out.ends_with("\r\n\r\n" + good.answer));
      EXPECT_FALSE(alone.closed_by_us);
      Conversation followed = converse(counting(handled), good.bytes + target("/next"), piece);
      EXPECT_EQ(handled, 3);
      EXPECT_TRUE(followed.out.ends_with("/next "));
    }
}

TEST(Edge, AnswersHttp10OnceAndCloses) {
  std::atomic<int> handled = 0;
  Conversation talk = converse(counting(handled), "GET / HTTP/1.0\r\n" + host + "\r\n" + smuggled);
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(talk.closed_by_us);
}

TEST(Edge, ClosesWhenAsked) {
  std::atomic<int> handled = 0;
  Conversation talk = converse(counting(handled), get("Connection: close\r\n") + smuggled);
  EXPECT_EQ(handled, 1);
  EXPECT_TRUE(talk.closed_by_us);
}

TEST(Edge, ClosesAfterTheLastRequestOfAConnection) {
  std::atomic<int> handled = 0;
  Config config = counting(handled);
  config.limits.requests_per_connection = 2;
  Conversation talk = converse(config, get("") + get("") + smuggled);
  EXPECT_EQ(handled, 2);
  EXPECT_TRUE(talk.closed_by_us);
  EXPECT_EQ(count(talk.out, "Connection: close"), 1u);
}

TEST(Edge, AnswersPipelinedRequestsInOrder) {
  std::atomic<int> handled = 0;
  std::string requests, answers;
  for (int i = 0; i < 50; ++i) requests += target("/" + std::to_string(i));
  Conversation talk = converse(counting(handled), requests);
  EXPECT_EQ(handled, 50);
  std::size_t at = 0;
  for (int i = 0; i < 50; ++i) {
    at = talk.out.find("\r\n\r\n/" + std::to_string(i) + " ", at);
    ASSERT_NE(at, talk.out.npos) << i;
  }
}

TEST(Edge, InvitesABodyThatWaitsToBeInvited) {
  std::atomic<int> handled = 0;
  std::string head = post("Expect: 100-continue\r\nContent-Length: 5\r\n");
  Conversation waits = converse(counting(handled), head + "hello", head.size());
  EXPECT_TRUE(waits.out.starts_with("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n"));
  EXPECT_TRUE(waits.out.ends_with("/ hello"));
  Conversation does_not_wait = converse(counting(handled), head + "hello");
  EXPECT_TRUE(does_not_wait.out.starts_with("HTTP/1.1 200 OK\r\n"));
  Conversation too_large = converse(counting(handled), post("Expect: 100-continue\r\nContent-Length: 9999999\r\n"));
  EXPECT_EQ(status_of(too_large.out), 413);
  EXPECT_EQ(handled, 2);
}

TEST(Edge, NamesEachRefusalForTheSecurityLogWithoutTheRequestsText) {
  std::atomic<int> handled = 0;
  Config config = counting(handled);
  std::vector<std::string> log;
  config.on_refused = [&](const Refused& refused) {
    log.push_back(refused.peer + " " + std::to_string(refused.status));
    EXPECT_EQ(refused.why.find("secret"), refused.why.npos);
  };
  converse(config, target("/secret|"));
  EXPECT_EQ(log, std::vector<std::string>{"192.0.2.1 400"});
}

/// Good and hostile requests, bent at random places: what comes to the handlers must not depend on how the bytes were cut into
/// packets, and nothing may crash or hang.
RC_GTEST_PROP(Edge, ReadsTheSameHoweverTheBytesAreCut, ()) {
  static const std::vector<std::string> seeds{get(""),
                                              target("/a/b?c=d"),
                                              post("Content-Length: 5\r\n", "hello"),
                                              chunked("5\r\nhello\r\n0\r\n\r\n"),
                                              "GET / HTTP/1.0\r\n" + host + end,
                                              post("Content-Length: 3\r\nConnection: close\r\n", "abc")};
  static const std::vector<std::string> splinters{"\r",
                                                  "\n",
                                                  "\r\n",
                                                  " ",
                                                  "\t",
                                                  ":",
                                                  ";",
                                                  ",",
                                                  "0",
                                                  "5",
                                                  "chunked",
                                                  "Content-Length: 4\r\n",
                                                  "Transfer-Encoding: chunked\r\n",
                                                  "Host: a\r\n",
                                                  "%",
                                                  "/",
                                                  "\xFF",
                                                  "GET ",
                                                  "HTTP/1.1"};
  std::string bytes;
  for (const auto& seed : *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(seeds))) bytes += seed;
  int bends = *rc::gen::inRange(0, 4);
  for (int i = 0; i < bends && !bytes.empty(); ++i) {
    auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    auto gone = *rc::gen::inRange<std::size_t>(0, 3);
    bytes.replace(at, gone, *rc::gen::elementOf(splinters));
  }
  std::atomic<int> whole = 0, cut = 0;
  Conversation a = converse(counting(whole), bytes);
  Conversation b = converse(counting(cut), bytes, *rc::gen::inRange<std::size_t>(1, 40));
  RC_ASSERT(whole == cut);
  RC_ASSERT(a.out == b.out);
  RC_ASSERT(a.closed_by_us == b.closed_by_us);
}

}  // namespace
}  // namespace hearth::web
