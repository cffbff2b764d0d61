// multipart/form-data read piece by piece, so that a BodySink can store a large file while it arrives. Source: RFC 7578.
#pragma once

#include "base/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace hearth::web {

/// What a part's headers say.
struct MultipartPart {
  std::string name;      ///< The form field's; valid UTF-8.
  std::string filename;  ///< Last path segment only; valid UTF-8, may be empty.
  std::string mime;      ///< As claimed; "" when not said.
  bool is_file = false;  ///< A filename was given, even an empty one (no file chosen).
};

struct MultipartLimits {
  std::size_t name_bytes = 200;    ///< Of a name; a filename may have 255.
  std::size_t head_bytes = 4'096;  ///< Of one part's headers.
  std::size_t parts = 1'000;
};

class MultipartReader {
 public:
  /// Hears what is read. An error stops the reading and comes back out of `feed`.
  class Visitor {
   public:
    virtual ~Visitor() = default;
    virtual Result<void> begin(const MultipartPart& part) = 0;
    virtual Result<void> data(std::string_view piece) = 0;  ///< Never empty; valid during the call.
    virtual Result<void> end() = 0;
  };

  /// `content_type` is the request's header, with its boundary.
  static Result<MultipartReader> open(std::string_view content_type, const MultipartLimits& limits = {});

  Result<void> feed(std::string_view piece, Visitor& visitor);
  Result<void> finish() const;  ///< An error when the closing delimiter has not come.

 private:
  enum class At { first_delimiter, head, data, after_delimiter, over };
  MultipartReader(std::string boundary, const MultipartLimits& limits);
  Result<bool> step(Visitor& visitor);  ///< False when more bytes are needed.
  Result<bool> read_head(Visitor& visitor);
  Result<bool> read_data(Visitor& visitor);

  std::string delimiter_;  ///< "\r\n--boundary"
  MultipartLimits limits_;
  At at_ = At::first_delimiter;
  std::size_t parts_ = 0;
  std::string pending_;   ///< Bytes not yet understood.
  std::size_t read_ = 0;  ///< How many of them are.
};

}  // namespace hearth::web
