#include "journey/documents/pages.hpp"

#include "html/elements.hpp"
#include "journey/documents/views.hpp"
#include "journey/journey.hpp"

#include <fmt/format.h>

namespace hearth::journey {

using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

std::string size_words(std::int64_t bytes) {
  if (bytes < 1024) return fmt::format("{} bytes", bytes);
  if (bytes < 1024 * 1024) return fmt::format("{} KB", (bytes + 512) / 1024);
  return fmt::format("{:.1f} MB", double(bytes) / (1024 * 1024));
}

DocumentLine line_of(Names<access::audience::case_workers>& names, const DocumentRow& row) {
  return {
      row.document, row.body.title,    std::string(form_of(row.kind).words), size_words(row.bytes), names.worker(row.author), row.on_day,
      row.added,    row.body.withdrawn};
}

}  // namespace

std::optional<Documents> read_documents(const Worker& reader, const Asked& asked) {
  const auto& child = asked["child"];
  const auto person = reader.get<PersonRow>(child);
  if (!person || !person->child) return std::nullopt;
  Names names(reader);
  Documents model{child, name_of(person->body.details), {}, reader.may(access::Permission::record_child, child)};
  for (const auto& row : reader.list<DocumentRow>("subject = $1 order by on_day desc, added desc limit 1000", child))
    model.documents.push_back(line_of(names, row));
  return model;
}

WorkerPage draw_documents(const Drawing&, const Documents& m) {
  WorkerPage page{.title = "Documents: " + m.name,
                  .body = {},
                  .before = govuk::back_link({.text = m.name, .href = address("/children/" + m.child)}),
                  .wide = true};
  page << h::heading({.text = "Documents", .level = 1, .size = "l", .caption = m.name});
  if (m.may_add) page << govuk::button({.text = "Add a document", .href = address("/children/" + m.child + "/documents/new")});
  page << h::p(h::link(address("/children/" + m.child + "/record.pdf"), "The whole record as PDF"));
  if (m.documents.empty()) {
    page << govuk::inset_text(
        {.text = "Letters, reports and pictures that belong to this child’s record appear here when they are added."});
    return page;
  }
  govuk::Table table{.head = govuk::row("Document", "Of", "Kind", "Size", "Added by"), .classes = "hearth-table"};
  if (m.may_add) table.head.push_back({.text = h::visually_hidden("What to do")});
  for (const auto& d : m.documents) {
    const html::Content title = d.withdrawn ? html::Content(html::join(h::strong(d.title), " – withdrawn: ", *d.withdrawn))
                                            : html::Content(h::link(address("/documents/" + d.document + "/file"), d.title));
    table.rows.push_back(govuk::row(title, d.on.spoken(), d.kind, d.size, d.who + " on " + d.added.date().spoken()));
    if (!m.may_add) continue;
    table.rows.back().push_back(
        {.text = d.withdrawn ? html::Content()
                             : html::Content(h::link(address("/documents/" + d.document + "/withdrawal"), "Withdraw", d.title))});
  }
  page << wide_table("Documents", table);
  return page;
}

WorkerPage draw_new_document(const Drawing& drawing, Fields& fields, const Documents& m) {
  WorkerPage page{.title = "Add a document: " + m.name,
                  .body = {},
                  .before = govuk::back_link({.text = "Documents", .href = address("/children/" + m.child + "/documents")})};
  html::Html form;
  form << fields.text("title", "What is it?", {.hint = "For example, School report of the autumn term"});
  form << fields.date("on", "The day of the document", "The day that it bears or, if it has none, on which it came", drawing.today());
  form << fields.file(
      "file", "The file",
      "PDF, JPEG or PNG picture, Word document, workbook or plain text, at most 10 MB. If the form comes back, choose the file "
      "again: a browser does not keep it");
  page << h::two_thirds(h::heading({.text = "Add a document", .level = 1, .size = "l", .caption = m.name}),
                        fields.form(form, "Add the document"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const AddDocument& command) {
  const auto person = journal::find_row<PersonRow>(unit.connection(), unit.world().keys, command.child);
  if (!person || !person->child) return practice::nothing_here();
  auto added = decide(command, unit.today());
  if (!added) return std::unexpected(std::move(added.error()));
  const auto id = unit.new_id();
  auto document = unit.begin<Document>(id);
  unit.append(document, {added->document});
  auto content = unit.begin<DocumentContent>(id);
  unit.append(content, added->parts);
  return Done{"/children/" + command.child + "/documents", id};
}

std::optional<OneDocument> read_document(const Worker& reader, const Asked& asked) {
  const auto row = reader.get<DocumentRow>(asked["document"]);
  if (!row || row->body.name.empty()) return std::nullopt;
  Names names(reader);
  return OneDocument{row->subject, names.child(row->subject), line_of(names, *row)};
}

WorkerPage draw_withdrawal(const Drawing&, Fields& fields, const OneDocument& m) {
  WorkerPage page{.title = "Withdraw a document: " + m.name,
                  .body = {},
                  .before = govuk::back_link({.text = "Documents", .href = address("/children/" + m.child + "/documents")})};
  page << h::heading({.text = "Withdraw “" + m.line.title + "”", .level = 1, .size = "l", .caption = m.name});
  page << h::p("Nobody can open it any more. That it was here, who added it and why it went stays in the record.");
  html::Html form;
  form << fields.words("reason", "Why does it not belong here?", {.rows = 3});
  page << h::two_thirds(fields.form(form, "Withdraw the document", {}, true));
  return page;
}

Result<Done> handle(journal::Unit& unit, const WithdrawDocument& command) {
  auto document = unit.load<Document>(command.document);
  if (!document.exists()) return practice::nothing_here();
  auto events = decide(document.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(document, *events);
  return Done{"/children/" + document->added.child + "/documents", command.document};
}

std::optional<practice::File> read_content(const Worker& reader, const Asked& asked) {
  const auto row = reader.get<DocumentRow>(asked["document"]);
  if (!row || row->body.withdrawn || row->body.name.empty()) return std::nullopt;
  auto content = reader.load<DocumentContent>(row->document);
  if (std::int64_t(content.state.bytes.size()) != row->bytes) return std::nullopt;
  return practice::File{row->body.name, std::string(form_of(row->kind).media_type), std::move(content.state.bytes)};
}

void register_documents(practice::Kit& kit) {
  using access::Permission;
  using practice::Guard;
  register_document_views(kit.catalogue());
  const Guard see{Permission::see_child, "child", "person"}, see_one{Permission::see_child, "document", "document"};
  kit.page("/children/{child}/documents", "The documents of a child’s record", see, read_documents, draw_documents);
  kit.form("/children/{child}/documents/new", "add_document", "Add a document", {Permission::record_child, "child", "person"},
           read_documents, draw_new_document, static_cast<Result<Done> (*)(journal::Unit&, const AddDocument&)>(handle), "Document added")
      .largest_body = largest_document / 3 * 4 + (64 << 10);  // as base64 in a call of the API, with what stands round it
  kit.file("/children/{child}/record.pdf", "A child’s whole record as PDF", see, read_record_on_paper);
  kit.file("/documents/{document}/file", "A document as it came in", see_one, read_content);
  kit.form("/documents/{document}/withdrawal", "withdraw_document", "Withdraw a document",
           {Permission::record_child, "document", "document"}, read_document, draw_withdrawal,
           static_cast<Result<Done> (*)(journal::Unit&, const WithdrawDocument&)>(handle), "Document withdrawn");
  kit.offer("Documents", "/children/{child}/documents", see, 20);
}

}  // namespace hearth::journey
