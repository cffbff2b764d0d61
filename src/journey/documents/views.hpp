// What is kept for reading about documents: what there is, not what is in it.
#pragma once

#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "journey/documents/rules.hpp"

namespace hearth::journey {

struct DocumentRow {
  static constexpr journal::View view{.name = "document", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, on_day"};
  struct Body {
    std::string title, name, sha256;
    std::optional<std::string> withdrawn;
    BOOST_DESCRIBE_CLASS(Body, (), (title, name, sha256, withdrawn), (), ())
  };
  std::string document, subject;
  Date on_day;
  FileKind kind{};
  std::int64_t bytes = 0;
  std::string author;
  Instant added;
  Body body;
};
BOOST_DESCRIBE_STRUCT(DocumentRow, (), (document, subject, on_day, kind, bytes, author, added, body))

void register_document_views(journal::Catalogue& catalogue);

}  // namespace hearth::journey
