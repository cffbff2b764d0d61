// What follows from one description of a struct (Boost.Describe): its JSON in and out, its form in, its schema, its changes.
//
//   struct Person { std::string name; std::optional<Date> born; };
//   BOOST_DESCRIBE_STRUCT(Person, (), (name, born))
//
// Members may be: bool, integers, text, Date, Instant, described enums, described structs, std::optional and std::vector of these.
// A struct may say what to ask for when a member is missing or unreadable:
//   static constexpr Asks asks[] = {{"born", "Enter a date of birth, like 27 3 2016"}};
#pragma once

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hearth {

/// The sentence for a member that is missing or cannot be read.
struct Asks {
  std::string_view field;
  std::string_view sentence;
};

namespace described {

template <class T>
concept Struct = boost::describe::has_describe_members<T>::value && !std::is_union_v<T> && !std::is_same_v<T, Date>;
template <class T>
concept Enum = std::is_enum_v<T> && boost::describe::has_describe_enumerators<T>::value;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;

/// A value that keeps a label (journal/seen.hpp): stored and read like the value within, shown to nobody by itself.
template <class T>
concept Labelled = requires {
  typename T::Inside;
  { T::labels } -> std::convertible_to<std::uint8_t>;
};

/// The one way to what is within, for the JSON of the journal.
struct Within {
  template <class T>
  static auto& of(T& labelled) {
    return labelled.value_;
  }
};

/// Calls f(name, member pointer) for each described member, in order.
template <class T, class F>
constexpr void for_each_member(F&& f) {
  boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
      [&](auto d) { f(std::string_view(d.name), d.pointer); });
}

template <Enum E>
std::string_view enum_name(E value) {
  return boost::describe::enum_to_string(value, "");
}

template <Enum E>
std::optional<E> enum_value(std::string_view name) {
  std::optional<E> value;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (d.name == name) value = d.value;
  });
  return value;
}

template <Enum E>
std::vector<std::string_view> enum_names() {
  std::vector<std::string_view> names;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { names.emplace_back(d.name); });
  return names;
}

/// The labels of everything that a type holds, at any depth.
template <class T>
constexpr std::uint8_t labels_in() {
  if constexpr (Labelled<T>)
    return T::labels;
  else if constexpr (is_optional<T> || is_vector<T>)
    return labels_in<typename T::value_type>();
  else if constexpr (Struct<T>) {
    std::uint8_t all = 0;
    boost::mp11::mp_for_each<boost::describe::describe_members<T, boost::describe::mod_public | boost::describe::mod_inherited>>(
        [&](auto d) {
          if constexpr (!std::is_function_v<std::remove_pointer_t<decltype(d.pointer)>>)
            all |= labels_in<std::remove_cvref_t<decltype(std::declval<T&>().*d.pointer)>>();
        });
    return all;
  } else
    return 0;
}

/// The sentence of `T::asks` for `field`, or `otherwise`.
template <class T>
std::string_view asked(std::string_view field, std::string_view otherwise) {
  if constexpr (requires { T::asks; })
    for (const Asks& a : T::asks)
      if (a.field == field) return a.sentence;
  return otherwise;
}

}  // namespace described

/// The name of a described enumerator: "danger".
template <described::Enum E>
std::string_view name_of(E value) {
  return described::enum_name(value);
}

// ---- JSON out -------------------------------------------------------------------------------------------------------------

