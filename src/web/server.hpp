// The HTTP/1.1 server, with or without TLS. Strict: what two parsers could read in two ways is refused and the connection closed.
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"
#include "web/message.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::web {

/// Called on a network thread, so it must not block: hand work that waits (database, password hash) to a pool.
/// `done` may be called from any thread, at once or later, exactly once (a second call does nothing). If every copy of it is
/// dropped uncalled, the browser gets a 500.
using Handler = std::function<void(std::shared_ptr<const Request> request, std::function<void(Reply)> done)>;

/// Takes a request's body piece by piece, so that an upload of any size needs little memory. Pieces come one at a time, in
/// order, on a network thread that must not be blocked; nothing more is read until the answer has been called (back pressure).
/// A Reply as answer ends the request with it: the rest of the body is not read and the connection is closed.
class BodySink {
 public:
  using Taken = std::function<void(std::optional<Reply> refusal)>;
  using Finished = std::function<void(std::expected<std::string, Reply> upload)>;

  virtual ~BodySink() = default;
  virtual void take(std::string piece, Taken taken) = 0;  ///< At most 64 KiB, never empty.
  virtual void finish(Finished finished) = 0;             ///< The body is complete; the value becomes Request::upload.
  virtual void abandon() noexcept = 0;  ///< It never will be: undo. Instead of `finish`, after a refusal, or while `take` has not answered.
};

/// What to do with one request's body.
struct BodyPlan {
  std::size_t max_bytes = 0;         ///< A longer one is refused with 413.
  std::shared_ptr<BodySink> sink{};  ///< Null: the body is collected in Request::body.
};

/// Every limit of the edge, with the figure that it is tested at.
struct Limits {
  std::size_t head_bytes = 16 * 1024;               ///< Request line and headers together; over: 431.
  std::size_t headers = 64;                         ///< Over: 431.
  std::size_t body_bytes = 1024 * 1024;             ///< Where plan_body gives no other; over: 413.
  std::chrono::milliseconds head_deadline{10'000};  ///< From first byte (or connect, with TLS handshake) to the end of the head; over: 408.
  std::chrono::milliseconds body_grace{10'000};     ///< Before the body's rate is looked at, and between two pieces.
  std::size_t body_bytes_per_second = 1024;         ///< Below this, after the grace: 408.
  std::chrono::milliseconds write_stall{30'000};    ///< Without one byte taken by the browser; over: closed.
  std::chrono::milliseconds idle{60'000};           ///< Between two requests of a connection.
  std::chrono::milliseconds heartbeat{15'000};      ///< Comment on a live stream when nothing else was sent.
  std::chrono::milliseconds drain{10'000};          ///< What stop() gives running requests.
  std::size_t bodies_bytes = 256 * 1024 * 1024;     ///< Of all bodies that are being collected, together; over: 503.
  std::size_t connections = 10'000;                 ///< Over: closed at accept.
  std::size_t live_streams = 4'000;                 ///< Over: 503.
  std::size_t requests_in_flight = 512;             ///< Over: 503 with Retry-After.
  std::size_t requests_per_connection = 10'000;     ///< Then the connection is closed after the answer.
};

struct Tls {
  std::string cert_file;  ///< PEM: the server's certificate, then the chain.
  std::string key_file;   ///< PEM.
};

/// A request that the edge refused before any handler saw it: for the security log. No text of the request is in it.
struct Refused {
  std::string peer;
  int status;
  std::string_view why;  ///< A sentence of ours, lives as long as the program.
};

struct Config {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;            ///< 0: any free one, see Server::port.
  std::vector<std::string> hosts{};  ///< Allowed Host values: "hearth.example.org" (then also with the bound port) or
                                     ///< "hearth.example.org:8443". Empty: only localhost, 127.0.0.1 and [::1], with the bound port.
  std::optional<Tls> tls{};
  std::optional<std::string> proxy{};  ///< Address of a TLS proxy: connections from it count as secure, peer is the last X-Forwarded-For.
  Limits limits{};
  int threads = 1;
  Clock* clock = nullptr;  ///< For the Date header; must outlive the server. Null: none is sent (RFC 9110 6.6.1).
  Handler handler{};
  std::function<BodyPlan(const Request& head)> plan_body{};                    ///< Asked when the head is in; must not block. Optional.
  std::function<Reply(int status, const std::string& sentence)> error_page{};  ///< Styles the server's own refusals. Optional.
  std::function<void(const Refused&)> on_refused{};                            ///< Called on network threads. Optional.
};

/// What has happened since start.
struct Counts {
  std::uint64_t connections = 0;  ///< Accepted.
  std::uint64_t connections_open = 0;
  std::uint64_t connections_turned_away = 0;
  std::uint64_t requests = 0;  ///< Handed to the handler.
  std::uint64_t requests_in_flight = 0;
  std::uint64_t refused = 0;  ///< By the edge, 4xx and 5xx.
  std::uint64_t shed = 0;     ///< Answered with 503 for want of room; counted in `refused` too.
  std::uint64_t live_open = 0;
  std::uint64_t live_too_slow = 0;
};

class Server {
 public:
  explicit Server(Config config);
  ~Server();  ///< Stops.
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Binds, reads the certificate and starts the threads. An error says what could not be done and what to do.
  Result<void> start();

  std::uint16_t port() const;  ///< The bound port; 0 before start.

  /// Accepts no more, closes idle connections and live streams, lets running requests finish within Limits::drain, then cuts.
  /// Returns when all threads have ended. Not to be called from a handler. May be called twice.
  void stop();

  /// Reads the certificate files again (after renewal); open connections keep what they have. On error nothing changes.
  Result<void> renew_certificate();

  Counts counts() const;

 private:
  struct Inside;
  std::unique_ptr<Inside> inside_;
};

}  // namespace hearth::web
