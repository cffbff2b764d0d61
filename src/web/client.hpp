// A small blocking HTTP/1.1 client for tests and the load bench. One connection, kept alive; not for talking to strangers.
#pragma once

#include "base/result.hpp"
#include "web/message.hpp"

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::web {

struct ClientReply {
  int status = 0;
  std::vector<Header> headers;
  std::string body;

  std::string_view header(std::string_view name) const;       ///< The first, by name in any case; "" when there is none.
  std::vector<std::string> all(std::string_view name) const;  ///< All of that name, in order: Set-Cookie repeats.
};

struct ClientOptions {
  std::string address = "127.0.0.1";  ///< Numeric.
  std::uint16_t port = 0;
  std::string host{};                         ///< Host header; empty: address:port.
  std::string ca_file{};                      ///< Set: speak TLS, and trust only certificates that this PEM file signs.
  std::chrono::milliseconds timeout{10'000};  ///< Of one read or write.
};

class Client {
 public:
  static Result<Client> connect(ClientOptions options);
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;
  ~Client();

  /// Sends one request and reads its answer. Content-Length and Host are added. An error means that the connection is over.
  Result<ClientReply> send(Method method, std::string_view target, const std::vector<Header>& headers = {}, std::string_view body = {});
  Result<ClientReply> get(std::string_view target, const std::vector<Header>& headers = {}) { return send(Method::get, target, headers); }

  /// For tests of the wire itself.
  bool write(std::string_view bytes);
  std::string read_some();  ///< What is there, waiting for at least one byte; "" when closed or timed out.
  Result<ClientReply> read_reply(bool head_only = false);
  bool closed_by_server();  ///< Waits until the timeout for the end of the stream.

 private:
  struct Inside;
  explicit Client(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace hearth::web
