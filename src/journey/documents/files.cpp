// What a file is, by its bytes. Sources: ISO 32000 (PDF), PNG (W3C), JPEG (ITU T.81), APPNOTE.TXT (ZIP), ECMA-376 (Office Open XML).

#include "base/text.hpp"
#include "journey/documents/rules.hpp"

#include <algorithm>
#include <cstdint>

namespace hearth::journey {
namespace {

constexpr std::size_t most_entries = 5'000;
constexpr std::uint64_t most_unpacked = 200 << 20;  ///< A long report with photographs unpacks into a tenth of it.
constexpr std::uint64_t most_pixels = 100'000'000;

std::uint64_t little(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = count; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}
std::uint64_t big(std::string_view bytes, std::size_t at, std::size_t count) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < count; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

std::unexpected<Refusals> cut_off() {
  return refuse("file", "The file is damaged or not complete. Open it to see whether it can be read, save it again and choose it again");
}

Result<FileKind> pdf(std::string_view bytes) {
  if (bytes.substr(bytes.size() - std::min<std::size_t>(bytes.size(), 1024)).find("%%EOF") == bytes.npos) return cut_off();
  return FileKind::pdf;
}

Result<FileKind> png(std::string_view bytes) {
  constexpr std::string_view end("\0\0\0\0IEND\xAE\x42\x60\x82", 12);
  if (bytes.size() < 45 || bytes.substr(12, 4) != "IHDR" || !bytes.ends_with(end)) return cut_off();
  if (big(bytes, 16, 4) * big(bytes, 20, 4) > most_pixels)
    return refuse("file", "The picture is too large. Make it smaller and choose it again");
  return FileKind::png;
}

Result<FileKind> jpeg(std::string_view bytes) {
  // Cameras write zeros behind the end.
  const auto last = bytes.find_last_not_of('\0');
  if (last == bytes.npos || last < 3 || bytes.substr(last - 1, 2) != "\xFF\xD9") return cut_off();
  return FileKind::jpeg;
}

/// The list of a ZIP archive's members, which stands at its end.
struct Members {
  bool types = false, word = false, sheet = false, macros = false;
  std::uint64_t unpacked = 0;
};

Result<Members> members_of(std::string_view bytes) {
  constexpr std::string_view end_mark("PK\5\6"), entry_mark("PK\1\2");
  const auto end = bytes.rfind(end_mark);
  if (end == bytes.npos || bytes.size() - end < 22) return cut_off();
  const auto entries = little(bytes, end + 10, 2);
  auto at = little(bytes, end + 16, 4);
  if (entries > most_entries) return refuse("file", "The file holds too many parts to be a document");
  Members members;
  for (std::uint64_t i = 0; i < entries; ++i) {
    if (at + 46 > end || bytes.substr(at, 4) != entry_mark) return cut_off();
    const auto packed = little(bytes, at + 20, 4), unpacked = little(bytes, at + 24, 4);
    const auto name_bytes = little(bytes, at + 28, 2), more = little(bytes, at + 30, 2) + little(bytes, at + 32, 2);
    if (at + 46 + name_bytes + more > end || packed > bytes.size()) return cut_off();
    const auto name = bytes.substr(at + 46, name_bytes);
    members.types |= name == "[Content_Types].xml";
    members.word |= name == "word/document.xml";
    members.sheet |= name == "xl/workbook.xml";
    members.macros |= name.ends_with("vbaProject.bin") || name.ends_with("vbaData.xml");
    members.unpacked += unpacked;  // at most 5,000 times 4 GB: no overflow
    at += 46 + name_bytes + more;
  }
  return members;
}

Result<FileKind> archive(std::string_view bytes) {
  const auto members = members_of(bytes);
  if (!members) return std::unexpected(members.error());
  if (!members->types || members->word == members->sheet)
    return refuse("file", "This is an archive. Unpack it, and add the documents in it one by one");
  if (members->macros) return refuse("file", "The document has macros in it, which can do harm. Save it without them, or as a PDF");
  if (members->unpacked > most_unpacked) return refuse("file", "The file unpacks into far more than a document holds. Save it as a PDF");
  return members->word ? FileKind::word : FileKind::spreadsheet;
}

}  // namespace

FileForm form_of(FileKind kind) {
  switch (kind) {
    case FileKind::pdf: return {"PDF", "pdf", "application/pdf"};
    case FileKind::png: return {"Picture (PNG)", "png", "image/png"};
    case FileKind::jpeg: return {"Picture (JPEG)", "jpg", "image/jpeg"};
    case FileKind::text: return {"Text", "txt", "text/plain; charset=utf-8"};
    case FileKind::word: return {"Word document", "docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"};
    case FileKind::spreadsheet: return {"Workbook", "xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"};
  }
  return {};
}

Result<FileKind> kind_of(std::string_view bytes) {
  if (bytes.empty()) return refuse("file", "The file is empty. Choose another");
  if (bytes.starts_with("%PDF-")) return pdf(bytes);
  if (bytes.starts_with("\x89PNG\r\n\x1A\n")) return png(bytes);
  if (bytes.starts_with("\xFF\xD8\xFF")) return jpeg(bytes);
  if (bytes.starts_with("PK\3\4")) return archive(bytes);
  if (text::is_utf8(bytes) && bytes.find('\0') == bytes.npos) return FileKind::text;
  return refuse("file",
                "This kind of file cannot be added. Save it as a PDF, a JPEG or PNG picture, a Word document or a workbook (.docx, "
                ".xlsx), or plain text");
}

}  // namespace hearth::journey
