// Static files that live in the program itself: styles, scripts, fonts, icons. No disk is touched.
#pragma once

#include "web/message.hpp"

#include <span>
#include <string_view>

namespace hearth::web {

/// One embedded file. All views point into the program's read-only data.
struct Asset {
  std::string_view path;      ///< With the hash of its content, so that it can be cached for ever: "/assets/app-3f9c2a1b.css".
  std::string_view name;      ///< Without: "app.css". What pages ask for by asset_path.
  std::string_view mime;      ///< "text/css; charset=utf-8"
  std::string_view etag;      ///< Quoted, of the identity form: "\"3f9c2a1b\"".
  std::string_view identity;  ///< The bytes as they are.
  std::string_view br;        ///< Brotli; empty when it would save nothing.
  std::string_view gzip;      ///< Likewise.
};

using Assets = std::span<const Asset>;  ///< Sorted by path.

/// The asset at exactly this path; null when there is none.
const Asset* find_asset(Assets table, std::string_view path);

/// The path under which pages link the asset called `name`; "" when there is none.
std::string_view asset_path(Assets table, std::string_view name);

/// Answers GET and HEAD for an asset: the best coding that Accept-Encoding allows, 304 when If-None-Match has it, 404 for
/// an unknown path, 405 for other methods.
Reply serve_asset(const Request& request, Assets table);

}  // namespace hearth::web
