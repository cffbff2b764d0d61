// Slow browsers and hostile ones, with limits made short.
#include "web/body.hpp"
#include "web/testing.hpp"

#include <gtest/gtest.h>

#include <thread>

namespace hearth::web {
namespace {

Config hasty() {
  Config config = echo();
  config.limits.head_deadline = 200ms;
  config.limits.body_grace = 200ms;
  config.limits.body_bytes_per_second = 1'000;
  config.limits.write_stall = 200ms;
  config.limits.idle = 200ms;
  return config;
}

TEST(BodyPace, AllowsAGraceThenARateAndNeverALongPause) {
  Limits limits;  // 10 s of grace, 1024 bytes a second
  BodyPace::Clock::time_point start{};
  BodyPace pace(limits, start);
  EXPECT_EQ(pace.left(0, start), 10s);
  EXPECT_EQ(pace.left(0, start + 4s), 6s);
  EXPECT_EQ(pace.left(0, start + 11s), 0s);
  EXPECT_EQ(pace.left(5 * 1024, start + 11s), 4s);
  EXPECT_EQ(pace.left(1024 * 1024, start + 11s), 10s);
  pace.our_own_delay(3s);
  EXPECT_EQ(pace.left(0, start + 11s), 2s);
}

TEST(Deadline, EndsAHeadThatDripsIn) {
  Running running(hasty());
  Client client = running.client("", 3s);
  auto started = Time::now();
  std::thread drip([&] {
    for (int i = 0; i < 40; ++i) {
      client.write("G");
      std::this_thread::sleep_for(20ms);
    }
  });
  auto reply = client.read_reply();
  EXPECT_LT(Time::now() - started, 600ms);
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 408);
  drip.join();
}

TEST(Deadline, EndsASecondHeadThatDripsInAsWell) {
  Running running(hasty());
  Client client = running.client("", 3s);
  ASSERT_EQ(client.get("/")->status, 200);
  client.write("GET / HTTP/1.1\r\n");
  auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 408);
  EXPECT_EQ(running.server.counts().refused, 1u);
}

TEST(Deadline, EndsAConnectionThatSaysNothing) {
  TestCertificate certificate;
  Config with_tls = hasty();
  with_tls.tls = {certificate.cert_file(), certificate.key_file()};
  Running plain(hasty()), tls(with_tls);
  Client silent = plain.client("", 2s), no_handshake = tls.client("", 2s), idle = plain.client("", 2s);
  ASSERT_EQ(idle.get("/")->status, 200);
  auto started = Time::now();
  for (Client* client : {&silent, &no_handshake, &idle}) {
    EXPECT_EQ(client->read_some(), "");
    EXPECT_TRUE(client->closed_by_server());
  }
  EXPECT_LT(Time::now() - started, 800ms);
  EXPECT_EQ(plain.server.counts().refused, 0u);
}

TEST(Deadline, EndsABodyThatIsTooSlow) {
  Running running(hasty());
  Client client = running.client("", 3s);
  client.write(running.head("POST /", "Content-Length: 100000\r\n"));
  std::thread drip([&] {
    for (int i = 0; i < 50; ++i) {
      client.write("a");
      std::this_thread::sleep_for(20ms);
    }
  });
  auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->status, 408);
  drip.join();
}

TEST(Deadline, LeavesABodyThatIsJustFastEnough) {
  Running running(hasty());
  Client client = running.client("", 3s);
  client.write(running.head("POST /", "Content-Length: 1000\r\n"));
  for (int i = 0; i < 10; ++i) {
    client.write(std::string(100, 'a'));
    std::this_thread::sleep_for(50ms);
  }
  EXPECT_EQ(client.read_reply()->status, 200);
}

TEST(Deadline, EndsABrowserThatDoesNotRead) {
  Config config = hasty();
  config.handler = [](std::shared_ptr<const Request>, Done done) { done(Reply::text(std::string(20'000'000, 'a'))); };
  Running running(config);
  Client client = running.client();
  client.write(running.head("GET /"));
  EXPECT_TRUE(soon([&] { return running.server.counts().requests == 1; }));
  EXPECT_TRUE(soon([&] { return running.server.counts().connections_open == 0; }, 2s));
}

TEST(Deadline, LeavesABrowserThatReadsSlowlyButReads) {
  Config config = hasty();
  config.handler = [](std::shared_ptr<const Request>, Done done) { done(Reply::text(std::string(8'000'000, 'a'))); };
  Running running(config);
  Client client = running.client();
  client.write(running.head("GET /"));
  std::size_t got = 0;
  while (got < 8'000'000) {
    std::string some = client.read_some();
    ASSERT_FALSE(some.empty());
    got += some.size();
    if (got % 5 == 0) std::this_thread::sleep_for(5ms);
  }
  EXPECT_EQ(client.get("/")->status, 200);
}

TEST(Deadline, LeavesTheHandlerItsTime) {
  Gatekeeper keeper;
  Config config = hasty();
  config.handler = keeper.handler();
  Running running(config);
  Client client = running.client();
  client.write(running.head("GET /"));
  std::this_thread::sleep_for(500ms);
  keeper.let_go();
  EXPECT_EQ(client.read_reply()->body, "at last");
}

}  // namespace
}  // namespace hearth::web
