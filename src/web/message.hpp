// What a handler is given and what it gives back. No network, no parser: plain values that tests make by hand.
#pragma once

#include "web/form.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hearth::web {

class LiveStream;

/// The methods that the server knows. Any other is answered with 501 before a handler hears of it.
enum class Method { get, head, post, put, del, patch };

std::string_view to_string(Method method);  ///< "GET", "DELETE", ...

using Header = std::pair<std::string, std::string>;

/// One request that has passed the gate: framing agreed, Host ours, headers in printable ASCII, path and query valid UTF-8.
struct Request {
  Method method = Method::get;
  std::string target{};           ///< As sent: "/children/01h/map?on=2026-04-07".
  std::string path{};             ///< Decoded once; no empty, "." or ".." segment, no NUL, valid UTF-8: "/children/01h/map".
  Form query{};                   ///< Decoded like a form.
  std::vector<Header> headers{};  ///< In order, names as sent.
  std::string body{};             ///< Whole, unless a sink took it.
  std::string upload{};           ///< What the sink's `finish` gave: for example the id of the stored blob.
  std::string peer{};             ///< The browser's address, without port: "192.0.2.7", "2001:db8::1".
  bool secure = false;            ///< The browser speaks TLS to us, or to the proxy that we trust.

  /// The value of a header, by name in any case; "" when it was not sent (or sent empty).
  std::string_view header(std::string_view name) const;

  /// The value of a cookie by its exact name. Nothing when it was not sent, or sent twice (then nobody can say which is ours).
  std::optional<std::string_view> cookie(std::string_view name) const;
};

/// One answer. The server adds the security headers, Date, Content-Length and Connection; a reply that names one of these
/// itself, or has a control character in a header, is a programming error and goes out as a 500.
struct Reply {
  int status = 200;
  std::vector<Header> headers{};
  std::string body{};
  std::string_view static_body{};      ///< Used when not empty: bytes that live as long as the program (embedded assets).
  std::shared_ptr<LiveStream> live{};  ///< When set, the body is this stream of events and the status must be 200.
  bool immutable = false;              ///< An asset whose URL changes with its content; everything else goes out as no-store.

  static Reply html(std::string page, int status = 200);
  static Reply json(int status, std::string text);
  static Reply text(std::string text, int status = 200);
  static Reply redirect(std::string url);  ///< 303: the browser gets `url` next, whatever it sent.
  static Reply stream(std::shared_ptr<LiveStream> live);

  Reply& with(std::string name, std::string value) &;
  Reply&& with(std::string name, std::string value) &&;

  std::string_view bytes() const { return static_body.empty() ? std::string_view(body) : static_body; }
};

/// The reason phrase that stands beside a status code: "Not Found". "" for codes that we never send.
std::string_view reason(int status);

/// Equal but for the case of ASCII letters: how HTTP compares header names.
bool same_word(std::string_view a, std::string_view b);

/// Splits a target that passed the gate into path and query. An error is a sentence for a 400: `%2F`, `%5C` or a control
/// character within a segment, "." and ".." segments, empty segments, text that is not UTF-8.
Result<std::pair<std::string, Form>> split_target(std::string_view target);

}  // namespace hearth::web
