// The strict gate in front of the parser. It reads the raw head of a request and refuses whatever two parsers could read in two
// ways, and whatever an edge with one origin has no use for. Pure: bytes in, verdict out.
//
// Source: RFC 9112 (2.2, 3, 5, 6), RFC 9110 (5.5, 7.2, 8.6, 10.1.1). Stricter than both on purpose: no absolute form, no repeated
// Content-Length even when equal, no obs-fold, no obs-text, no Upgrade, upper-case methods only.
#pragma once

#include "web/message.hpp"

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::web {

/// What the gate needs to know about this server.
struct GatePolicy {
  std::vector<std::string> hosts{};  ///< Complete Host values in lower case: "hearth.example.org", "localhost:8080".
  std::size_t head_bytes = 16 * 1024;
  std::size_t headers = 64;
};

/// Complete Host values from the names that the operator configured, the bound port and the scheme.
std::vector<std::string> allowed_hosts(const std::vector<std::string>& configured, std::uint16_t port, bool tls);

/// Why a request is refused. The connection is closed after the answer.
struct Fault {
  int status;
  std::string_view sentence;  ///< For the person, lives as long as the program.
};

/// How the body is delimited, and what else of the head rules the connection.
struct Framing {
  Method method = Method::get;
  std::string_view target{};  ///< Points into the head.
  bool http11 = true;
  bool chunked = false;
  std::uint64_t content_length = 0;  ///< 0 without the header.
  bool keep_alive = true;
  bool expects_continue = false;

  bool has_body() const { return chunked || content_length > 0; }
};

/// Looks for the end of the head in what has arrived, as early as can be: a bare LF, a bare CR or a control character is refused
/// at once, not when the head is complete. Returns the head's length with its empty line, or nothing when more is needed.
class HeadScan {
 public:
  explicit HeadScan(std::size_t limit) : limit_(limit) {}
  /// `bytes` begins with the same bytes as at the last call, and has more.
  std::expected<std::optional<std::size_t>, Fault> scan(std::string_view bytes);

 private:
  std::size_t limit_;
  std::size_t seen_ = 0;
};

/// Judges a complete head, from the first letter of the method up to and with the empty line.
std::expected<Framing, Fault> check_head(std::string_view head, const GatePolicy& policy);

}  // namespace hearth::web
