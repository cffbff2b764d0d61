// Text as people write it: UTF-8, of any script. Bytes that are no UTF-8 count as U+FFFD.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::text {

/// Well-formed UTF-8: no overlong forms, no surrogates, nothing above U+10FFFF.
bool is_utf8(std::string_view text);

/// True for a C0 or C1 control character other than line feed and tab, and for U+007F. (A form's text arrives with its CRLF made LF.)
bool has_control_characters(std::string_view text);

/// Without white space at both ends, of whatever script, and without invisible marks (zero-width space, byte order mark) there.
std::string_view trim(std::string_view text);

/// Unicode normalisation form C: what is stored. The same word typed on two keyboards gives the same bytes.
std::string nfc(std::string_view text);

/// For telling whether two texts are the same but for case, in every script: NFC, full case folding. Not for showing.
std::string fold_case(std::string_view text);

/// For finding names: Latin letters without accents, in lower case, from whatever script ("Ángela" -> "angela", "Şirin" -> "sirin", "Ольга"
/// -> "olga"). One way among several: a name's own script and its recorded spellings are compared as well.
std::string fold_for_search(std::string_view text);

/// The words of a name or a question, in order: split at spaces, hyphens, dashes and punctuation; apostrophes go ("o'brien" -> "obrien").
std::vector<std::string> words(std::string_view text);

/// Characters as a person counts them: an accent or a skin tone is no character of its own.
std::size_t characters(std::string_view text);

/// The beginning of `text`, at most `most` characters long, never cut inside one.
std::string_view first_characters(std::string_view text, std::size_t most);

/// `text` if it has at most `most` characters; else its beginning, cut after a word where one ends in the last third, and "…". At most
/// `most` long.
std::string shorten(std::string_view text, std::size_t most);

/// First letters of the parts between spaces, in capitals: "Mary-Jane O'Brien" -> "MO". At most three.
std::string initials(std::string_view name);

/// "a", "a and b", "a, b and c"; with another last word, "a, b or c".
std::string join(std::span<const std::string> parts, std::string_view last_word = "and");
std::string join(std::span<const std::string_view> parts, std::string_view last_word = "and");

/// "1 child", "2 children", "1,204 children".
std::string plural(std::int64_t count, std::string_view one, std::string_view many);

/// With commas at the thousands, as GOV.UK writes numbers: "1,204".
std::string grouped(std::int64_t number);

}  // namespace hearth::text
