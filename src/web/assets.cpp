#include "web/assets.hpp"

#include "web/words.hpp"

#include <algorithm>

namespace hearth::web {
namespace {

/// True unless the weight is zero ("q=0", "q=0.000"): all that matters when the server chooses the smallest.
bool is_wanted(std::string_view parameters) {
  std::size_t at = parameters.find("q=");
  if (at == parameters.npos) return true;
  std::string_view weight = trimmed(parameters.substr(at + 2));
  return weight.find_first_not_of("0.") != weight.npos;
}

/// Whether Accept-Encoding allows `coding` (RFC 9110 12.5.3). "*" stands for what is not named.
bool accepts(std::string_view accept_encoding, std::string_view coding) {
  bool any = false;
  while (!accept_encoding.empty()) {
    std::string_view member = next_member(accept_encoding);
    std::size_t semicolon = std::min(member.find(';'), member.size());
    std::string_view name = trimmed(member.substr(0, semicolon));
    bool wanted = is_wanted(member.substr(semicolon));
    if (same_word(name, coding)) return wanted;
    if (name == "*") any = wanted;
  }
  return any;
}

/// The entity tag of one coding: each has bytes of its own, so a tag of its own ("\"3f9c-br\"").
std::string tag_of(const Asset& asset, std::string_view coding) {
  std::string tag(asset.etag.substr(0, asset.etag.size() - 1));
  if (!coding.empty()) (tag += '-') += coding;
  return tag += '"';
}

/// If-None-Match with weak comparison (RFC 9110 13.1.2).
bool has_already(std::string_view if_none_match, std::string_view tag) {
  while (!if_none_match.empty()) {
    std::string_view member = next_member(if_none_match);
    if (member.starts_with("W/")) member.remove_prefix(2);
    if (member == tag || member == "*") return true;
  }
  return false;
}

}  // namespace

const Asset* find_asset(Assets table, std::string_view path) {
  auto at = std::ranges::lower_bound(table, path, {}, &Asset::path);
  return at != table.end() && at->path == path ? &*at : nullptr;
}

std::string_view asset_path(Assets table, std::string_view name) {
  auto at = std::ranges::find(table, name, &Asset::name);
  return at == table.end() ? std::string_view{} : at->path;
}

Reply serve_asset(const Request& request, Assets table) {
  const Asset* asset = find_asset(table, request.path);
  if (!asset) return Reply::text("There is no such file.", 404);
  if (request.method != Method::get && request.method != Method::head)
    return Reply::text("This file can only be read.", 405).with("Allow", "GET, HEAD");

  std::string_view accept = request.header("accept-encoding");
  std::string_view coding, bytes = asset->identity;
  if (!asset->br.empty() && accepts(accept, "br"))
    coding = "br", bytes = asset->br;
  else if (!asset->gzip.empty() && accepts(accept, "gzip"))
    coding = "gzip", bytes = asset->gzip;

  std::string tag = tag_of(*asset, coding);
  Reply reply{.static_body = bytes, .immutable = true};
  if (!asset->br.empty() || !asset->gzip.empty()) reply.with("Vary", "Accept-Encoding");
  reply.with("ETag", tag);
  if (has_already(request.header("if-none-match"), tag)) {
    reply.status = 304;
    reply.static_body = {};
    return reply;
  }
  reply.with("Content-Type", std::string(asset->mime));
  if (!coding.empty()) reply.with("Content-Encoding", std::string(coding));
  return reply;
}

}  // namespace hearth::web
