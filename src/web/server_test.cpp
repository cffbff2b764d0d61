#include "web/server.hpp"

#include "web/client.hpp"

#include <gtest/gtest.h>

namespace hearth::web {
namespace {

Config echo() {
  Config config;
  config.handler = [](std::shared_ptr<const Request> request, std::function<void(Reply)> done) {
    done(Reply::text(std::string(to_string(request->method)) + " " + request->path + " " + request->body));
  };
  return config;
}

Client connect(const Server& server) { return std::move(*Client::connect({.port = server.port()})); }

TEST(Server, AnswersOneRequestAfterAnotherOnOneConnection) {
  Server server(echo());
  ASSERT_TRUE(server.start());
  Client client = connect(server);
  for (int i = 0; i < 3; ++i) {
    auto reply = client.send(Method::post, "/children/1", {}, "hello");
    ASSERT_TRUE(reply);
    EXPECT_EQ(reply->status, 200);
    EXPECT_EQ(reply->body, "POST /children/1 hello");
  }
  EXPECT_EQ(server.counts().requests, 3u);
}

}  // namespace
}  // namespace hearth::web
