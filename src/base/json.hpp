// The parts of reading and writing JSON that do not depend on a described struct.
#pragma once

#include "base/result.hpp"

#include <boost/json/value.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::json {

/// Parses text from outside. Refuses depth over 32, repeated members, numbers that are not finite, and bad UTF-8, each in a sentence.
Result<boost::json::value> parse(std::string_view text);

/// Parses what we wrote ourselves, into `storage`'s memory. Throws std::runtime_error on damage.
boost::json::value parse_stored(std::string_view text, boost::json::storage_ptr storage = {});

void write_integer(std::string& out, std::int64_t value);
void write_string(std::string& out, std::string_view text);

/// The whole number in `value`, if it is one (2.0 is not).
std::optional<std::int64_t> integer(const boost::json::value& value);

/// The most characters that one text member may hold, in bytes.
inline constexpr std::size_t max_text = 200'000;

/// What is wrong with a text that a person gave: too long, or with control characters. "" if nothing is.
std::string text_fault(std::string_view text);

void refuse_unknown(const boost::json::object& object, std::span<const std::string_view> known, const std::string& path, Refusals& wrong);

/// "a, b, c"
std::string list(std::span<const std::string_view> items);

}  // namespace hearth::json
