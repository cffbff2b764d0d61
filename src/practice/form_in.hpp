// From a form to a described command, by the same description that reads its JSON.
//
// A field's name is its member's name. A date comes as three fields (born-day, born-month, born-year); a nested struct as
// "child.born"; the i-th of a list of structs as "children[0].born"; a list of texts or choices as a name that repeats.
// An empty field is an absent optional, or "" for a text that a rule will ask for.
#pragma once

#include "base/described.hpp"
#include "web/form.hpp"

#include <charconv>
#include <set>
#include <string>

namespace hearth::practice {

/// Fields that every form carries and no command has.
inline constexpr std::string_view form_own_fields[] = {"csrf", "once"};

namespace detail {

struct FormReading {
  const web::Form& form;
  Refusals& wrong;
  std::set<std::string, std::less<>> known{};

  std::string_view take(const std::string& name) {
    known.insert(name);
    return form[name];
  }
  bool any_with(std::string_view prefix) const {
    for (const auto& field : form.fields())
      if (field.name.starts_with(prefix)) return true;
    return false;
  }
};

std::string_view trimmed(std::string_view text);
/// Reads the three parts of a date; nullopt when all are empty. Adds a refusal when it is no date.
std::optional<Date> read_date(FormReading& reading, const std::string& name, std::string_view ask);

template <class T>
void read_field(FormReading& reading, const std::string& name, T& into, std::string_view ask);

template <class T>
void read_struct(FormReading& reading, const std::string& prefix, T& into) {
  described::for_each_member<T>([&](std::string_view member_name, auto member) {
    const auto name = prefix + std::string(member_name);
    read_field(reading, name, into.*member, described::asked<T>(member_name, ""));
  });
}

template <class T>
void read_field(FormReading& reading, const std::string& name, T& into, std::string_view ask) {
  using namespace described;
  auto bad = [&](std::string_view otherwise) { reading.wrong.push_back({name, std::string(ask.empty() ? otherwise : ask)}); };
  if constexpr (std::is_same_v<T, Date>) {
    auto date = read_date(reading, name, ask);
    if (date)
      into = *date;
    else if (reading.wrong.empty() || reading.wrong.back().field != name)
      bad("Enter a date");
  } else if constexpr (std::is_same_v<T, std::optional<Date>>) {
    into = read_date(reading, name, "");
  } else if constexpr (is_optional<T>) {
    if constexpr (Struct<typename T::value_type>) {
      if (reading.any_with(name + ".")) read_struct(reading, name + ".", into.emplace());
    } else {
      const auto value = trimmed(reading.take(name));
      if (!value.empty()) read_field(reading, name, into.emplace(), ask);
    }
  } else if constexpr (is_vector<T>) {
    using Item = typename T::value_type;
    if constexpr (Struct<Item>) {
      for (std::size_t i = 0; i < 100; ++i) {
        const auto prefix = name + "[" + std::to_string(i) + "].";
        if (!reading.any_with(prefix)) break;
        read_struct(reading, prefix, into.emplace_back());
      }
    } else {
      reading.known.insert(name);
      for (auto value : reading.form.all(name)) {
        if (value.empty()) continue;
        if constexpr (Enum<Item>) {
          if (auto choice = enum_value<Item>(value))
            into.push_back(*choice);
          else
            bad("Choose from the list");
        } else {
          into.emplace_back(value);
        }
      }
    }
  } else if constexpr (Struct<T>) {
    read_struct(reading, name + ".", into);
  } else if constexpr (std::is_same_v<T, bool>) {
    const auto value = reading.take(name);
    into = value == "yes" || value == "true" || value == "1";
    if (!into && !value.empty() && value != "no" && value != "false" && value != "0") bad("Choose yes or no");
  } else if constexpr (std::is_integral_v<T>) {
    const auto value = trimmed(reading.take(name));
    if (std::from_chars(value.data(), value.data() + value.size(), into) !=
        std::from_chars_result{value.data() + value.size(), std::errc{}})
      bad("Enter a whole number");
  } else if constexpr (Enum<T>) {
    if (auto choice = enum_value<T>(reading.take(name)))
      into = *choice;
    else
      bad("Choose one of the answers");
  } else if constexpr (std::is_same_v<T, Instant>) {
    auto parsed = Instant::parse(trimmed(reading.take(name)));
    if (parsed)
      into = *parsed;
    else
      bad("Enter a date and a time");
  } else {
    const auto value = trimmed(reading.take(name));
    if (auto fault = json::text_fault(value); !fault.empty())
      reading.wrong.push_back({name, fault});
    else
      into = value;
  }
}

}  // namespace detail

/// Reads a form into T. A field that T does not have is refused, never ignored: a form of ours does not send any.
template <described::Struct T>
Result<T> read_form(const web::Form& form) {
  T value{};
  Refusals wrong;
  detail::FormReading reading{form, wrong};
  detail::read_struct(reading, "", value);
  for (auto own : form_own_fields) reading.known.emplace(own);
  for (const auto& field : form.fields()) {
    const bool part_of_known = reading.known.contains(field.name);
    if (!part_of_known) wrong.push_back({"", "The form holds a field that this page does not have. Go back and fill it in again"});
  }
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return value;
}

}  // namespace hearth::practice