template <class T>
void write_json(std::string& out, const T& value) {
  using namespace described;
  if constexpr (std::is_same_v<T, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (std::is_integral_v<T>) {
    json::write_integer(out, std::int64_t(value));
  } else if constexpr (std::is_same_v<T, Date>) {
    out += '"';
    out += value.iso();
    out += '"';
  } else if constexpr (std::is_same_v<T, Instant>) {
    out += '"';
    out += value.rfc3339();
    out += '"';
  } else if constexpr (Enum<T>) {
    out += '"';
    out += enum_name(value);
    out += '"';
  } else if constexpr (Labelled<T>) {
    write_json(out, Within::of(value));
  } else if constexpr (is_optional<T>) {
    if (value)
      write_json(out, *value);
    else
      out += "null";
  } else if constexpr (is_vector<T>) {
    out += '[';
    for (bool first = true; const auto& item : value) {
      if (!first) out += ',';
      first = false;
      write_json(out, item);
    }
    out += ']';
  } else if constexpr (Struct<T>) {
    out += '{';
    bool first = true;
    for_each_member<T>([&](std::string_view name, auto member) {
      if constexpr (is_optional<std::remove_cvref_t<decltype(value.*member)>>)
        if (!(value.*member)) return;  // absent, not null: smaller, and the same when read
      if (!first) out += ',';
      first = false;
      out += '"';
      out += name;
      out += "\":";
      write_json(out, value.*member);
    });
    out += '}';
  } else {
    json::write_string(out, std::string_view(value));
  }
}

template <class T>
std::string to_json(const T& value) {
  static_assert(described::labels_in<T>() == 0, "this holds something sealed: it is written where its label flows to, not here");
  std::string out;
  write_json(out, value);
  return out;
}

/// The same for what may hold something sealed. Whoever calls it seals the text or holds it to its label: the journal, the kit.
template <class T>
std::string labelled_json(const T& value) {
  std::string out;
  write_json(out, value);
  return out;
}

template <class T>
std::vector<std::string_view> member_names() {
  std::vector<std::string_view> names;
  described::for_each_member<T>([&](std::string_view name, auto) { names.push_back(name); });
  return names;
}

// ---- JSON in --------------------------------------------------------------------------------------------------------------

/// Reads `from` into `into`; adds what is wrong to `wrong`, with the path of the member ("children[1].born").
/// Strict: an unknown member, a missing one that is not optional, a number out of range and a bad date are refused.
template <class T>
void read_json(const boost::json::value& from, T& into, const std::string& path, Refusals& wrong) {
  using namespace described;
  auto bad = [&](std::string_view sentence) { wrong.push_back({path, std::string(sentence)}); };
  if constexpr (std::is_same_v<T, bool>) {
    if (auto* b = from.if_bool())
      into = *b;
    else
      bad("Give true or false");
  } else if constexpr (std::is_integral_v<T>) {
    auto n = json::integer(from);
    if (n && *n >= std::int64_t(std::numeric_limits<T>::min()) && *n <= std::int64_t(std::numeric_limits<T>::max()))
      into = T(*n);
    else
      bad("Give a whole number");
  } else if constexpr (std::is_same_v<T, Date> || std::is_same_v<T, Instant>) {
    auto* text = from.if_string();
    if (!text)
      return bad(std::is_same_v<T, Date> ? "Give a date as text, like 2026-04-07" : "Give a moment as text, like 2026-04-07T09:30:00Z");
    auto parsed = T::parse(std::string_view(*text));
    if (parsed)
      into = *parsed;
    else
      bad(parsed.error().front().sentence);
  } else if constexpr (Enum<T>) {
    auto* text = from.if_string();
    auto value = text ? enum_value<T>(std::string_view(*text)) : std::nullopt;
    if (value)
      into = *value;
    else
      bad("Give one of: " + json::list(enum_names<T>()));
  } else if constexpr (Labelled<T>) {
    read_json(from, Within::of(into), path, wrong);
  } else if constexpr (is_optional<T>) {
    if (from.is_null())
      into.reset();
    else
      read_json(from, into.emplace(), path, wrong);
  } else if constexpr (is_vector<T>) {
    auto* array = from.if_array();
    if (!array) return bad("Give a list");
    into.resize(array->size());
    for (std::size_t i = 0; i < array->size(); ++i) read_json((*array)[i], into[i], path + "[" + std::to_string(i) + "]", wrong);
  } else if constexpr (Struct<T>) {
    auto* object = from.if_object();
    if (!object) return bad("Give an object");
    std::size_t known = 0;
    for_each_member<T>([&](std::string_view name, auto member) {
      using M = std::remove_cvref_t<decltype(into.*member)>;
      auto at = [&] { return path.empty() ? std::string(name) : path + "." + std::string(name); };
      if (auto* found = object->if_contains(name)) {
        ++known;
        read_json(*found, into.*member, at(), wrong);
      } else if constexpr (!is_optional<M> && !is_vector<M>) {
        wrong.push_back({at(), std::string(asked<T>(name, "This is missing"))});
      }
    });
    if (known != object->size()) json::refuse_unknown(*object, member_names<T>(), path, wrong);
  } else {
    auto* text = from.if_string();
    if (!text) return bad("Give text");
    if (auto fault = json::text_fault(*text); !fault.empty()) return bad(fault);
    into.assign(text->data(), text->size());
  }
}

/// Reads a whole document from outside: depth at most 32, no repeated members, finite numbers.
template <class T>
Result<T> from_json(std::string_view text) {
  auto document = json::parse(text);
  if (!document) return std::unexpected(document.error());
  T value{};
  Refusals wrong;
  read_json(*document, value, "", wrong);
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return value;
}

/// Reads what we wrote ourselves. Throws std::runtime_error: stored text that does not read is damage, not a refusal.
template <class T>
T from_stored(const boost::json::value& document) {
  T value{};
  Refusals wrong;
  read_json(document, value, "", wrong);
  if (!wrong.empty()) throw std::runtime_error("stored record does not read: " + wrong.front().field + ": " + wrong.front().sentence);
  return value;
}

// ---- schema ---------------------------------------------------------------------------------------------------------------

/// JSON Schema (2020-12, as OpenAPI 3.1 uses it) of T, with nested structs written in place.
template <class T>
boost::json::object schema_of() {
  using namespace described;
  if constexpr (std::is_same_v<T, bool>)
    return {{"type", "boolean"}};
  else if constexpr (std::is_integral_v<T>)
    return {{"type", "integer"}};
  else if constexpr (std::is_same_v<T, Date>)
    return {{"type", "string"}, {"format", "date"}};
  else if constexpr (std::is_same_v<T, Instant>)
    return {{"type", "string"}, {"format", "date-time"}};
  else if constexpr (Enum<T>) {
    boost::json::array names;
    for (auto n : enum_names<T>()) names.emplace_back(n);
    return {{"type", "string"}, {"enum", names}};
  } else if constexpr (Labelled<T>)
    return schema_of<typename T::Inside>();
  else if constexpr (is_optional<T>)
    return schema_of<typename T::value_type>();
  else if constexpr (is_vector<T>)
    return {{"type", "array"}, {"items", schema_of<typename T::value_type>()}};
  else if constexpr (Struct<T>) {
    boost::json::object properties;
    boost::json::array required;
    for_each_member<T>([&](std::string_view name, auto member) {
      using M = std::remove_cvref_t<decltype(std::declval<T&>().*member)>;
      auto schema = schema_of<M>();
      if (auto ask = asked<T>(name, ""); !ask.empty()) schema["description"] = ask;
      properties[name] = std::move(schema);
      if constexpr (!is_optional<M> && !is_vector<M>) required.emplace_back(name);
    });
    boost::json::object schema{{"type", "object"}, {"properties", std::move(properties)}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
  } else
    return {{"type", "string"}};
}

// ---- changes --------------------------------------------------------------------------------------------------------------

/// One member that differs between two versions of a record, each side as JSON text ("" where it was absent).
struct Change {
  std::string field, before, after;
  bool operator==(const Change&) const = default;
};

template <described::Struct T>
std::vector<Change> changes(const T& before, const T& after) {
  std::vector<Change> all;
  described::for_each_member<T>([&](std::string_view name, auto member) {
    auto was = to_json(before.*member), is = to_json(after.*member);
    if (was != is) all.push_back({std::string(name), std::move(was), std::move(is)});
  });
  return all;
}

}  // namespace hearth
