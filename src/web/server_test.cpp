// The server over real sockets: threads, TLS, deadlines, uploads, stopping.
#include "web/server.hpp"

#include "web/client.hpp"
#include "web/form.hpp"
#include "web/test_certificate.hpp"

#include <openssl/ssl.h>

#include <gtest/gtest.h>

#include <atomic>
#include <condition_variable>
#include <fstream>
#include <future>
#include <mutex>
#include <thread>

namespace hearth::web {
namespace {

using namespace std::chrono_literals;
using Done = std::function<void(Reply)>;
using Time = std::chrono::steady_clock;

Config config_with(Handler handler) {
  Config config;
  config.handler = std::move(handler);
  return config;
}

Config echo() {
  return config_with([](std::shared_ptr<const Request> request, Done done) {
    done(Reply::text(std::string(to_string(request->method)) + " " + request->path + " " + request->body));
  });
}

struct Running {
  explicit Running(Config config) : server(std::move(config)) {
    auto started = server.start();
    EXPECT_TRUE(started) << started.error().front().sentence;
  }
  Client client(std::string ca_file = "", std::chrono::milliseconds timeout = 10s) {
    auto connected = Client::connect({.port = server.port(), .ca_file = std::move(ca_file), .timeout = timeout});
    EXPECT_TRUE(connected) << connected.error().front().sentence;
    return std::move(*connected);
  }
  std::string head(const std::string& line, const std::string& headers = "") const {
    return line + " HTTP/1.1\r\nHost: 127.0.0.1:" + std::to_string(server.port()) + "\r\n" + headers + "\r\n";
  }
  Server server;
};

template <class Condition>
bool soon(Condition holds, std::chrono::milliseconds limit = 5s) {
  for (auto end = Time::now() + limit; Time::now() < end; std::this_thread::sleep_for(2ms))
    if (holds()) return true;
  return holds();
}

TEST(Server, AnswersOneRequestAfterAnotherOnOneConnection) {
  Running running(echo());
  Client client = running.client();
  for (int i = 0; i < 3; ++i) {
    auto reply = client.send(Method::post, "/children/1", {}, "hello");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, "POST /children/1 hello");
  }
  Counts counts = running.server.counts();
  EXPECT_EQ(counts.requests, 3u);
  EXPECT_EQ(counts.connections, 1u);
  EXPECT_EQ(counts.requests_in_flight, 0u);
}

TEST(Server, AnswersOnSeveralThreads) {
  Config config = echo();
  config.threads = 3;
  Running running(std::move(config));
  std::vector<std::thread> people;
  std::atomic<int> answered = 0;
  for (int i = 0; i < 6; ++i)
    people.emplace_back([&] {
      Client client = running.client();
      for (int n = 0; n < 50; ++n) answered += client.get("/a")->status == 200;
    });
  for (auto& person : people) person.join();
  EXPECT_EQ(answered, 300);
}

TEST(Server, TakesAnAnswerFromAnyThread) {
  std::vector<std::thread> workers;
  {
    Running running(config_with([&](std::shared_ptr<const Request>, Done done) {
      workers.emplace_back([done] {
        std::this_thread::sleep_for(5ms);
        done(Reply::text("late"));
      });
    }));
    Client client = running.client();
    for (int i = 0; i < 5; ++i) EXPECT_EQ(client.get("/")->body, "late");
  }
  for (auto& worker : workers) worker.join();
}

TEST(Server, AnswersForAHandlerThatForgetsThrowsOrSpeaksTwice) {
  Running running(config_with([](std::shared_ptr<const Request> request, Done done) {
    if (request->path == "/throw") throw std::runtime_error("secret");
    if (request->path == "/twice") done(Reply::text("first"));
    if (request->path == "/twice") done(Reply::text("second"));
    if (request->path == "/split") done(Reply::text("").with("X-A", "1\r\nX-B: 2"));
  }));
  Client client = running.client();
  for (const char* path : {"/forget", "/throw", "/split"}) {
    auto reply = client.get(path);
    ASSERT_TRUE(reply) << path;
    EXPECT_EQ(reply->status, 500) << path;
    EXPECT_NE(reply->body.find("Something went wrong on our side"), std::string::npos);
    EXPECT_EQ(reply->body.find("secret"), std::string::npos);
    EXPECT_EQ(reply->header("X-B"), "");
  }
  EXPECT_EQ(client.get("/twice")->body, "first");
  EXPECT_EQ(client.get("/twice")->body, "first");
}

TEST(Server, SendsNoBodyWhereThereMustBeNone) {
  Running running(config_with([](std::shared_ptr<const Request> request, Done done) {
    Reply reply = Reply::text("hello");
    if (request->path == "/304") reply.status = 304;
    if (request->path == "/204") reply.status = 204;
    done(std::move(reply));
  }));
  Client client = running.client();
  auto head = client.send(Method::head, "/");
  EXPECT_EQ(head->header("Content-Length"), "5");
  for (const char* path : {"/304", "/204"}) EXPECT_EQ(client.get(path)->header("Content-Length"), "");
  EXPECT_EQ(client.get("/")->body, "hello");  // nothing was left in between
}

TEST(Server, SpeaksTls) {
  TestCertificate certificate;
  Config config = echo();
  config.tls = {certificate.cert_file(), certificate.key_file()};
  Running running(std::move(config));
  Client client = running.client(certificate.cert_file());
  auto reply = client.send(Method::post, "/a", {}, std::string(100'000, 'x'));
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body.size(), std::string("POST /a ").size() + 100'000);
  EXPECT_NE(reply->header("Strict-Transport-Security"), "");
  EXPECT_EQ(client.get("/b")->body, "GET /b ");

  Client plain = running.client();
  EXPECT_FALSE(plain.get("/"));  // no HTTP on the TLS port
}

/// Handshakes as told and returns the negotiated version, "" when refused.
std::string shake(std::uint16_t port, int max_version, const char* ciphers, std::string_view alpn) {
  std::unique_ptr<SSL_CTX, decltype(&SSL_CTX_free)> context(SSL_CTX_new(TLS_client_method()), SSL_CTX_free);
  SSL_CTX_set_security_level(context.get(), 0);
  SSL_CTX_set_max_proto_version(context.get(), max_version);
  if (*ciphers) SSL_CTX_set_cipher_list(context.get(), ciphers);
  std::unique_ptr<BIO, decltype(&BIO_free_all)> bio(BIO_new_ssl_connect(context.get()), BIO_free_all);
  SSL* ssl = nullptr;
  BIO_get_ssl(bio.get(), &ssl);
  SSL_set_alpn_protos(ssl, reinterpret_cast<const unsigned char*>(alpn.data()), unsigned(alpn.size()));
  BIO_set_conn_hostname(bio.get(), ("127.0.0.1:" + std::to_string(port)).c_str());
  if (BIO_do_handshake(bio.get()) != 1) return "";
  return SSL_get_version(ssl);
}

TEST(Server, SpeaksOnlySoundTls) {
  TestCertificate certificate;
  Config config = echo();
  config.tls = {certificate.cert_file(), certificate.key_file()};
  Running running(std::move(config));
  std::uint16_t port = running.server.port();
  EXPECT_EQ(shake(port, TLS1_3_VERSION, "", ""), "TLSv1.3");
  EXPECT_EQ(shake(port, TLS1_2_VERSION, "", ""), "TLSv1.2");
  EXPECT_EQ(shake(port, TLS1_1_VERSION, "ALL:@SECLEVEL=0", ""), "");
  EXPECT_EQ(shake(port, TLS1_2_VERSION, "AES128-SHA", ""), "");
  EXPECT_EQ(shake(port, TLS1_2_VERSION, "ECDHE-ECDSA-AES128-SHA256", ""), "");
  EXPECT_EQ(shake(port, TLS1_2_VERSION, "ECDHE-ECDSA-AES128-GCM-SHA256", ""), "TLSv1.2");
  EXPECT_EQ(shake(port, TLS1_3_VERSION, "", "\x02h2\x08http/1.1"), "TLSv1.3");
  EXPECT_EQ(shake(port, TLS1_3_VERSION, "",
                  "\x02h2\x03"
                  "ftp"),
            "");
}

TEST(Server, TakesARenewedCertificateWithoutARestart) {
  TestCertificate certificate;
  Config config = echo();
  config.tls = {certificate.cert_file(), certificate.key_file()};
  Running running(std::move(config));
  Client old = running.client(certificate.cert_file());
  certificate.write();
  EXPECT_FALSE(Client::connect({.port = running.server.port(), .ca_file = certificate.cert_file()}));
  ASSERT_TRUE(running.server.renew_certificate());
  EXPECT_EQ(running.client(certificate.cert_file()).get("/")->status, 200);
  EXPECT_EQ(old.get("/")->status, 200);
  std::ofstream(certificate.key_file()) << "not a key";
  auto refused = running.server.renew_certificate();
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().front().sentence.find(certificate.key_file()), std::string::npos);
  EXPECT_EQ(running.client(certificate.cert_file()).get("/")->status, 200);
}

TEST(Server, SaysWhyItCannotStart) {
  Running running(echo());
  Config taken = echo();
  taken.port = running.server.port();
  EXPECT_EQ(Server(taken).start().error().front().field, "port");
  Config nowhere = echo();
  nowhere.address = "localhost";
  EXPECT_EQ(Server(nowhere).start().error().front().field, "address");
  Config no_certificate = echo();
  no_certificate.tls = {"/nowhere/cert.pem", "/nowhere/key.pem"};
  EXPECT_NE(Server(no_certificate).start().error().front().sentence.find("/nowhere/cert.pem"), std::string::npos);
  EXPECT_EQ(Server(Config{}).start().error().front().field, "handler");
}

TEST(Server, AnswersOnlyUnderItsOwnNames) {
  Config config = echo();
  config.hosts = {"hearth.example.org", "other.example.org:8443"};
  Running running(std::move(config));
  std::string bound = ":" + std::to_string(running.server.port());
  auto status = [&](std::string host) {
    return Client::connect({.port = running.server.port(), .host = std::move(host)})->get("/")->status;
  };
  EXPECT_EQ(status("hearth.example.org"), 200);
  EXPECT_EQ(status("Hearth.Example.Org" + bound), 200);
  EXPECT_EQ(status("other.example.org:8443"), 200);
  EXPECT_EQ(status("other.example.org"), 400);
  EXPECT_EQ(status("127.0.0.1" + bound), 400);
}

TEST(Server, BelievesOnlyItsOwnProxy) {
  Config config = config_with([](std::shared_ptr<const Request> request, Done done) {
    done(Reply::text(request->peer + (request->secure ? " secure" : " plain")));
  });
  const std::vector<Header> forwarded{{"X-Forwarded-For", "203.0.113.9, 198.51.100.7"}};
  EXPECT_EQ(Running(config).client().get("/", forwarded)->body, "127.0.0.1 plain");
  config.proxy = "127.0.0.1";
  Running behind(config);
  Client client = behind.client();
  EXPECT_EQ(client.get("/", forwarded)->body, "198.51.100.7 secure");
  EXPECT_EQ(client.get("/")->body, "127.0.0.1 secure");
  EXPECT_EQ(client.get("/", {{"X-Forwarded-For", "<script>"}})->body, "127.0.0.1 secure");
  config.proxy = "192.0.2.1";
  EXPECT_EQ(Running(config).client().get("/", forwarded)->body, "127.0.0.1 plain");
}

TEST(Server, DatesItsAnswersByItsClock) {
  HandClock clock(Instant{1'775'554'200'000'000});
  Config config = echo();
  config.clock = &clock;
  EXPECT_EQ(Running(config).client().get("/")->header("Date"), "Tue, 07 Apr 2026 09:30:00 GMT");
}

TEST(Server, LetsTheAppStyleItsRefusals) {
  Config config = echo();
  config.error_page = [](int status, const std::string& sentence) {
    return Reply::html("<h1>" + std::to_string(status) + "</h1>" + sentence);
  };
  Running running(config);
  auto reply = running.client().get("/a|b");
  EXPECT_EQ(reply->status, 400);
  EXPECT_EQ(reply->body, "<h1>400</h1>The address of this page is not written as it should be.");
}

/// Holds every answer back until it is let go.
class Gatekeeper {
 public:
  Handler handler() {
    return [this](std::shared_ptr<const Request>, Done done) {
      std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(done));
    };
  }
  std::size_t waiting() {
    std::lock_guard lock(mutex_);
    return waiting_.size();
  }
  void let_go() {
    std::lock_guard lock(mutex_);
    for (auto& done : waiting_) done(Reply::text("at last"));
    waiting_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<Done> waiting_;
};

TEST(Server, ShedsWhatIsOverItsRoomAndRecovers) {
  Gatekeeper keeper;
  Config config = config_with(keeper.handler());
  config.limits.requests_in_flight = 2;
  Running running(config);
  Client first = running.client(), second = running.client(), third = running.client();
  first.write(running.head("GET /"));
  second.write(running.head("GET /"));
  ASSERT_TRUE(soon([&] { return keeper.waiting() == 2; }));
  auto shed = third.get("/");
  EXPECT_EQ(shed->status, 503);
  EXPECT_EQ(shed->header("Retry-After"), "2");
  EXPECT_EQ(third.send(Method::post, "/", {}, "body")->status, 503);
  keeper.let_go();
  EXPECT_EQ(first.read_reply()->body, "at last");
  EXPECT_EQ(second.read_reply()->status, 200);
  first.write(running.head("GET /"));
  ASSERT_TRUE(soon([&] { return keeper.waiting() == 1; }));
  keeper.let_go();
  EXPECT_EQ(first.read_reply()->status, 200);
  EXPECT_EQ(running.server.counts().shed, 2u);
}

TEST(Server, TurnsAwayConnectionsOverItsLimit) {
  Config config = echo();
  config.limits.connections = 2;
  Running running(config);
  Client first = running.client(), second = running.client();
  EXPECT_EQ(first.get("/")->status, 200);
  EXPECT_EQ(second.get("/")->status, 200);
  EXPECT_FALSE(running.client().get("/"));
  EXPECT_EQ(running.server.counts().connections_turned_away, 1u);
  { Client gone = std::move(first); }
  EXPECT_TRUE(soon([&] { return running.server.counts().connections_open == 1; }));
  EXPECT_EQ(running.client().get("/")->status, 200);
}

// ---- Uploads

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

// ---- Deadlines

Config hasty() {
  Config config = echo();
  config.limits.head_deadline = 200ms;
  config.limits.body_grace = 200ms;
  config.limits.body_bytes_per_second = 1'000;
  config.limits.write_stall = 200ms;
  config.limits.idle = 200ms;
  return config;
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

// ---- Stopping

TEST(Stop, FinishesWhatRunsAndClosesWhatIsIdle) {
  Gatekeeper keeper;
  Config config = config_with(keeper.handler());
  config.threads = 2;
  Running running(config);
  Client busy = running.client(), idle = running.client("", 3s);
  busy.write(running.head("GET /"));
  ASSERT_TRUE(soon([&] { return keeper.waiting() == 1; }));
  auto stopped = std::async(std::launch::async, [&] { running.server.stop(); });
  EXPECT_TRUE(idle.closed_by_server());
  EXPECT_EQ(stopped.wait_for(50ms), std::future_status::timeout);
  keeper.let_go();
  auto reply = busy.read_reply();
  ASSERT_TRUE(reply);
  EXPECT_EQ(reply->body, "at last");
  EXPECT_EQ(reply->header("Connection"), "close");
  EXPECT_EQ(stopped.wait_for(2s), std::future_status::ready);
  EXPECT_FALSE(Client::connect({.port = running.server.port()}));
}

TEST(Stop, CutsWhatDoesNotFinishInTime) {
  Gatekeeper keeper;
  Config config = config_with(keeper.handler());
  config.limits.drain = 100ms;
  {
    Running running(config);
    Client client = running.client();
    client.write(running.head("GET /"));
    ASSERT_TRUE(soon([&] { return keeper.waiting() == 1; }));
    auto started = Time::now();
    running.server.stop();
    EXPECT_LT(Time::now() - started, 1s);
    EXPECT_FALSE(client.read_reply());
  }
  keeper.let_go();  // the server is gone: nothing happens
}

}  // namespace
}  // namespace hearth::web
