// Live streams: the queue by itself, then over TCP and TLS.
#include "web/live.hpp"

#include "web/testing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

namespace hearth::web {
namespace {

std::string taken(LiveStream& live) { return LiveStream::Writer(live).take(); }

TEST(LiveStream, WritesEventsAsTheStandardSays) {
  LiveStream live;
  EXPECT_TRUE(live.send("7", "referral", "{\"a\":1}"));
  EXPECT_EQ(taken(live), "id: 7\nevent: referral\ndata: {\"a\":1}\n\n");
  live.send("", "", "one\ntwo\n");
  EXPECT_EQ(taken(live), "data: one\ndata: two\ndata: \n\n");
  live.send("", "", "");
  EXPECT_EQ(taken(live), "data: \n\n");
  live.send("7\n\nid: 8", std::string("a\r\0b", 4), "x\ry");
  EXPECT_EQ(taken(live), "id: 7id: 8\nevent: ab\ndata: xy\n\n");
}

TEST(LiveStream, EndsOnce) {
  LiveStream live;
  int gone = 0;
  live.on_close([&] { ++gone; });
  live.send("", "", "last");
  live.close();
  live.close();
  LiveStream::Writer(live).finish(LiveStream::End::browser_gone);
  EXPECT_EQ(gone, 1);
  EXPECT_EQ(live.end(), LiveStream::End::closed);
  EXPECT_FALSE(live.send("", "", "after"));
  EXPECT_EQ(taken(live), "data: last\n\n");
  live.on_close([&] { ++gone; });
  EXPECT_EQ(gone, 2);
}

TEST(LiveStream, LetsGoOfAReaderThatIsTooSlow) {
  std::string event = "data: 0123456789\n\n";
  LiveStream live(10 * event.size());
  for (int i = 0; i < 10; ++i) EXPECT_TRUE(live.send("", "", "0123456789"));
  EXPECT_FALSE(live.send("", "", "0123456789"));
  EXPECT_EQ(live.end(), LiveStream::End::too_slow);
  EXPECT_EQ(taken(live), "");
}

TEST(LiveStream, MayBeAskedFromInsideItsOwnEnd) {
  LiveStream live;
  bool closed = false;
  live.on_close([&] { closed = live.closed(); });
  live.close();
  EXPECT_TRUE(closed);
}

/// All the open streams of a page, as a room's live page keeps them.
class Board {
 public:
  Handler handler() {
    return [this](std::shared_ptr<const Request> request, Done done) {
      if (request->path != "/live") return done(Reply::text("page"));
      auto live = std::make_shared<LiveStream>(queue_bytes);
      std::lock_guard lock(mutex_);
      last_event_id_ = request->header("last-event-id");
      live->on_close([this] { ++ended; });
      streams_.push_back(live);
      done(Reply::stream(live));
    };
  }
  std::size_t count() {
    std::lock_guard lock(mutex_);
    return streams_.size();
  }
  std::shared_ptr<LiveStream> stream(std::size_t i) {
    std::lock_guard lock(mutex_);
    return streams_.at(i);
  }
  std::string last_event_id() {
    std::lock_guard lock(mutex_);
    return last_event_id_;
  }
  void send_all(const std::string& id, const std::string& data) {
    std::lock_guard lock(mutex_);
    for (auto& live : streams_) live->send(id, "tick", data);
  }

  std::size_t queue_bytes = 256 * 1024;
  std::atomic<int> ended = 0;

