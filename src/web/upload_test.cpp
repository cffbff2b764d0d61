// Bodies that are taken piece by piece, and bodies that are too large.
#include "web/testing.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <mutex>
#include <thread>

namespace hearth::web {
namespace {

long resident_kib() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;)
    if (word == "VmRSS:") {
      long kib = 0;
      status >> kib;
      return kib;
    }
  return 0;
}

/// Counts what it is given, on a thread of its own and not in a hurry.
class CountingSink : public BodySink {
 public:
  ~CountingSink() override { stop(); }
  void take(std::string piece, Taken taken) override {
    EXPECT_FALSE(busy.exchange(true));
    EXPECT_LE(piece.size(), 64u * 1024);
    EXPECT_FALSE(piece.empty());
    std::lock_guard lock(mutex_);
    work_ = [this, piece = std::move(piece), taken = std::move(taken)] {
      for (char c : piece) sum += static_cast<unsigned char>(c);
      bytes += piece.size();
      most_kib = std::max(most_kib, resident_kib());
      busy = false;
      if (refuse_after && bytes > refuse_after) return taken(Reply::text("Not this file.", 422));
      taken(std::nullopt);
    };
    bell_.notify_one();
  }
  void finish(Finished finished) override { finished(std::to_string(bytes) + " bytes"); }
  void abandon() noexcept override { ++abandoned; }
  void stop() {
    {
      std::lock_guard lock(mutex_);
      over_ = true;
    }
    bell_.notify_one();
    if (thread_.joinable()) thread_.join();
  }

  std::atomic<bool> busy = false;
  std::atomic<std::size_t> bytes = 0;
  std::size_t refuse_after = 0;
  std::uint64_t sum = 0;
  long most_kib = 0;
  std::atomic<int> abandoned = 0;

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (!over_) {
      bell_.wait(lock, [&] { return over_ || work_; });
      auto work = std::exchange(work_, nullptr);
      lock.unlock();
      if (work) work();
      lock.lock();
    }
  }
  std::mutex mutex_;
  std::condition_variable bell_;
  std::function<void()> work_;
  bool over_ = false;
  std::thread thread_{[this] { run(); }};
};

Config uploads(std::shared_ptr<BodySink> sink, std::size_t max = 100 * 1024 * 1024) {
  Config config =
      config_with([](std::shared_ptr<const Request> request, Done done) { done(Reply::text(request->upload + request->body)); });
  config.plan_body = [=](const Request& head) {
    return head.path == "/upload" ? BodyPlan{.max_bytes = max, .sink = sink} : BodyPlan{.max_bytes = 1024};
  };
  return config;
}

TEST(Upload, OfFiftyMegabytesOverTlsNeedsLittleMemory) {
  constexpr std::size_t total = 50 * 1024 * 1024;
  TestCertificate certificate;
  auto sink = std::make_shared<CountingSink>();
  Config config = uploads(sink);
  config.tls = {certificate.cert_file(), certificate.key_file()};
  Running running(config);
  Client client = running.client(certificate.cert_file());
  long before = resident_kib();
  auto started = Time::now();
  ASSERT_TRUE(client.write(running.head("POST /upload", "Content-Length: " + std::to_string(total) + "\r\n")));
  std::string block(64 * 1024, '\x01');
  for (std::size_t sent = 0; sent < total; sent += block.size()) ASSERT_TRUE(client.write(block));
  auto reply = client.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, std::to_string(total) + " bytes");
  EXPECT_EQ(sink->sum, total);
  EXPECT_EQ(sink->abandoned, 0);
#ifndef __SANITIZE_ADDRESS__  // which keeps what was freed
  EXPECT_LT(sink->most_kib - before, 8 * 1024);
#endif
  auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Time::now() - started);
  RecordProperty("milliseconds", int(took.count()));
  RecordProperty("kib", int(sink->most_kib - before));
  EXPECT_EQ(client.send(Method::post, "/other", {}, "small")->body, "small");
}

TEST(Upload, MayComeInChunks) {
  auto sink = std::make_shared<CountingSink>();
  Running running(uploads(sink));
  Client client = running.client();
  std::string out = running.head("POST /upload", "Transfer-Encoding: chunked\r\n");
  for (int i = 0; i < 1000; ++i) out += "3e8\r\n" + std::string(1000, 'a') + "\r\n";
  client.write(out + "0\r\n\r\n" + running.head("GET /next"));
  EXPECT_EQ(client.read_reply()->body, "1000000 bytes");
  EXPECT_EQ(client.read_reply()->status, 200);
}

