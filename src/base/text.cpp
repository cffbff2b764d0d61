#include "base/text.hpp"

#include <unicode/brkiter.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <stdexcept>
#include <utility>

namespace hearth::text {
namespace {

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) throw std::runtime_error(std::string("ICU: ") + what + ": " + u_errorName(status));
}

icu::StringPiece piece(std::string_view text) { return {text.data(), std::int32_t(text.size())}; }

constexpr bool is_ascii_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char ascii_lower(char c) { return c >= 'A' && c <= 'Z' ? char(c | 32) : c; }

/// How many bytes from the start are ASCII: most text is nothing else and needs no ICU.
std::size_t ascii_prefix(std::string_view text) {
  std::size_t i = 0;
  for (; i + 8 <= text.size(); i += 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data() + i, 8);
    if (eight & 0x8080808080808080) break;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}
bool is_ascii(std::string_view text) { return ascii_prefix(text) == text.size(); }

std::string ascii_lowered(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), ascii_lower);
  return out;
}

/// The code point at `at`, which moves past it; U+FFFD for broken bytes.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  UChar32 c = 0;
  U8_NEXT_OR_FFFD(text.data(), at, text.size(), c);
  return char32_t(c);
}

void append(std::string& out, char32_t c) {
  char bytes[U8_MAX_LENGTH];
  std::int32_t length = 0;
  U8_APPEND_UNSAFE(bytes, length, UChar32(c));
  out.append(bytes, std::size_t(length));
}

bool is_blank(char32_t c) { return u_isUWhiteSpace(UChar32(c)) || c == 0x200b || c == 0x200c || c == 0x200d || c == 0x2060 || c == 0xfeff; }

bool is_apostrophe(char32_t c) { return c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 || c == 0x02bc || c == 0x02bb || c == 0x00b4; }

bool is_of_a_word(char32_t c) {
  constexpr auto kinds = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  return (U_GET_GC_MASK(UChar32(c)) & kinds) != 0;
}

/// Walks over characters as people count them; `visit(begin, end)` says whether to go on.
template <class Visit>
void each_character(std::string_view text, Visit visit) {
  thread_local const std::unique_ptr<icu::BreakIterator> borders = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(icu::BreakIterator::createCharacterInstance(icu::Locale::getRoot(), status));
    check(status, "character borders");
    return made;
  }();
  UErrorCode status = U_ZERO_ERROR;
  UText in = UTEXT_INITIALIZER;
  utext_openUTF8(&in, text.data(), std::int64_t(text.size()), &status);
  borders->setText(&in, status);
  utext_close(&in);
  check(status, "character borders");
  auto from = borders->first();
  for (auto to = borders->next(); to != icu::BreakIterator::DONE; from = to, to = borders->next())
    if (!visit(std::size_t(from), std::size_t(to))) return;
}

const icu::Normalizer2& composer() {
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfc = icu::Normalizer2::getNFCInstance(status);
  check(status, "NFC");
  return *nfc;
}

std::unique_ptr<icu::Transliterator> new_latiniser() {
  // The two modifiers removed with the marks are how Cyrillic soft and hard signs come out. Making one parses rules for milliseconds; a
  // copy takes microseconds. Each thread has its own, for they lock inside.
  static const std::unique_ptr<icu::Transliterator> first = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> made(
        icu::Transliterator::createInstance("Any-Latin; NFD; [[:Mark:]\\u02B9\\u02BA] Remove; Latin-ASCII; Lower", UTRANS_FORWARD, status));
    check(status, "transliteration");
    return made;
  }();
  return std::unique_ptr<icu::Transliterator>(first->clone());
}

template <class Part>
std::string joined(std::span<const Part> parts, std::string_view last_word) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0 && i + 1 == parts.size()) {
      out += ' ';
      out += last_word;
      out += ' ';
    } else if (i > 0) {
      out += ", ";
    }
    out += parts[i];
  }
  return out;
}

}  // namespace

bool is_utf8(std::string_view text) {
  for (;;) {
    text.remove_prefix(ascii_prefix(text));
    if (text.empty()) return true;
    std::int32_t at = 0;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, std::int32_t(std::min<std::size_t>(text.size(), 4)), c);
    if (c < 0) return false;
    text.remove_prefix(std::size_t(at));
  }
}

