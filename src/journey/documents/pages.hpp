// What people see and send about documents.
#pragma once

#include "access/reader.hpp"
#include "journey/documents/rules.hpp"
#include "journey/lookup.hpp"
#include "practice/kit.hpp"

namespace hearth::journey {

struct DocumentLine {
  std::string document, title, kind, size, who;
  Date on;
  Instant added;
  std::optional<std::string> withdrawn;
};
BOOST_DESCRIBE_STRUCT(DocumentLine, (), (document, title, kind, size, who, on, added, withdrawn))

struct Documents {
  std::string child, name;
  std::vector<DocumentLine> documents;  ///< The newest first.
  bool may_add = false;
};
BOOST_DESCRIBE_STRUCT(Documents, (), (child, name, documents, may_add))

struct OneDocument {
  std::string child, name;
  DocumentLine line;
};
BOOST_DESCRIBE_STRUCT(OneDocument, (), (child, name, line))

using Worker = access::Reader<access::audience::case_workers>;
using WorkerPage = practice::Page<access::audience::case_workers>;

std::optional<Documents> read_documents(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_documents(const practice::Drawing& drawing, const Documents& model);
WorkerPage draw_new_document(const practice::Drawing& drawing, practice::Fields& fields, const Documents& model);
std::optional<OneDocument> read_document(const Worker& reader, const practice::Asked& asked);
WorkerPage draw_withdrawal(const practice::Drawing& drawing, practice::Fields& fields, const OneDocument& model);
/// The bytes as they came in. Nothing for a document that was withdrawn, or whose key was destroyed.
std::optional<practice::File> read_content(const Worker& reader, const practice::Asked& asked);

/// The child's whole record as PDF.
std::optional<practice::File> read_record_on_paper(const Worker& reader, const practice::Asked& asked);

Result<practice::Done> handle(journal::Unit& unit, const AddDocument& command);
Result<practice::Done> handle(journal::Unit& unit, const WithdrawDocument& command);

}  // namespace hearth::journey