/// Takes one piece and then thinks about it for ever.
class SlowSink : public BodySink {
 public:
  void take(std::string piece, Taken taken) override {
    bytes += piece.size();
    std::lock_guard lock(mutex);
    held = std::move(taken);
  }
  void finish(Finished finished) override { finished("all"); }
  void abandon() noexcept override { ++abandoned; }
  std::mutex mutex;
  Taken held;
  std::atomic<std::size_t> bytes = 0;
  std::atomic<int> abandoned = 0;
};

TEST(Upload, WaitsForASlowSink) {
  auto sink = std::make_shared<SlowSink>();
  Config config = uploads(sink);
  config.limits.drain = 50ms;
  Running running(config);
  Client client = running.client("", 100ms);
  client.write(running.head("POST /upload", "Content-Length: 90000000\r\n"));
  while (client.write(std::string(1024 * 1024, 'a'))) {
  }
  EXPECT_GT(sink->bytes, 0u);
  EXPECT_LE(sink->bytes, 64u * 1024);
  running.server.stop();
  EXPECT_EQ(sink->abandoned, 1);
}

TEST(Upload, IsAbandonedWhenItCannotBeFinished) {
  {
    auto sink = std::make_shared<CountingSink>();
    sink->refuse_after = 100'000;
    Running running(uploads(sink));
    auto reply = running.client().send(Method::post, "/upload", {}, std::string(1'000'000, 'a'));
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 422);
    EXPECT_EQ(reply->body, "Not this file.");
    EXPECT_EQ(reply->header("Connection"), "close");
    EXPECT_EQ(sink->abandoned, 1);
  }
  {
    auto sink = std::make_shared<CountingSink>();
    Running running(uploads(sink));
    { running.client().write(running.head("POST /upload", "Content-Length: 1000\r\n") + "only this"); }
    EXPECT_TRUE(soon([&] { return sink->abandoned == 1; }));
  }
  {
    auto sink = std::make_shared<CountingSink>();
    Running running(uploads(sink, 1'000));
    EXPECT_EQ(running.client().send(Method::post, "/upload", {}, std::string(1'000, 'a'))->status, 200);
    EXPECT_EQ(running.client().send(Method::post, "/upload", {}, std::string(1'001, 'a'))->status, 413);
    Client client = running.client();
    client.write(running.head("POST /upload", "Transfer-Encoding: chunked\r\n") + "3e9\r\n" + std::string(1'001, 'a') + "\r\n0\r\n\r\n");
    EXPECT_EQ(client.read_reply()->status, 413);
    EXPECT_EQ(sink->abandoned, 2);
  }
}

TEST(Upload, SharesTheRoomForCollectedBodies) {
  Config config = echo();
  config.limits.bodies_bytes = 150'000;
  Running running(config);
  Client first = running.client(), second = running.client(), third = running.client();
  first.write(running.head("POST /", "Content-Length: 100001\r\n") + std::string(100'000, 'a'));
  EXPECT_EQ(second.send(Method::post, "/", {}, std::string(40'000, 'a'))->status, 200);
  auto shed = soon([&] { return running.client().send(Method::post, "/", {}, std::string(60'000, 'a'))->status == 503; });
  EXPECT_TRUE(shed);
  first.write("a");
  EXPECT_EQ(first.read_reply()->status, 200);
  EXPECT_EQ(third.send(Method::post, "/", {}, std::string(150'000, 'a'))->status, 200);
  EXPECT_EQ(third.send(Method::post, "/", {}, std::string(150'001, 'a'))->status, 503);
}

TEST(Upload, OfAFieldOfTenMegabytesIsRefusedInAPlainSentence) {
  Running running(echo());
  Client client = running.client();
  auto reply = client.send(Method::post, "/form", {{"Content-Type", "application/x-www-form-urlencoded"}},
                           "words=" + std::string(10 * 1024 * 1024, 'a'));
  ASSERT_TRUE(reply) << "the answer has to reach a browser that is still sending";
  EXPECT_EQ(reply->status, 413);
  EXPECT_NE(reply->body.find("What you sent is larger than this page takes. Send less at a time, or a smaller file."), std::string::npos);
  EXPECT_EQ(running.server.counts().requests, 0u);
}

}  // namespace
}  // namespace hearth::web
