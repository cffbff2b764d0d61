#include "returns/cin/xml.hpp"

#include "returns/cin/values.hpp"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlerror.h>

#include <algorithm>
#include <new>
#include <stdexcept>

namespace hearth::returns::cin::xml {
namespace {

constexpr std::size_t chunk_bytes = 32 * 1024;
constexpr std::string_view blanks = " \t\r\n";
constexpr std::string_view no_xml = "This is not XML: a return begins with <?xml or <Message>";
constexpr std::string_view cut_off = "The file ends here, before its last element is closed: it was cut off";
constexpr std::string_view instance_namespace = "http://www.w3.org/2001/XMLSchema-instance";

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

void trim_end(std::string& text) {
  auto last = text.find_last_not_of(blanks);
  text.erase(last == std::string::npos ? 0 : last + 1);
}

/// What damage means to the person who sent the file; libxml2's own words where it says it best.
std::string sentence_for(const xmlError& error) {
  switch (error.code) {
    case XML_ERR_DOCUMENT_EMPTY:
    case XML_ERR_DOCUMENT_START: return std::string(no_xml);
    case XML_ERR_INVALID_CHAR: return "The file is damaged here: it holds a character that XML does not allow, or is not saved as UTF-8";
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_I18N_CONV_FAILED: return "The characters here are not in the encoding that the file declares: save it as UTF-8";
    case XML_ERR_UNDECLARED_ENTITY:
    case XML_WAR_UNDECLARED_ENTITY: return "The file uses an entity that XML does not have; a return declares none";
    default: break;
  }
  std::string message(error.message ? error.message : "");
  trim_end(message);
  return fmt::format("The file is damaged here ({}): have it written again", message.empty() ? "not XML" : first_bytes(message, 200));
}

}  // namespace

/// What libxml2 calls. Each is a frame of C below us, so that an exception waits in thrown_ until the parser has returned.
struct Reader::Callbacks {
  static void guarded(void* self, auto&& work) {
    auto& reader = *static_cast<Reader*>(self);
    if (reader.refusal_ || reader.thrown_) return;
    try {
      work(reader);
    } catch (...) {
      reader.thrown_ = std::current_exception();  // the calls that this chunk still makes are turned away above
    }
  }

  static void start(void* self, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int spaces, const xmlChar** namespaces,
                    int count, int, const xmlChar** attributes) {
    guarded(self, [&](Reader& reader) {
      reader.named(name);
      reader.named(prefix);
      for (auto* n = namespaces; n != namespaces + 2 * std::ptrdiff_t(spaces); ++n) reader.named(*n);  // prefix, namespace
      reader.started(view(name), uri != nullptr);
      for (auto* a = attributes; a != attributes + 5 * std::ptrdiff_t(count) && !reader.refusal_; a += 5)
        reader.attribute(a[0], view(a[2]), {reinterpret_cast<const char*>(a[3]), std::size_t(a[4] - a[3])});
    });
  }

  static void instruction(void* self, const xmlChar* name, const xmlChar*) {
    guarded(self, [&](Reader& reader) { reader.named(name); });
  }

  static void end(void* self, const xmlChar* name, const xmlChar*, const xmlChar*) {
    guarded(self, [&](Reader& reader) { reader.ended(view(name)); });
  }

  static void characters(void* self, const xmlChar* text, int size) {
    guarded(self, [&](Reader& reader) { reader.text({reinterpret_cast<const char*>(text), std::size_t(size)}); });
  }

  static void doctype(void* self, const xmlChar*, const xmlChar*, const xmlChar*) {
    guarded(self, [](Reader& reader) {
      reader.fail(reader.line(), "The file declares a document type (DOCTYPE), which no return has, and could name other files by it");
    });
  }

  static void entity(void* self, const xmlChar*, int, const xmlChar*, const xmlChar*, xmlChar*) {
    guarded(self, [](Reader& reader) { reader.fail(reader.line(), "The file declares an entity, which no return does"); });
  }

