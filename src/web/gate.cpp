#include "web/gate.hpp"

#include "web/words.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <span>

namespace hearth::web {
namespace {

constexpr std::size_t max_length_digits = 15;  // 999 TB: no overflow is in reach

constexpr Fault broken{400, "The browser sent something that could not be understood."};
constexpr Fault bad_address{400, "The address of this page is not written as it should be."};
constexpr Fault bad_framing{400, "The browser sent a request whose length is not clear."};
constexpr Fault bad_host{400, "This server does not answer under that name. Check the address."};
constexpr Fault no_upgrade{400, "This server speaks HTTP/1.1 only."};
constexpr Fault too_large{431, "The browser sent more header lines than this server reads. Clear this site's cookies and try again."};
constexpr Fault unknown_method{501, "This server does not know that kind of request."};
constexpr Fault unknown_coding{501, "This server does not know the coding in which the request was sent."};
constexpr Fault unknown_version{505, "This server speaks HTTP/1.1 only."};
constexpr Fault bad_expectation{417, "This server cannot do what the browser expects of it."};
constexpr Fault coded_body{415, "Send this without compression."};

// Headers that mean one thing only: a second one would let two readers see two requests.
constexpr std::array<std::string_view, 18> singletons{
    "host",           "content-length", "transfer-encoding", "content-type", "content-encoding", "cookie",
    "origin",         "referer",        "authorization",     "expect",       "last-event-id",    "sec-fetch-site",
    "sec-fetch-mode", "sec-fetch-dest", "user-agent",        "upgrade",      "if-none-match",    "if-modified-since"};

bool is_target_char(char c) {  // RFC 3986 pchar, "/" and "?"
  return is_alpha(c) || is_digit(c) || std::string_view("-._~!$&'()*+,;=:@/?").find(c) != std::string_view::npos;
}

std::optional<Fault> check_target(std::string_view target) {
  if (!target.starts_with('/') || target.starts_with("//")) return bad_address;  // origin-form only
  for (std::size_t i = 0; i < target.size(); ++i) {
    if (target[i] == '%') {
      if (i + 2 >= target.size() || hex_digit(target[i + 1]) < 0 || hex_digit(target[i + 2]) < 0) return bad_address;
      i += 2;
    } else if (!is_target_char(target[i])) {
      return bad_address;
    }
  }
  return {};
}

std::optional<Fault> read_request_line(std::string_view line, Framing& framing) {
  std::size_t first = line.find(' '), last = line.rfind(' ');
  if (first == line.npos || first == 0 || first == last) return broken;
  std::string_view method = line.substr(0, first), version = line.substr(last + 1);
  framing.target = line.substr(first + 1, last - first - 1);

  if (!std::ranges::all_of(method, is_upper)) return broken;
  constexpr std::array known{Method::get, Method::head, Method::post, Method::put, Method::del, Method::patch};
  auto at = std::ranges::find(known, method, [](Method m) { return to_string(m); });
  if (version.size() != 8 || !version.starts_with("HTTP/") || !is_digit(version[5]) || version[6] != '.' || !is_digit(version[7]))
    return broken;
  if (version != "HTTP/1.1" && version != "HTTP/1.0") return unknown_version;
  framing.http11 = version == "HTTP/1.1";
  if (at == known.end()) return unknown_method;
  framing.method = *at;
  return check_target(framing.target);
}

/// The headers that the gate judges, gathered in one pass over the lines.
struct Seen {
  std::array<bool, singletons.size()> named{};
  std::optional<std::string_view> host{}, content_length{}, transfer_encoding{}, expect{};
  bool close = false;
  bool upgrade = false;
  bool content_encoding = false;
};

std::optional<Fault> read_connection(std::string_view list, Seen& seen) {
  while (!list.empty()) {
    std::string_view option = next_member(list);
    if (!is_token(option)) return broken;
    if (same_word(option, "close")) seen.close = true;
    if (same_word(option, "upgrade")) seen.upgrade = true;
  }
  return {};
}

/// An underscore where the name has a hyphen is how a header is slipped past a proxy that folds the two.
bool is_disguised(std::string_view name) {
  if (name.find('_') == name.npos) return false;
  std::string plain(name);
  std::ranges::replace(plain, '_', '-');
  return std::ranges::any_of(singletons, [&](std::string_view known) { return same_word(plain, known); });
}

std::optional<Fault> read_header(std::string_view line, Seen& seen) {
  std::size_t colon = line.find(':');
  // A line that begins with a space (obs-fold) has no token before its colon either.
  if (colon == line.npos || !is_token(line.substr(0, colon))) return broken;
  std::string_view name = line.substr(0, colon), value = trimmed(line.substr(colon + 1));
  if (!is_header_value(value) || is_disguised(name)) return broken;

  auto known = std::ranges::find_if(singletons, [&](std::string_view single) { return same_word(name, single); });
  if (known != singletons.end() && std::exchange(seen.named[std::size_t(known - singletons.begin())], true))
    return same_word(name, "content-length") || same_word(name, "transfer-encoding") ? bad_framing : broken;

  if (same_word(name, "host")) seen.host = value;
  if (same_word(name, "content-length")) seen.content_length = value;
  if (same_word(name, "transfer-encoding")) seen.transfer_encoding = value;
  if (same_word(name, "expect")) seen.expect = value;
  if (same_word(name, "upgrade")) seen.upgrade = true;
  if (same_word(name, "content-encoding")) seen.content_encoding = !same_word(value, "identity");
  if (same_word(name, "connection")) return read_connection(value, seen);
  return {};
}

std::optional<Fault> judge_host(const Seen& seen, const GatePolicy& policy) {
  if (!seen.host) return bad_host;
  if (std::ranges::none_of(policy.hosts, [&](const std::string& ours) { return same_word(*seen.host, ours); })) return bad_host;
  return {};
}

std::optional<Fault> judge_framing(const Seen& seen, Framing& framing) {
  if (seen.transfer_encoding) {
    if (seen.content_length || !framing.http11) return bad_framing;
    if (!same_word(*seen.transfer_encoding, "chunked")) return unknown_coding;
    framing.chunked = true;
  }
  if (seen.content_length) {
    std::string_view digits = *seen.content_length;
    if (digits.empty() || digits.size() > max_length_digits || !std::ranges::all_of(digits, is_digit)) return bad_framing;
    std::from_chars(digits.data(), digits.data() + digits.size(), framing.content_length);
  }
  bool bodiless = framing.method == Method::get || framing.method == Method::head;
  if (bodiless && framing.has_body()) return bad_framing;  // RFC 9110 9.3.1: no meaning, and a known way to smuggle
  if (seen.content_encoding && framing.has_body()) return coded_body;
  return {};
}

std::optional<Fault> judge_expectation(const Seen& seen, Framing& framing) {
  if (!seen.expect) return {};
  if (!same_word(*seen.expect, "100-continue")) return bad_expectation;
  framing.expects_continue = framing.http11 && framing.has_body();
  return {};
}

}  // namespace

std::vector<std::string> allowed_hosts(const std::vector<std::string>& configured, std::uint16_t port, bool tls) {
  std::string with_port = ":" + std::to_string(port);
  std::vector<std::string> allowed;
  auto allow = [&](const std::string& name, bool also_without_port) {
    allowed.push_back(name + with_port);
    if (also_without_port) allowed.push_back(name);
  };
  if (configured.empty())
    for (const char* name : {"localhost", "127.0.0.1", "[::1]"}) allow(name, port == (tls ? 443 : 80));
  for (const std::string& host : configured) {
    std::size_t colon = host.rfind(':');
    bool has_port = colon != host.npos && host.find(']', colon) == host.npos;
    if (has_port)
      allowed.push_back(host);
    else
      allow(host, true);
  }
  return allowed;
}

std::expected<std::optional<std::size_t>, Fault> HeadScan::scan(std::string_view bytes) {
  std::string_view within = bytes.substr(0, limit_);
  for (; seen_ < within.size(); ++seen_) {
    char c = within[seen_];
    bool after_cr = seen_ > 0 && within[seen_ - 1] == '\r';
    if ((c == '\n') != after_cr) return std::unexpected(broken);  // bare LF or bare CR
    if (c == '\n' && seen_ >= 3 && within[seen_ - 2] == '\n') return seen_ + 1;
    bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    if (control && c != '\r' && c != '\n' && c != '\t') return std::unexpected(broken);
    if (seen_ == 0 && !is_upper(c)) return std::unexpected(broken);  // also a TLS hello on a plain port, and an empty line
  }
  if (bytes.size() >= limit_) return std::unexpected(too_large);
  return std::nullopt;
}

std::expected<Framing, Fault> check_head(std::string_view head, const GatePolicy& policy) {
  if (head.size() > policy.head_bytes) return std::unexpected(too_large);
  if (!head.ends_with("\r\n\r\n")) return std::unexpected(broken);
  head.remove_suffix(2);

  Framing framing;
  Seen seen;
  std::size_t lines = 0;
  while (!head.empty()) {
    std::size_t end = head.find("\r\n");
    if (end == head.npos) return std::unexpected(broken);
    std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 2);
    if (lines > policy.headers) return std::unexpected(too_large);
    auto fault = lines++ == 0 ? read_request_line(line, framing) : read_header(line, seen);
    if (fault) return std::unexpected(*fault);
  }
  if (seen.upgrade) return std::unexpected(no_upgrade);
  for (auto fault : {judge_host(seen, policy), judge_framing(seen, framing), judge_expectation(seen, framing)})
    if (fault) return std::unexpected(*fault);
  framing.keep_alive = !seen.close && framing.http11;  // 1.0 is for old probes: one request, one answer
  return framing;
}

}  // namespace hearth::web
