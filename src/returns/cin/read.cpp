#include "returns/cin/census.hpp"
#include "returns/cin/findings.hpp"
#include "returns/cin/shape.hpp"
#include "returns/cin/values.hpp"
#include "returns/cin/xml.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <unordered_map>

namespace hearth::returns::cin {
namespace {

using xml::Token;
using Kind = Token::Kind;

class Reading {
 public:
  Reading(xml::Reader& xml, const Limits& limits, Purpose purpose)
      : xml_(xml), limits_(limits), purpose_(purpose), findings_(limits, census_), values_(findings_, purpose) {}
  Result<Census> all();

 private:
  Token next();

  // What the schema does not know.
  void keep(std::string path, std::string text, int line) { findings_.keep(*unknown_, std::move(path), std::move(text), line); }
  void keep_element(const Token& start);
  void unknown_element(const Token& start, std::string_view inside);
  void attribute(Token token);
  void stray(Token token);
  std::string path() const { return fmt::format("{}", fmt::join(open_, "/")); }

  // The walk over a shape. Each is called after an element's start and returns after its end.
  template <class T, class... Fs>
  void walk(T& into, const std::tuple<Fs...>& fields, const Token& start);
  template <class T, class M>
  void take(T& into, const Leaf<T, M>& leaf, const Token& start);
  template <class T, class E>
  void take(T& into, const List<T, E>& list, const Token& start);
  template <class T, class R>
  void take(T& into, const Records<T, R>& records, const Token& start);
  template <class T, class Fields>
  void take(T& into, const Group<Fields>& group, const Token& start) {
    walk(into, group.fields, start);
  }
  void take(Census& into, const Part<Census, Header>& header, const Token& start);
  void take(Child& into, const SexLeaf& sex, const Token& start);
  std::string text_of(const Token& start);

  // What only the whole return shows.
  void settle_year(int line);
  void identify(const Child& child);
  bool room_for_a_record(int line);

