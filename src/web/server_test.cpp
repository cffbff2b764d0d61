// The server over real sockets: threads, TLS, names, shedding, stopping.
#include "web/server.hpp"

#include "web/testing.hpp"

#include <openssl/ssl.h>

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <future>
#include <thread>

namespace hearth::web {
namespace {

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
