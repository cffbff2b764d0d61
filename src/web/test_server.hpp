// For tests only: a server that runs for the length of a test, and what tests ask of it.
#pragma once

#include "web/client.hpp"
#include "web/server.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace hearth::web {

using namespace std::chrono_literals;
using Done = std::function<void(Reply)>;
using Time = std::chrono::steady_clock;

inline Config config_with(Handler handler) {
  Config config;
  config.handler = std::move(handler);
  return config;
}

inline Config echo() {
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

}  // namespace hearth::web
