// Cookies as Hearth sets them: for this host only, never readable by scripts, not sent along by other sites' forms.
#pragma once

#include "web/message.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hearth::web {

/// "__Host-name" when the browser speaks TLS; browsers then refuse it from anyone but this very host over TLS (RFC 6265bis 4.1.3.2).
/// Plain HTTP is for loopback only, where browsers would not keep such a cookie: there it is "name".
std::string cookie_name(std::string_view name, bool secure);

/// The value of a Set-Cookie header: HttpOnly, SameSite=Lax, Path=/ and, when secure, Secure. Without `max_age` it ends with
/// the browser's session. Precondition: name is a token and value is made of cookie-octets (base 64 and hexadecimal are).
std::string make_cookie(std::string_view name, std::string_view value, bool secure, std::optional<std::chrono::seconds> max_age = {});

/// The value of a Set-Cookie header that makes the browser forget.
std::string forget_cookie(std::string_view name, bool secure);

/// Reads back what make_cookie set, under the name that fits how the request came.
std::optional<std::string_view> read_cookie(const Request& request, std::string_view name);

}  // namespace hearth::web
