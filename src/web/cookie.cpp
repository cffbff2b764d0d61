#include "web/cookie.hpp"

#include <string>

namespace hearth::web {

std::string cookie_name(std::string_view name, bool secure) { return (secure ? "__Host-" : "") + std::string(name); }

std::string make_cookie(std::string_view name, std::string_view value, bool secure, std::optional<std::chrono::seconds> max_age) {
  std::string cookie = cookie_name(name, secure);
  cookie += '=';
  cookie += value;
  cookie += "; Path=/; HttpOnly; SameSite=Lax";
  if (secure) cookie += "; Secure";
  if (max_age) cookie += "; Max-Age=" + std::to_string(max_age->count());
  return cookie;
}

std::string forget_cookie(std::string_view name, bool secure) { return make_cookie(name, "", secure, std::chrono::seconds{0}); }

std::optional<std::string_view> read_cookie(const Request& request, std::string_view name) {
  return request.cookie(cookie_name(name, request.secure));
}

}  // namespace hearth::web
