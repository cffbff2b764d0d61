// The headers that every reply carries. The server puts them on; no page can forget or weaken them.
#pragma once

#include "base/time.hpp"
#include "web/message.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace hearth::web {

using HeaderView = std::pair<std::string_view, std::string_view>;

/// The fixed security headers, in the order sent. With `secure`, also Strict-Transport-Security (two years, subdomains).
/// Source: OWASP ASVS 5.0.0 3.4.1-3.4.8 and 14.3.2.
std::span<const HeaderView> security_headers(bool secure);

/// Cache-Control: a year and immutable for assets, no-store for all else.
std::string_view cache_control(bool immutable);

/// "Tue, 07 Apr 2026 09:30:00 GMT" (RFC 9110 5.6.7).
std::string http_date(Instant at);

struct HeadOptions {
  bool secure = false;
  bool close = false;           ///< Connection: close
  std::optional<Instant> date;  ///< Date, when known.
};

/// The head of a reply as it goes over the wire, up to and with the empty line. Nothing when the reply names a header that is
/// the server's own, or has a name or value that would break the framing: the caller sends a 500.
std::optional<std::string> reply_head(const Reply& reply, const HeadOptions& options);

}  // namespace hearth::web