bool has_control_characters(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) return true;
    // C1 is U+0080 to U+009F: C2 80 to C2 9F.
    if (byte == 0xc2 && i + 1 < text.size() && (static_cast<unsigned char>(text[i + 1]) & 0xe0) == 0x80) return true;
  }
  return false;
}

std::string_view trim(std::string_view text) {
  while (!text.empty()) {
    std::size_t at = 0;
    if (!is_blank(next_code_point(text, at))) break;
    text.remove_prefix(at);
  }
  while (!text.empty()) {
    auto at = std::int32_t(text.size());
    UChar32 c = 0;
    U8_PREV_OR_FFFD(text.data(), 0, at, c);
    if (!is_blank(char32_t(c))) break;
    text = text.substr(0, std::size_t(at));
  }
  return text;
}

std::string nfc(std::string_view text) {
  if (is_ascii(text)) return std::string(text);
  std::string out;
  out.reserve(text.size());
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  composer().normalizeUTF8(0, piece(text), sink, nullptr, status);
  check(status, "NFC");
  return out;
}

std::string fold_case(std::string_view text) {
  if (is_ascii(text)) return ascii_lowered(text);
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  icu::CaseMap::utf8Fold(0, piece(text), sink, nullptr, status);
  check(status, "case folding");
  return nfc(out);
}

std::string fold_for_search(std::string_view text) {
  if (is_ascii(text)) return ascii_lowered(text);
  thread_local const auto latiniser = new_latiniser();
  auto wide = icu::UnicodeString::fromUTF8(piece(text));
  latiniser->transliterate(wide);
  std::string out;
  return wide.toUTF8String(out);
}

std::vector<std::string> words(std::string_view text) {
  std::vector<std::string> found;
  std::string word;
  const auto end_word = [&] {
    if (!word.empty()) found.push_back(std::exchange(word, {}));
  };
  for (std::size_t at = 0; at < text.size();) {
    const auto c = next_code_point(text, at);
    if (is_of_a_word(c))
      append(word, c);
    else if (!is_apostrophe(c))
      end_word();
  }
  end_word();
  return found;
}

std::size_t characters(std::string_view text) {
  if (is_ascii(text) && text.find('\r') == std::string_view::npos) return text.size();
  std::size_t count = 0;
  each_character(text, [&](std::size_t, std::size_t) { return ++count, true; });
  return count;
}

std::string_view first_characters(std::string_view text, std::size_t most) {
  if (text.size() <= most) return text;  // no character is shorter than a byte
  std::size_t count = 0, end = 0;
  each_character(text, [&](std::size_t, std::size_t to) {
    if (count++ == most) return false;
    end = to;
    return true;
  });
  return text.substr(0, end);
}

std::string shorten(std::string_view text, std::size_t most) {
  if (first_characters(text, most).size() == text.size()) return std::string(text);
  if (most == 0) return {};
  auto start = first_characters(text, most - 1);
  const auto space = start.find_last_of(" \n\t");
  const bool word_goes_on = !is_ascii_space(text[start.size()]);
  if (word_goes_on && space != std::string_view::npos && space * 3 >= start.size() * 2) start = start.substr(0, space);
  return std::string(trim(start)) + "…";
}

std::string initials(std::string_view name) {
  std::string out;
  bool starts = true;
  std::size_t count = 0;
  for (std::size_t at = 0; at < name.size() && count < 3;) {
    const auto c = next_code_point(name, at);
    if (is_blank(c)) {
      starts = true;
    } else if (starts && is_of_a_word(c)) {
      append(out, char32_t(u_toupper(UChar32(c))));
      starts = false;
      ++count;
    }
  }
  return nfc(out);
}

std::string join(std::span<const std::string> parts, std::string_view last_word) { return joined(parts, last_word); }
std::string join(std::span<const std::string_view> parts, std::string_view last_word) { return joined(parts, last_word); }

std::string grouped(std::int64_t number) {
  auto digits = std::to_string(number);
  for (auto at = std::int64_t(digits.size()) - 3; at > (number < 0); at -= 3) digits.insert(std::size_t(at), 1, ',');
  return digits;
}

std::string plural(std::int64_t count, std::string_view one, std::string_view many) {
  return grouped(count) + ' ' + std::string(count == 1 ? one : many);
}

}  // namespace hearth::text