  xml::Reader& xml_;
  const Limits& limits_;
  const Purpose purpose_;
  Census census_;
  Findings findings_;
  Values values_;
  std::vector<std::string_view> open_;                // the elements around the reader, outermost first
  std::vector<Unknown>* unknown_ = &census_.unknown;  // of the record around the reader
  std::size_t records_ = 0;
  std::unordered_map<std::string, int> ids_;  // LAchildID to its line
};

Token Reading::next() {
  if (findings_.stopped()) return {};
  Token token = xml_.next();
  if (token.kind == Kind::stop) findings_.stop();
  return token;
}

// ---- what the schema does not know ----------------------------------------------------------------------------------------

/// Recursion ends: the XML reader lets elements lie Limits::depth deep.
void Reading::keep_element(const Token& start) {
  open_.push_back(start.name);
  std::string text;
  bool has_elements = false;
  for (Token token = next(); token.kind != Kind::end && token.kind != Kind::stop; token = next()) {
    if (token.kind == Kind::text) text += token.text;
    if (token.kind == Kind::attribute) keep(fmt::format("{}/@{}", path(), token.name), std::move(token.text), token.line);
    if (token.kind == Kind::start) {
      has_elements = true;
      keep_element(token);
    }
  }
  if (!has_elements || !text.empty()) keep(path(), std::move(text), start.line);
  open_.pop_back();
}

void Reading::unknown_element(const Token& start, std::string_view inside) {
  findings_.fault(start.line, fmt::format("{} has no place in {}; it is kept as it stands and not used", start.name, inside));
  keep_element(start);
}

void Reading::attribute(Token token) {
  findings_.fault_once(fmt::format("@{} {}", token.name, open_.back()), token.line,
                       fmt::format("{} has an attribute {}, here and perhaps further on; attributes are kept as they stand and not used",
                                   open_.back(), token.name));
  keep(fmt::format("{}/@{}", path(), token.name), std::move(token.text), token.line);
}

void Reading::stray(Token token) {
  findings_.fault(token.line, fmt::format("{} stands between the elements of {}; it is not used", shown(token.text), open_.back()));
  keep(path() + "/text()", std::move(token.text), token.line);
}

// ---- the walk over a shape ------------------------------------------------------------------------------------------------

/// Which of `fields` an element is, or their number if it is none.
template <class... Fs>
std::size_t place_of(const std::tuple<Fs...>& fields, const Token& start) {
  std::size_t place = 0;
  if (start.foreign) return sizeof...(Fs);
  std::apply([&](const auto&... field) { (void)((is_named(field, start.name) ? false : (++place, true)) && ...); }, fields);
  return place;
}

template <class... Fs>
constexpr auto names_of(const std::tuple<Fs...>& fields) {
  return std::apply([](const auto&... field) { return std::array{name_of_field(field)...}; }, fields);
}

template <class T, class... Fs>
void Reading::walk(T& into, const std::tuple<Fs...>& fields, const Token& start) {
  const auto names = names_of(fields);
  std::array<int, sizeof...(Fs)> counts{};
  std::size_t reached = 0;

  open_.push_back(start.name);
  for (Token token = next(); token.kind != Kind::end && token.kind != Kind::stop; token = next()) {
    if (token.kind == Kind::text)
      stray(std::move(token));
    else if (token.kind == Kind::attribute)
      attribute(std::move(token));
    else if (auto place = place_of(fields, token); place == names.size())
      unknown_element(token, start.name);
    else {
      if (place < reached)
        findings_.refuse(token.line, fmt::format("{} stands after {}; a return has it before", token.name, names[reached]));
      reached = std::max(reached, place);
      auto take_if = [&](std::size_t at, const auto& field) {
        if (at != place) return;
        if (counts[at]++ > 0 && !repeats<std::remove_cvref_t<decltype(field)>>)
          findings_.refuse(token.line,
                           fmt::format("{} is given more than once in the {} that begins on line {}", token.name, start.name, start.line));
        take(into, field, token);
      };
      std::apply([&, at = std::size_t(0)](const auto&... field) mutable { (take_if(at++, field), ...); }, fields);
    }
  }
  open_.pop_back();
  if (findings_.stopped()) return;

  auto miss = [&](std::size_t at, bool required) {
    if (required && counts[at] == 0) findings_.fault(start.line, fmt::format("The {} that begins here has no {}", start.name, names[at]));
  };
  std::apply([&, at = std::size_t(0)](const auto&... field) mutable { (miss(at++, is_required(field)), ...); }, fields);
}

template <class T, class M>
void Reading::take(T& into, const Leaf<T, M>& leaf, const Token& start) {
  auto text = text_of(start);
  if (!text.empty()) return values_.read(std::move(text), into.*leaf.member, leaf.form, {start.name, start.line});
  // The schema takes an empty text where it takes any.
  constexpr bool is_text = std::is_same_v<M, std::string> || std::is_same_v<M, std::optional<std::string>>;
  if (!is_text || leaf.form != Form::free) findings_.fault(start.line, fmt::format("{} is empty; it is read as absent", leaf.name));
}

template <class T, class E>
void Reading::take(T& into, const List<T, E>& list, const Token& start) {
  auto& items = into.*list.member;
  auto before = items.size();
  open_.push_back(start.name);
  for (Token token = next(); token.kind != Kind::end && token.kind != Kind::stop; token = next()) {
    if (token.kind == Kind::text)
      stray(std::move(token));
    else if (token.kind == Kind::attribute)
      attribute(std::move(token));
    else if (token.foreign || token.name != list.item)
      unknown_element(token, start.name);
    else if (room_for_a_record(token.line))
      values_.add(text_of(token), items, list.form, {token.name, token.line});
  }
  open_.pop_back();
  if (findings_.stopped() || items.size() > before) return;
  findings_.fault(start.line, fmt::format("{} holds no {}", list.name, list.item));
  if constexpr (std::is_same_v<E, Review>) items.push_back({std::nullopt, start.line});
}

template <class T, class R>
void Reading::take(T& into, const Records<T, R>& records, const Token& start) {
  if constexpr (std::is_same_v<R, Child>) {
    settle_year(start.line);
    if (into.children.size() >= limits_.children)
      findings_.refuse_and_stop(start.line, fmt::format("The return has more than {} children", limits_.children));
  }
  if (!room_for_a_record(start.line)) return;
  if (census_.year != 0 && census_.year < records.since)
    findings_.fault_once(start.name, start.line,
                         fmt::format("{} came with the return for {}, but this one is for {}; it is read, here and further on", start.name,
                                     records.since, census_.year));

  R& record = (into.*records.member).emplace_back();
  record.line = start.line;
  auto* around = unknown_;
  if constexpr (requires { record.unknown; }) unknown_ = &record.unknown;
  walk(record, Shape<R>::fields, start);
  unknown_ = around;
  if constexpr (std::is_same_v<R, Child>) identify(record);
}

void Reading::take(Census& into, const Part<Census, Header>&, const Token& start) {
  into.header.line = start.line;
  walk(into.header, Shape<Header>::fields, start);
  if (into.header.collection && *into.header.collection != "CIN")
    return findings_.refuse_and_stop(
        start.line,
        fmt::format("The file is a return of the collection {}, not of the Children in Need census (CIN)", shown(*into.header.collection)));
  settle_year(start.line);
}

void Reading::take(Child& into, const SexLeaf& sex, const Token& start) {
  auto text = text_of(start);
  if (text.empty()) return findings_.fault(start.line, fmt::format("{} is empty; it is read as absent", start.name));
  bool former = start.name == sex.former;
  if (former != (census_.year < sex.since))
    findings_.fault_once(sex.name, start.line,
                         fmt::format("{} replaced {} with the return for {}, but this one is for {}; it is read, here and further on",
                                     sex.name, sex.former, sex.since, census_.year));
  if (former)
    values_.read_gender(std::move(text), into.sex, {start.name, start.line});
  else
    values_.read(std::move(text), into.sex, Form::sex, {start.name, start.line});
}

std::string Reading::text_of(const Token& start) {
  std::string text;
  open_.push_back(start.name);
  for (Token token = next(); token.kind != Kind::end && token.kind != Kind::stop; token = next()) {
    if (token.kind == Kind::text)
      text += token.text;
    else if (token.kind == Kind::attribute)
      attribute(std::move(token));
    else
      unknown_element(token, start.name);
  }
  open_.pop_back();
  return text;
}

// ---- what only the whole return shows -------------------------------------------------------------------------------------

void Reading::settle_year(int line) {
  if (census_.year != 0 || findings_.stopped()) return;
  const auto& header = census_.header;
  if (header.year)
    census_.year = *header.year;
  else if (header.reference_date) {
    census_.year = header.reference_date->year();
    findings_.remark(line, fmt::format("The return has no Year; it is read as one for {}, the year of its ReferenceDate", census_.year));
  } else {
    return findings_.refuse_and_stop(line, "The return does not say which year it is for: it has no Year in Header/CollectionDetails");
  }
  if (census_.year < first_year || census_.year > last_year)
    return findings_.refuse_and_stop(
        line, fmt::format("The return is for {}; returns for {} to {} can be read", census_.year, first_year, last_year));
  values_.set_year(census_.year);
  // Rule 100 reports it; whoever takes the return in should see by which year it was read.
  if (header.reference_date && *header.reference_date != Date::of(census_.year, 3, 31))
    findings_.remark(line, fmt::format("The return is for {}, but its ReferenceDate is {} and not 31 March {}; it is read by its Year",
                                       census_.year, header.reference_date->spoken(), census_.year));
}

void Reading::identify(const Child& child) {
  auto say = [&](std::string sentence) {
    if (purpose_ == Purpose::take_in)
      findings_.refuse(child.line, std::move(sentence));
    else
      findings_.remark(child.line, std::move(sentence));  // the schema takes both; the rules 8500 and 8510 do not
  };
  if (findings_.stopped()) return;
  if (child.la_child_id.empty()) return say("The Child that begins here has no LAchildID");
  auto [first, is_new] = ids_.emplace(child.la_child_id, child.line);
  if (!is_new)
    say(fmt::format("The LAchildID {} of the Child that begins here is also that of the Child on line {}", shown(child.la_child_id),
                    first->second));
}

bool Reading::room_for_a_record(int line) {
  if (!findings_.stopped() && ++records_ > limits_.records)
    findings_.refuse_and_stop(line, fmt::format("The file holds more than {} records, which no return does", limits_.records));
  return !findings_.stopped();
}

Result<Census> Reading::all() {
  Token root = next();
  bool is_return = root.kind == Kind::start && root.name == Shape<Census>::name && !root.foreign;
  if (is_return)
    walk(census_, Shape<Census>::fields, root);
  else if (root.kind == Kind::start)
    findings_.refuse_and_stop(
        root.line, fmt::format("The file is no return: it begins with {}{}, and a return with Message in no namespace", root.name,
                               root.foreign ? " in a namespace" : ""));
  while (!findings_.stopped()) next();  // to the end of the file, where damage may still wait

  auto refusals = findings_.refusals();
  if (xml_.refusal())
    refusals.push_back(*xml_.refusal());
  else if (refusals.empty() && census_.children.empty())
    refusals.push_back({fmt::format("line {}", root.line), "The return has no children"});
  if (!refusals.empty()) return std::unexpected(std::move(refusals));

  if (!xml_.utf8())
    findings_.remark(1, "The file is not in UTF-8, which the Department asks for; it is read by the encoding that it declares");
  std::ranges::stable_sort(census_.notes, {}, &Note::line);
  return std::move(census_);
}

}  // namespace

Result<Census> read_census(const std::string& path, const Limits& limits, Purpose purpose) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return refuse("", fmt::format("{} is not there or is no file", path));
  std::ifstream file(path, std::ios::binary);
  if (!file) return refuse("", fmt::format("{} cannot be opened: you may lack the right to read it", path));
  xml::Reader reader(
      [&](std::span<char> into) -> std::optional<std::size_t> {
        file.read(into.data(), std::streamsize(into.size()));
        if (file.bad()) return std::nullopt;
        return std::size_t(file.gcount());
      },
      limits);
  return Reading(reader, limits, purpose).all();
}

Result<Census> read_census_text(std::string_view xml, const Limits& limits, Purpose purpose) {
  xml::Reader reader(
      [&](std::span<char> into) -> std::optional<std::size_t> {
        auto size = std::min(into.size(), xml.size());
        std::memcpy(into.data(), xml.data(), size);
        xml.remove_prefix(size);
        return size;
      },
      limits);
  return Reading(reader, limits, purpose).all();
}

}  // namespace hearth::returns::cin
