// Beast's HTTP parser as a second reader after the gate: it splits the headers and decodes the body, and has to agree with the
// gate about where the request ends. It never sees the network.
#pragma once

#include "web/gate.hpp"
#include "web/message.hpp"

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::web {

/// Reads one request: first `head`, then `body` until `done`.
class RequestParser {
 public:
  RequestParser();
  RequestParser(RequestParser&&) noexcept;
  ~RequestParser();

  /// Fills method, target, path, query and headers. A fault when the two readers disagree or the target has no safe reading.
  std::optional<Fault> head(std::string_view head, const Framing& framing, Request& into);

  /// Appends to `into` what `bytes` holds of the body, decoded, and returns how many bytes that took; fewer than given when the
  /// body ends or more is needed to go on. Chunk extensions and trailers are refused: nobody sends them but to confuse.
  std::expected<std::size_t, Fault> body(std::string_view bytes, std::string& into);

  bool done() const;

 private:
  struct Reader;
  std::unique_ptr<Reader> reader_;
};

}  // namespace hearth::web
