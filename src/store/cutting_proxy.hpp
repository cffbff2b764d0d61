// A network for tests that breaks when it is told to: a proxy in front of the PostgreSQL server.
#pragma once

#include <arpa/inet.h>
#include <netdb.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <stdexcept>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace hearth::store::testing {

/// Passes bytes between any number of clients and one server. Listens on 127.0.0.1 at a port of its own.
class CuttingProxy {
 public:
  enum class Cut { nothing, before_the_commit, after_the_commit, everything };

  CuttingProxy(std::string host, std::string port) : host_(std::move(host)), port_(std::move(port)) {
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), length) != 0 || ::listen(listener_, 16) != 0 ||
        ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length) != 0)
      throw std::runtime_error("the proxy cannot listen");
    listens_at_ = ntohs(address.sin_port);
    thread_ = std::jthread([this](std::stop_token stop) { run(stop); });
  }
  ~CuttingProxy() {
    thread_.request_stop();
    thread_.join();
    cut_all();
    ::close(listener_);
  }
  CuttingProxy(const CuttingProxy&) = delete;

  int port() const { return listens_at_; }
  /// The next time that a client commits: cuts its connection instead, or after the server has answered but before the client hears.
  /// `everything` cuts all connections now.
  void cut(Cut what) { cut_ = what; }
  int cuts() const { return cuts_; }

 private:
  struct Pair {
    int client;
    int server;
  };

  void run(std::stop_token stop) {
    while (!stop.stop_requested()) {
      if (cut_ == Cut::everything) cut_all();
      std::vector<pollfd> waiting = {{listener_, POLLIN, 0}};
      for (const auto& pair : pairs_) {
        waiting.push_back({pair.client, POLLIN, 0});
        waiting.push_back({pair.server, POLLIN, 0});
      }
      ::poll(waiting.data(), waiting.size(), 5);
      for (std::size_t i = pairs_.size(); i-- > 0;) {
        const bool open = (!waiting[1 + 2 * i].revents || from_client(pairs_[i])) &&
                          (!waiting[2 + 2 * i].revents || pass(pairs_[i].server, pairs_[i].client));
        if (!open) close(i);
      }
      if (waiting[0].revents) accept();
    }
  }

  void accept() {
    addrinfo* found = nullptr;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    addrinfo hints{};
    hints.ai_family = AF_INET;
    const bool connected =
        ::getaddrinfo(host_.c_str(), port_.c_str(), &hints, &found) == 0 && ::connect(server, found->ai_addr, found->ai_addrlen) == 0;
    if (found) ::freeaddrinfo(found);
    pairs_.push_back({client, server});
    if (!connected) close(pairs_.size() - 1);
  }

  bool from_client(const Pair& pair) {
    const std::string bytes = receive(pair.client);
    const bool commits = bytes.find(std::string_view("commit\0", 7)) != std::string::npos;
    if (commits && cut_ == Cut::before_the_commit) return cut_now();
    if (bytes.empty() || ::send(pair.server, bytes.data(), bytes.size(), MSG_NOSIGNAL) < 0) return false;
    if (!commits || cut_ != Cut::after_the_commit) return true;
    receive(pair.server);  // the answer that the client never hears
    return cut_now();
  }

  bool pass(int from, int to) {
    const std::string bytes = receive(from);
    return !bytes.empty() && ::send(to, bytes.data(), bytes.size(), MSG_NOSIGNAL) >= 0;
  }

  static std::string receive(int from) {
    std::array<char, 65536> buffer;
    const auto length = ::recv(from, buffer.data(), buffer.size(), 0);
    return {buffer.data(), length > 0 ? std::size_t(length) : 0};
  }

  bool cut_now() {
    cut_ = Cut::nothing;
    ++cuts_;
    return false;
  }
  void cut_all() {
    cut_now();
    while (!pairs_.empty()) close(pairs_.size() - 1);
  }
  void close(std::size_t i) {
    ::close(pairs_[i].client);
    ::close(pairs_[i].server);
    pairs_.erase(pairs_.begin() + std::ptrdiff_t(i));
  }

  const std::string host_;
  const std::string port_;
  int listener_ = -1;
  int listens_at_ = 0;
  std::vector<Pair> pairs_;
  std::atomic<Cut> cut_ = Cut::nothing;
  std::atomic<int> cuts_ = 0;
  std::jthread thread_;
};

}  // namespace hearth::store::testing
