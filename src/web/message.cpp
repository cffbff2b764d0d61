#include "web/message.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace hearth::web {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c; }

bool is_control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }

/// One path segment as sent, decoded; nothing when it could be read as more than one segment or as a way up.
std::optional<std::string> decode_segment(std::string_view raw) {
  auto segment = percent_decode(raw);
  if (!segment || segment->empty() || *segment == "." || *segment == "..") return {};
  if (std::ranges::any_of(*segment, [](char c) { return c == '/' || c == '\\' || is_control(c); })) return {};
  if (!text::is_utf8(*segment)) return {};
  return segment;
}

}  // namespace

std::string_view to_string(Method method) {
  switch (method) {
    case Method::get: return "GET";
    case Method::head: return "HEAD";
    case Method::post: return "POST";
    case Method::put: return "PUT";
    case Method::del: return "DELETE";
    case Method::patch: return "PATCH";
  }
  std::unreachable();
}

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) { return lower(x) == lower(y); });
}

std::string_view Request::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_word(key, name)) return value;
  return {};
}

std::optional<std::string_view> Request::cookie(std::string_view name) const {
  std::optional<std::string_view> found;
  std::string_view rest = header("cookie");
  while (!rest.empty()) {
    std::string_view pair = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(rest.size(), pair.size() + 1));
    while (pair.starts_with(' ')) pair.remove_prefix(1);
    std::size_t equals = pair.find('=');
    if (equals == pair.npos || pair.substr(0, equals) != name) continue;
    if (found) return {};
    found = pair.substr(equals + 1);
  }
  return found;
}

Reply Reply::html(std::string page, int status) {
  return Reply{.status = status, .headers = {{"Content-Type", "text/html; charset=utf-8"}}, .body = std::move(page)};
}

Reply Reply::json(int status, std::string text) {
  return Reply{.status = status, .headers = {{"Content-Type", "application/json"}}, .body = std::move(text)};
}

Reply Reply::text(std::string text, int status) {
  return Reply{.status = status, .headers = {{"Content-Type", "text/plain; charset=utf-8"}}, .body = std::move(text)};
}

Reply Reply::redirect(std::string url) { return Reply{.status = 303, .headers = {{"Location", std::move(url)}}}; }

Reply Reply::stream(std::shared_ptr<LiveStream> live) {
  return Reply{.headers = {{"Content-Type", "text/event-stream"}}, .live = std::move(live)};
}

Reply& Reply::with(std::string name, std::string value) & {
  headers.emplace_back(std::move(name), std::move(value));
  return *this;
}

Reply&& Reply::with(std::string name, std::string value) && { return std::move(with(std::move(name), std::move(value))); }

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 301: return "Moved Permanently";
    case 302: return "Found";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 308: return "Permanent Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 412: return "Precondition Failed";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 428: return "Precondition Required";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "";
  }
}

Result<std::pair<std::string, Form>> split_target(std::string_view target) {
  std::string_view raw_path = target.substr(0, target.find('?'));
  std::string_view raw_query = raw_path.size() < target.size() ? target.substr(raw_path.size() + 1) : std::string_view{};
  if (!raw_path.starts_with('/')) return refuse("", "The address of this page is not written as it should be");

  std::string path;
  for (std::string_view rest = raw_path; !rest.empty();) {
    rest.remove_prefix(1);
    std::string_view raw = rest.substr(0, rest.find('/'));
    rest.remove_prefix(raw.size());
    path += '/';
    if (raw.empty() && rest.empty()) break;  // "/" itself, or a slash at the end
    auto segment = decode_segment(raw);
    if (!segment) return refuse("", "The address of this page is not written as it should be");
    path += *segment;
  }
  auto query = decode_urlencoded(raw_query);
  if (!query) return std::unexpected(query.error());
  return std::pair(std::move(path), std::move(*query));
}

}  // namespace hearth::web
