// What can happen to a document in a child's record: a letter that came in, a report, a photograph of a drawing.
#pragma once

#include "base/time.hpp"
#include "journal/event.hpp"

#include <boost/describe.hpp>
#include <cstdint>
#include <string>

namespace hearth::journey {

/// What a file is, by what stands in it. Nothing else is taken in.
enum class FileKind { pdf, png, jpeg, text, word, spreadsheet };
BOOST_DESCRIBE_ENUM(FileKind, pdf, png, jpeg, text, word, spreadsheet)

struct DocumentAdded {
  static constexpr journal::EventType type{"document_added", 1};
  std::string child;
  Date on;            ///< The document's own day.
  std::string title;  ///< What it is, in the words of whoever added it.
  std::string name;   ///< What the file was called.
  FileKind kind{};
  std::int64_t bytes = 0;
  int parts = 0;
  std::string sha256;  ///< In hexadecimal: what is handed out is what came in.
};
BOOST_DESCRIBE_STRUCT(DocumentAdded, (), (child, on, title, name, kind, bytes, parts, sha256))

/// It belongs elsewhere, or should not be there. The content stays in the journal, where nobody opens it but by a court's order.
struct DocumentWithdrawn {
  static constexpr journal::EventType type{"document_withdrawn", 1};
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DocumentWithdrawn, (), (reason))

/// A piece of the content. In a stream of its own, about nobody: no page that reads a child's chronology opens it.
struct DocumentPart {
  static constexpr journal::EventType type{"document_part", 1};
  std::string child;
  int number = 0;       ///< From 0.
  std::string content;  ///< Base64: events are JSON for as long as records are kept.
};
BOOST_DESCRIBE_STRUCT(DocumentPart, (), (child, number, content))

}  // namespace hearth::journey
