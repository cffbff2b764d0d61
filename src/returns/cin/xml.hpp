// A pull reader over libxml2's push parser: the next start, attribute, text or end, with the line it stands on.
//
// Not libxml2's own xmlTextReader, for three reasons: its lines end at 65,535 and a large return has millions; it has read
// an internal DTD before one can refuse it; and it builds a node for all that passes. Here no tree is built, no entity but
// XML's own five is known, a DOCTYPE stops the parser before its first declaration, and nothing is fetched from anywhere.
// Memory: one chunk of tokens, Limits::silence bytes of unfinished input, Limits::names names.
#pragma once

#include "base/result.hpp"
#include "returns/cin/census.hpp"

#include <cstddef>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

extern "C" {
struct _xmlParserCtxt;
struct _xmlError;
}

namespace hearth::returns::cin::xml {

struct Token {
  enum class Kind { start, attribute, text, end, stop };
  Kind kind = Kind::stop;
  std::string_view name;  ///< of a start, end or attribute, without prefix; lives as long as the reader
  bool foreign = false;   ///< the name belongs to a namespace; a return's belong to none
  std::string text;       ///< of a text (never only blanks, none at its ends) or an attribute
  int line = 0;
};

/// Fills the span from its start; returns how much, 0 at the end of the input, or nothing if it cannot be read.
using Bytes = std::function<std::optional<std::size_t>(std::span<char>)>;

class Reader {
 public:
  Reader(Bytes bytes, const Limits& limits);
  ~Reader();
  Reader(const Reader&) = delete;
  Reader& operator=(const Reader&) = delete;

  /// The attributes of an element follow its start. `stop` after the root's end, at the first damage, and from then on.
  Token next();

  /// Makes every later next() a stop.
  void stop() { stopped_ = true; }

  /// Why the input was not read to its end, if it was not: damage, a limit. Set by the time that next() stops.
  const std::optional<Refusal>& refusal() const { return refusal_; }

  bool utf8() const;  ///< Whether the input was UTF-8 (or ASCII), as the Department asks.

 private:
  struct Callbacks;
  struct Free {
    void operator()(_xmlParserCtxt* parser) const;
  };

  void pump();
  void begin(std::span<const char> first);
  void fail(int line, std::string sentence);
  void named(const void* name);
  void started(std::string_view name, bool foreign);
  void attribute(const void* name, std::string_view space, std::string_view value);
  void text(std::string_view piece);
  void ended(std::string_view name);
  void faulty(const _xmlError& error);
  int line() const;
  bool ready() const;

  Bytes bytes_;
  const Limits limits_;
  std::unique_ptr<_xmlParserCtxt, Free> parser_;
  std::vector<char> chunk_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;      // the next token in tokens_
  std::size_t read_ = 0;    // bytes of the input
  std::size_t silent_ = 0;  // bytes since the last token
  int depth_ = 0;
  bool seen_root_ = false, finishing_ = false, finished_ = false, stopped_ = false;
  std::unordered_set<const void*> names_;  // libxml2 keeps each name once, so its address is the name
  std::optional<Refusal> refusal_;
  std::exception_ptr thrown_;  // by one of our functions under libxml2, which no exception may cross
};

}  // namespace hearth::returns::cin::xml
