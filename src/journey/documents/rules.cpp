#include "journey/documents/rules.hpp"

#include "base/text.hpp"
#include "vault/vault.hpp"
#include "web/form.hpp"

#include <algorithm>

namespace hearth::journey {
namespace {

std::string hexadecimal(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text;
  for (unsigned char c : bytes) (text += digits[c >> 4]) += digits[c & 15];
  return text;
}

std::string extension_of(std::string_view name) {
  const auto dot = name.rfind('.');
  auto extension = dot == name.npos ? std::string() : text::fold_case(name.substr(dot + 1));
  return extension == "jpeg" ? "jpg" : extension;
}

/// A text file may be called anything but what the other kinds are called, or what a browser or a desk would run.
bool name_fits(FileKind kind, std::string_view name) {
  const auto extension = extension_of(name);
  if (kind == FileKind::text)
    return extension.empty() || extension == "txt" || extension == "csv" || extension == "md" || extension == "eml";
  return extension == form_of(kind).extension;
}

/// The pieces put together; nothing when one of them is no base64.
std::optional<std::string> bytes_of(const SentFile& file) {
  std::string bytes;
  for (const auto& piece : file.content) {
    const auto decoded = web::from_base64(piece);
    if (!decoded) return std::nullopt;
    bytes += *decoded;
  }
  return bytes;
}

}  // namespace

Document evolve(Document document, const Document::Event& event) {
  std::visit(match{[&](const DocumentAdded& e) { document.added = e; }, [&](const DocumentWithdrawn& e) { document.withdrawn = e.reason; }},
             event);
  return document;
}

DocumentContent evolve(DocumentContent content, const DocumentContent::Event& event) {
  const auto& part = std::get<DocumentPart>(event);
  content.child = part.child;
  if (auto bytes = web::from_base64(part.content)) content.bytes += *bytes;
  return content;
}

Result<Added> decide(const AddDocument& command, Date today) {
  Refusals wrong;
  if (command.title.empty()) wrong.push_back({"title", "Write what the document is"});
  if (command.on > today) wrong.push_back({"on", "This day is in the future. Enter the day that the document bears, or on which it came"});
  const auto bytes = bytes_of(command.file);
  if (command.file.name.empty() && command.file.content.empty())
    wrong.push_back({"file", "Choose a file"});
  else if (!bytes)
    wrong.push_back({"file", "The file did not arrive as it was sent. Choose it again"});
  else if (bytes->size() > largest_document)
    wrong.push_back({"file", "The file is larger than 10 MB. Make it smaller, or split it"});
  std::optional<FileKind> kind;
  if (wrong.empty() || (bytes && !bytes->empty() && bytes->size() <= largest_document)) {
    const auto found = kind_of(*bytes);
    if (!found)
      wrong.insert(wrong.end(), found.error().begin(), found.error().end());
    else if (!name_fits(*found, command.file.name))
      wrong.push_back({"file", "The file is called " + std::string(text::first_characters(command.file.name, 80)) +
                                   ", but what is in it is: " + std::string(form_of(*found).words) +
                                   ". Check that it is the right file, and save it under a name that ends in ." +
                                   std::string(form_of(*found).extension)});
    else
      kind = *found;
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  Added added{{command.child, command.on, command.title, command.file.name, *kind, std::int64_t(bytes->size()), 0,
               hexadecimal(vault::sha256(*bytes))},
              {}};
  for (std::size_t at = 0; at < bytes->size(); at += part_bytes)
    added.parts.emplace_back(
        DocumentPart{command.child, added.document.parts++, web::to_base64(std::string_view(*bytes).substr(at, part_bytes))});
  return added;
}

Result<std::vector<Document::Event>> decide(const Document& document, const WithdrawDocument& command) {
  if (document.withdrawn) return refuse("", "This document has been withdrawn already");
  if (command.reason.empty()) return refuse("reason", "Write why the document does not belong here");
  return std::vector<Document::Event>{DocumentWithdrawn{command.reason}};
}

}  // namespace hearth::journey
