#include "access/password.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"
#include "vault/vault.hpp"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>

#include <algorithm>
#include <array>
#include <stdexcept>
#include <utility>
#include <vector>

namespace hearth::access {
namespace {

/// More than password_most characters can take; what is longer is cut, so that a huge form costs no more than a small one.
constexpr std::size_t most_bytes = 4000;

bool is_letter(unsigned char c) { return (c >= 'a' && c <= 'z') || c >= 0x80; }

std::string normal(std::string_view password) {
  password = password.substr(0, most_bytes);
  auto error = U_ZERO_ERROR;
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  const auto* nfkc = icu::Normalizer2::getNFKCInstance(error);
  if (U_SUCCESS(error)) nfkc->normalizeUTF8(0, {password.data(), std::int32_t(password.size())}, sink, nullptr, error);
  if (U_FAILURE(error)) throw std::runtime_error(std::string("ICU cannot normalise text: ") + u_errorName(error));
  return out;
}

std::size_t characters(std::string_view utf8) {
  return std::size_t(std::ranges::count_if(utf8, [](unsigned char c) { return (c & 0xC0) != 0x80; }));
}

/// What is left between the first letter and the last: "liverpool" of "2024liverpool!".
std::string_view word_in(std::string_view text) {
  const auto first = std::ranges::find_if(text, is_letter);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
  return first < last ? text.substr(std::size_t(first - text.begin()), std::size_t(last - first)) : std::string_view();
}

std::string with_letters_for_signs(std::string_view text) {
  constexpr std::string_view signs = "@4031!$57", letters = "aaoeiisst";
  std::string out(text);
  for (auto& c : out)
    if (const auto at = signs.find(c); at != signs.npos) c = letters[at];
  return out;
}

/// The shortest piece that, repeated, makes `text`: "abc" of "abcabcabcab" too, whose end is cut.
std::string_view repeated_piece(std::string_view text) {
  for (std::size_t size = 1; size < text.size(); ++size)
    if (text.substr(size) == text.substr(0, text.size() - size)) return text.substr(0, size);
  return text;
}

/// The parts of the name before the @ that are long enough to mean somebody, and that name whole.
std::vector<std::string> names_in(std::string_view email) {
  constexpr std::size_t least = 4;
  const auto local = text::fold_case(email.substr(0, email.find('@')));
  std::vector<std::string> names{local};
  std::string part;
  for (const char c : local + '.') {
    if (is_letter(static_cast<unsigned char>(c)))
      part += c;
    else
      names.push_back(std::exchange(part, {}));
  }
  std::erase_if(names, [](const std::string& name) { return name.size() < least; });
  return names;
}

}  // namespace

Result<CommonPasswords> CommonPasswords::load(std::string_view csv) {
  constexpr std::string_view columns[] = {"password"};
  CommonPasswords common;
  const auto take = [&](const csv::Row& row) -> Result<void> {
    const auto entry = row.cells[0];
    if (entry.empty() || entry != text::fold_case(entry) || entry.contains(' '))
      return refuse("", fmt::format("common_passwords.csv, line {}: write one password, in small letters, without blanks", row.line));
    common.entries_.emplace(entry);
    return {};
  };
  if (auto read = csv::read_columns(csv, columns, take, csv::Comments::before_header); !read)
    return std::unexpected(std::move(read.error()));
  if (common.entries_.empty()) return refuse("", "common_passwords.csv holds no password: put the file back as it was delivered");
  return common;
}

bool CommonPasswords::match(std::string_view password) const {
  const auto small = text::fold_case(password);
  const auto word = word_in(small);
  for (const auto& text : {small, std::string(word), with_letters_for_signs(small), with_letters_for_signs(word)})
    if (entries_.contains(text) || entries_.contains(repeated_piece(text))) return true;
  return false;
}

Result<void> check_new_password(std::string_view password, std::string_view email, const CommonPasswords& common) {
  constexpr std::size_t dull = 4;  // a piece of so few characters, repeated, is no secret
  const auto plain = normal(password);
  const auto length = characters(plain);
  if (length < password_least) return refuse("password", fmt::format("Enter a password of at least {} characters", password_least));
  if (length > password_most || password.size() > most_bytes)
    return refuse("password", fmt::format("Enter a password of {} characters or fewer", password_most));
  const auto small = text::fold_case(plain);
  for (const auto& name : names_in(email))
    if (small.find(name) != small.npos) return refuse("password", "Choose a password that does not contain your name or email address");
  if (characters(repeated_piece(small)) <= dull)
    return refuse("password", "Choose a password that is not a few characters over and over. Three random words work well");
  if (common.match(plain))
    return refuse("password", "Choose a password that others will not guess first: this one is well known. Three random words work well");
  return {};
}

Hasher argon2() { return {vault::hash_password, vault::password_fits, vault::needs_rehash}; }

PasswordCheck::PasswordCheck(Random& random, Hasher hasher) : hasher_(std::move(hasher)) {
  std::array<unsigned char, 32> chance;
  random.fill(chance);
  nobodys_ = hasher_.hash({reinterpret_cast<const char*>(chance.data()), chance.size()});
}

PasswordCheck::Answer PasswordCheck::check(std::string_view hash, std::string_view password) const {
  const auto plain = normal(password);
  const bool fits = hasher_.fits(hash.empty() ? nobodys_ : hash, plain);
  if (!fits || hash.empty()) return {};
  return {true, hasher_.is_old(hash) ? std::optional(hasher_.hash(plain)) : std::nullopt};
}

std::string PasswordCheck::hash(std::string_view password) const { return hasher_.hash(normal(password)); }

}  // namespace hearth::access
