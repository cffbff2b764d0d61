#include "web/headers.hpp"

#include "web/words.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

#include <fmt/format.h>

namespace hearth::web {
namespace {

// Scripts and styles come from our own files only: no 'unsafe-inline', no nonce, nothing that text injected into a page could run.
constexpr std::string_view content_security_policy =
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; img-src 'self' data:";
constexpr std::string_view permissions_policy =
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), "
    "serial=(), usb=()";

// The last is left out over plain HTTP, where browsers must ignore it (RFC 6797 7.2).
constexpr std::array<HeaderView, 7> all_security_headers{{
    {"Content-Security-Policy", content_security_policy},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", permissions_policy},
    {"Strict-Transport-Security", "max-age=63072000; includeSubDomains"},
}};

constexpr std::array<std::string_view, 8> framing_headers{"Cache-Control", "Connection", "Content-Length",    "Date",
                                                          "Keep-Alive",    "Trailer",    "Transfer-Encoding", "Upgrade"};

bool is_servers_own(std::string_view name) {
  auto same = [&](std::string_view other) { return same_word(name, other); };
  return std::ranges::any_of(framing_headers, same) || std::ranges::any_of(all_security_headers, same, &HeaderView::first);
}

void append(std::string& out, std::string_view name, std::string_view value) {
  out += name;
  out += ": ";
  out += value;
  out += "\r\n";
}

}  // namespace

std::span<const HeaderView> security_headers(bool secure) {
  return std::span(all_security_headers).first(all_security_headers.size() - (secure ? 0 : 1));
}

std::string_view cache_control(bool immutable) { return immutable ? "public, max-age=31536000, immutable" : "no-store"; }

std::string http_date(Instant at) {
  static constexpr std::array<std::string_view, 7> days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array<std::string_view, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  using namespace std::chrono;
  sys_seconds second = floor<seconds>(sys_time<microseconds>(microseconds(at.micros)));
  sys_days day = floor<std::chrono::days>(second);
  year_month_day civil{day};
  hh_mm_ss clock{second - day};
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days[weekday{day}.c_encoding()], unsigned(civil.day()),
                     months[unsigned(civil.month()) - 1], int(civil.year()), clock.hours().count(), clock.minutes().count(),
                     clock.seconds().count());
}

std::optional<std::string> reply_head(const Reply& reply, const HeadOptions& options) {
  if (reply.status < 200 || reply.status > 599) return {};
  std::string out;
  out.reserve(1024);
  out += "HTTP/1.1 ";
  out += std::to_string(reply.status);
  out += ' ';
  out += reason(reply.status);
  out += "\r\n";
  for (const auto& [name, value] : reply.headers) {
    if (!is_token(name) || !is_header_value(value) || is_servers_own(name)) return {};
    append(out, name, value);
  }
  for (const auto& [name, value] : security_headers(options.secure)) append(out, name, value);
  append(out, "Cache-Control", cache_control(reply.immutable));
  if (options.date) append(out, "Date", http_date(*options.date));
  if (reply.live) {
    append(out, "X-Accel-Buffering", "no");                 // or nginx keeps events back until its buffer is full
  } else if (reply.status != 204 && reply.status != 304) {  // RFC 9110 8.6
    append(out, "Content-Length", std::to_string(reply.bytes().size()));
  }
  if (options.close || reply.live) append(out, "Connection", "close");
  out += "\r\n";
  return out;
}

}  // namespace hearth::web