 private:
  std::mutex mutex_;
  std::vector<std::shared_ptr<LiveStream>> streams_;
  std::string last_event_id_;
};

struct LivePage {
  LivePage(Config given, Board& board)
      : server([&] {
          given.handler = board.handler();
          return std::move(given);
        }()) {
    auto started = server.start();
    EXPECT_TRUE(started) << started.error().front().sentence;
  }
  Client client(std::string ca_file = "", std::chrono::milliseconds timeout = 5s) {
    return std::move(*Client::connect({.port = server.port(), .ca_file = std::move(ca_file), .timeout = timeout}));
  }
  Server server;
};

/// Reads until `wanted` is there, and returns all that was read.
std::string read_until(Client& client, std::string_view wanted) {
  std::string all;
  while (all.find(wanted) == all.npos) {
    std::string some = client.read_some();
    if (some.empty()) break;
    all += some;
  }
  return all;
}

void expect_events_arrive(LivePage& running, Board& board, const std::string& ca_file) {
  Client client = running.client(ca_file);
  auto reply = client.get("/live", {{"Last-Event-ID", "41"}, {"Accept", "text/event-stream"}});
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 200);
  EXPECT_EQ(reply->header("Content-Type"), "text/event-stream");
  EXPECT_EQ(reply->header("Cache-Control"), "no-store");
  EXPECT_EQ(reply->header("Connection"), "close");
  EXPECT_EQ(reply->header("Content-Length"), "");
  EXPECT_NE(reply->header("Content-Security-Policy"), "");
  EXPECT_EQ(board.last_event_id(), "41");
  auto live = board.stream(board.count() - 1);
  live->send("42", "referral", "first");
  live->send("43", "referral", "second");
  EXPECT_EQ(read_until(client, "second\n\n"),
            "retry: 2000\n\nid: 42\nevent: referral\ndata: first\n\nid: 43\nevent: referral\ndata: second\n\n");
  live->send("44", "", std::string(100'000, 'x'));
  EXPECT_EQ(read_until(client, "x\n\n").size(), std::string("id: 44\ndata: \n\n").size() + 100'000);
  live->send("", "", "last");
  live->close();
  EXPECT_EQ(read_until(client, "last\n\n"), "data: last\n\n");
  EXPECT_TRUE(client.closed_by_server());
}

TEST(Live, CarriesEventsOverTcp) {
  Board board;
  LivePage running({}, board);
  expect_events_arrive(running, board, "");
  EXPECT_TRUE(soon([&] { return running.server.counts().live_open == 0; }));
}

TEST(Live, CarriesEventsOverTls) {
  Board board;
  TestCertificate certificate;
  Config config;
  config.tls = {certificate.cert_file(), certificate.key_file()};
  LivePage running(config, board);
  expect_events_arrive(running, board, certificate.cert_file());
}

TEST(Live, BeatsWhenNothingHappens) {
  Board board;
  Config config;
  config.limits.heartbeat = 50ms;
  LivePage running(config, board);
  Client client = running.client();
  ASSERT_TRUE(client.get("/live"));
  EXPECT_EQ(read_until(client, ":\n\n:\n\n"), "retry: 2000\n\n:\n\n:\n\n");
  EXPECT_EQ(running.server.counts().requests_in_flight, 0u);
}

TEST(Live, KnowsAtOnceThatTheBrowserHasGone) {
  Board board;
  TestCertificate certificate;
  Config config;
  config.tls = {certificate.cert_file(), certificate.key_file()};
  LivePage plain({}, board), tls(config, board);
  {
    Client first = plain.client(), second = tls.client(certificate.cert_file());
    ASSERT_TRUE(first.get("/live"));
    ASSERT_TRUE(second.get("/live"));
    EXPECT_EQ(board.ended, 0);
  }
  EXPECT_TRUE(soon([&] { return board.ended == 2; }, 1s));
  EXPECT_EQ(board.stream(0)->end(), LiveStream::End::browser_gone);
  EXPECT_FALSE(board.stream(1)->send("", "", "to nobody"));
}

TEST(Live, LetsGoOfABrowserThatDoesNotReadAndCountsIt) {
  Board board;
  LivePage running({}, board);
  Client client = running.client();
  ASSERT_TRUE(client.get("/live"));
  auto live = board.stream(0);
  std::string data(10'000, 'x');
  EXPECT_TRUE(soon([&] { return !live->send("", "", data); }, 10s));
  EXPECT_EQ(live->end(), LiveStream::End::too_slow);
  EXPECT_TRUE(soon([&] { return running.server.counts().connections_open == 0; }, 1s));
  EXPECT_EQ(running.server.counts().live_too_slow, 1u);
  EXPECT_EQ(board.ended, 1);
}

TEST(Live, ReachesTwoHundredBrowsersAtOnceWhilePagesAreServed) {
  constexpr std::size_t many = 200;
  for (bool with_tls : {false, true}) {
    Board board;
    TestCertificate certificate;
    Config config;
    config.threads = 2;
    if (with_tls) config.tls = {certificate.cert_file(), certificate.key_file()};
    LivePage running(config, board);
    std::string ca_file = with_tls ? certificate.cert_file() : "";
    std::vector<Client> clients;
    for (std::size_t i = 0; i < many; ++i) {
      clients.push_back(running.client(ca_file));
      ASSERT_TRUE(clients.back().get("/live"));
    }
    EXPECT_EQ(running.server.counts().live_open, many);
    for (int n = 0; n < 20; ++n) board.send_all(std::to_string(n), "hello");
    EXPECT_EQ(running.client(ca_file).get("/page")->body, "page");
    for (Client& client : clients) {
      std::string all = read_until(client, "id: 19\nevent: tick\ndata: hello\n\n");
      std::size_t events = 0;
      for (std::size_t at = 0; (at = all.find("data: hello\n\n", at)) != all.npos; ++at) ++events;
      ASSERT_EQ(events, 20u);
    }
    clients.clear();
    EXPECT_TRUE(soon([&] { return running.server.counts().live_open == 0; }));
    EXPECT_EQ(board.ended, int(many));
  }
}

TEST(Live, HasItsOwnLimit) {
  Board board;
  Config config;
  config.limits.live_streams = 1;
  LivePage running(config, board);
  Client first = running.client(), second = running.client();
  ASSERT_EQ(first.get("/live")->status, 200);
  auto shed = second.get("/live");
  EXPECT_EQ(shed->status, 503);
  EXPECT_NE(shed->header("Retry-After"), "");
  EXPECT_TRUE(soon([&] { return board.ended == 1; }));
  EXPECT_EQ(second.get("/page")->status, 200);
}

TEST(Live, EndsWhenTheServerStops) {
  Board board;
  TestCertificate certificate;
  Config config;
  config.tls = {certificate.cert_file(), certificate.key_file()};
  LivePage running(config, board);
  Client client = running.client(certificate.cert_file());
  ASSERT_TRUE(client.get("/live"));
  board.stream(0)->send("1", "", "before the end");
  auto stopped = std::async(std::launch::async, [&] { running.server.stop(); });
  EXPECT_NE(read_until(client, "before the end\n\n").find("before the end"), std::string::npos);
  EXPECT_EQ(client.read_some(), "");
  { Client gone = std::move(client); }
  EXPECT_EQ(stopped.wait_for(2s), std::future_status::ready);
  EXPECT_EQ(board.ended, 1);
}

TEST(Live, IsOneStreamForOneBrowser) {
  auto shared = std::make_shared<LiveStream>();
  Config config;
  config.handler = [&](std::shared_ptr<const Request>, Done done) { done(Reply::stream(shared)); };
  Server server(config);
  ASSERT_TRUE(server.start());
  auto first = *Client::connect({.port = server.port()}), second = *Client::connect({.port = server.port()});
  EXPECT_EQ(first.get("/")->status, 200);
  EXPECT_EQ(second.get("/")->status, 500);
  EXPECT_TRUE(shared->send("", "", "still there"));
  EXPECT_NE(read_until(first, "still there").find("still there"), std::string::npos);
}

TEST(Live, MayBeSentToFromManyThreadsWhileTheServerStops) {
  Board board;
  auto running = std::make_unique<LivePage>(Config{}, board);
  Client client = running->client();
  ASSERT_TRUE(client.get("/live"));
  auto live = board.stream(0);
  std::atomic<bool> over = false;
  std::vector<std::thread> senders;
  for (int i = 0; i < 3; ++i)
    senders.emplace_back([&] {
      while (!over) {
        live->send("1", "a", "b");
        std::this_thread::sleep_for(100us);
      }
    });
  read_until(client, "data: b\n\n");
  { Client gone = std::move(client); }
  running.reset();
  over = true;
  for (auto& sender : senders) sender.join();
  EXPECT_TRUE(live->closed());
}

}  // namespace
}  // namespace hearth::web
