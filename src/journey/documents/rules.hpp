// What may happen to documents, and what a file is. Pure. The server looks at a file's bytes and never decodes them: no picture, page or
// archive is unpacked, so nothing in one can reach the program.
#pragma once

#include "base/result.hpp"
#include "journal/unit.hpp"
#include "journey/documents/events.hpp"

#include <optional>
#include <string_view>
#include <variant>
#include <vector>

namespace hearth::journey {

inline constexpr std::size_t largest_document = 10 << 20;  ///< Bytes.
inline constexpr std::size_t part_bytes = 144 << 10;       ///< Of one event.

/// How a file is called by people, saved and sent.
struct FileForm {
  std::string_view words, extension, media_type;
};
FileForm form_of(FileKind kind);

/// What the bytes are, whatever the file is called. Refuses what is none of the kinds, is cut off, or would unpack into more than it is
/// worth (an archive bomb), in a sentence.
Result<FileKind> kind_of(std::string_view bytes);

struct Document {
  static constexpr std::string_view kind = "document";
  using Event = std::variant<DocumentAdded, DocumentWithdrawn>;
  DocumentAdded added;
  std::optional<std::string> withdrawn;
  std::string subject(std::string_view) const { return added.child; }
  std::vector<std::string> about(std::string_view) const { return {added.child}; }
};
Document evolve(Document document, const Document::Event& event);

/// The content, in a stream with the document's id.
struct DocumentContent {
  static constexpr std::string_view kind = "document_content";
  using Event = std::variant<DocumentPart>;
  std::string child, bytes;
  std::string subject(std::string_view) const { return child; }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
DocumentContent evolve(DocumentContent content, const DocumentContent::Event& event);

/// A file as a form or a call sends it.
struct SentFile {
  std::string name;
  std::vector<std::string> content;  ///< Base64, in pieces of at most json::max_text characters.
};
BOOST_DESCRIBE_STRUCT(SentFile, (), (name, content))

struct AddDocument {
  static constexpr Asks asks[] = {{"on", "Enter the day of the document"}};
  std::string child;
  std::string title;
  Date on;
  SentFile file;
};
BOOST_DESCRIBE_STRUCT(AddDocument, (), (child, title, on, file))

struct WithdrawDocument {
  std::string document;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(WithdrawDocument, (), (document, reason))

/// What is recorded of a document that may be added.
struct Added {
  DocumentAdded document;
  std::vector<DocumentContent::Event> parts;
};
Result<Added> decide(const AddDocument& command, Date today);
Result<std::vector<Document::Event>> decide(const Document& document, const WithdrawDocument& command);

}  // namespace hearth::journey