  static void error(void* self, xmlErrorPtr error) {
    guarded(self, [&](Reader& reader) { reader.faulty(*error); });
  }
};

void Reader::Free::operator()(_xmlParserCtxt* parser) const { xmlFreeParserCtxt(parser); }

Reader::Reader(Bytes bytes, const Limits& limits) : bytes_(std::move(bytes)), limits_(limits), chunk_(chunk_bytes) {}
Reader::~Reader() = default;

void Reader::begin(std::span<const char> first) {
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = Callbacks::start;
  sax.endElementNs = Callbacks::end;
  sax.characters = sax.ignorableWhitespace = sax.cdataBlock = Callbacks::characters;
  sax.processingInstruction = Callbacks::instruction;
  sax.internalSubset = Callbacks::doctype;
  sax.entityDecl = Callbacks::entity;
  sax.serror = Callbacks::error;
  // The first four bytes tell UTF-16 from UTF-8, and have to be there when the parser is made.
  parser_.reset(xmlCreatePushParserCtxt(&sax, this, first.data(), int(std::min<std::size_t>(first.size(), 4)), nullptr));
  if (!parser_) throw std::bad_alloc();
  xmlCtxtUseOptions(parser_.get(), XML_PARSE_NONET);  // and not NOENT, DTDLOAD, DTDATTR, XINCLUDE or HUGE
}

int Reader::line() const { return parser_ && parser_->input ? std::max(parser_->input->line, 1) : 1; }

bool Reader::utf8() const {
  if (!parser_ || !parser_->input || !parser_->input->buf || !parser_->input->buf->encoder) return true;
  return std::string_view(parser_->input->buf->encoder->name) == "US-ASCII";
}

void Reader::fail(int line, std::string sentence) {
  if (refusal_) return;
  refusal_ = Refusal{fmt::format("line {}", line), std::move(sentence)};
  if (parser_) xmlStopParser(parser_.get());
}

void Reader::faulty(const xmlError& error) {
  if (error.level < XML_ERR_ERROR) return;
  // The parser is left to unwind by itself: it may hold pointers into the input that stopping it would free.
  refusal_ = Refusal{fmt::format("line {}", error.line > 0 ? error.line : line()), [&]() -> std::string {
                       if (read_ == 0) return "The file is empty";
                       if (finishing_ && depth_ > 0) return std::string(cut_off);
                       if (!seen_root_ && error.code == XML_ERR_DOCUMENT_END) return std::string(no_xml);
                       return sentence_for(error);
                     }()};
}

/// libxml2 looks names up in a table that grows slow with a million of them.
void Reader::named(const void* name) {
  if (name && names_.insert(name).second && names_.size() > limits_.names)
    fail(line(), fmt::format("The file has more than {} different names of elements and attributes; a return has 60", limits_.names));
}

void Reader::attribute(const void* name, std::string_view space, std::string_view value) {
  named(name);
  if (space == instance_namespace) return;  // where its schema is: says nothing about a child
  if (value.size() > limits_.text) return fail(line(), fmt::format("An attribute holds more than {} characters", limits_.text));
  tokens_.push_back({Token::Kind::attribute, view(static_cast<const xmlChar*>(name)), !space.empty(), std::string(value), line()});
}

void Reader::started(std::string_view name, bool foreign) {
  seen_root_ = true;
  if (++depth_ > limits_.depth)
    return fail(line(), fmt::format("Elements lie more than {} deep inside each other; a return's lie 8 deep", limits_.depth));
  tokens_.push_back({Token::Kind::start, name, foreign, {}, line()});
}

void Reader::ended(std::string_view name) {
  --depth_;
  tokens_.push_back({Token::Kind::end, name, false, {}, line()});
}

void Reader::text(std::string_view piece) {
  bool more = at_ < tokens_.size() && tokens_.back().kind == Token::Kind::text;
  if (!more) {
    piece.remove_prefix(std::min(piece.find_first_not_of(blanks), piece.size()));
    if (piece.empty()) return;
    // The parser stands at the piece's end, which may be lines below its beginning.
    tokens_.push_back({Token::Kind::text, {}, false, {}, line() - int(std::ranges::count(piece, '\n'))});
  }
  auto& text = tokens_.back().text;
  if (text.size() + piece.size() > limits_.text)
    return fail(tokens_.back().line,
                fmt::format("A text here holds more than {} characters; a return has only codes, dates and ids", limits_.text));
  text += piece;
}

void Reader::pump() {
  auto got = bytes_(chunk_);
  if (!got) return void(refusal_ = Refusal{"", "The file could not be read to its end: check the disk that it is on"});
  std::span<const char> input(chunk_.data(), *got);
  read_ += input.size();
  if (read_ > limits_.bytes) return fail(line(), fmt::format("The file is larger than {} MB, which no return is", limits_.bytes >> 20));

  auto before = tokens_.size();
  if (!parser_) {
    begin(input);
    input = input.subspan(std::min<std::size_t>(input.size(), 4));
  }
  finishing_ = *got == 0;
  xmlParseChunk(parser_.get(), input.data(), int(input.size()), finishing_);
  finished_ = finishing_;
  if (thrown_) std::rethrow_exception(thrown_);
  if (finished_ && !refusal_ && (!seen_root_ || depth_ > 0)) fail(line(), std::string(cut_off));

  silent_ = tokens_.size() > before ? 0 : silent_ + *got;
  if (silent_ > limits_.silence)
    fail(line(), fmt::format("No element begins or ends here for {} KB; a return has one on every line", limits_.silence >> 10));
}

/// A text that ends the queue may go on in the next chunk.
bool Reader::ready() const { return at_ + 1 < tokens_.size() || (at_ < tokens_.size() && tokens_[at_].kind != Token::Kind::text); }

Token Reader::next() {
  if (stopped_) return {};
  while (!ready()) {
    if (finished_ || refusal_) return {};
    tokens_.erase(tokens_.begin(), tokens_.begin() + std::ptrdiff_t(at_));
    at_ = 0;
    pump();
  }
  Token token = std::move(tokens_[at_++]);
  if (token.kind == Token::Kind::text) trim_end(token.text);
  return token;
}

}  // namespace hearth::returns::cin::xml
