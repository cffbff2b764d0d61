#include "returns/cin/census.hpp"
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
#include <set>
#include <unordered_map>

namespace hearth::returns::cin {
namespace {

using xml::Token;
using Kind = Token::Kind;

/// Sets a variable for as long as it lives.
template <class T>
class While {
 public:
  While(T& variable, T value) : variable_(variable), before_(std::exchange(variable, value)) {}
  ~While() { variable_ = before_; }
  While(const While&) = delete;
  While& operator=(const While&) = delete;

 private:
  T& variable_;
  T before_;
};

class Reading {
 public:
  Reading(xml::Reader& xml, const Limits& limits, Purpose purpose) : xml_(xml), limits_(limits), purpose_(purpose) {}
  Result<Census> all();

 private:
  Token next();

  void refuse(int line, std::string sentence);
  void refuse_and_stop(int line, std::string sentence);
  void note(int line, Weight weight, std::string sentence);
  void fault(int line, std::string sentence) { note(line, Weight::fault, std::move(sentence)); }
  void once(std::string_view what, int line, Weight weight, std::string sentence);

  // What the schema does not know.
  void keep(std::string path, std::string text, int line);
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

  // Values: what cannot be read is said and left absent.
  std::string text_of(const Token& start);
  void value(std::string text, std::string& into, Form form, const Token& start);
  void value(std::string text, std::optional<std::string>& into, Form form, const Token& start);
  void value(std::string text, std::optional<Date>& into, Form form, const Token& start);
  void value(std::string text, std::optional<bool>& into, Form form, const Token& start);
  void value(std::string text, std::optional<int>& into, Form form, const Token& start);
  void item(std::string text, std::vector<std::string>& into, Form form, const Token& start);
  void item(std::string text, std::vector<Review>& into, Form form, const Token& start);
  void check_code(std::string_view code, Form form, int year, const Token& start);

  // What only the whole return shows.
  void settle_year(int line);
  void identify(const Child& child);
  bool room_for_a_record(int line);

  xml::Reader& xml_;
  const Limits& limits_;
  const Purpose purpose_;
  Census census_;
  std::vector<std::pair<int, std::string>> refusals_;  // line and sentence
  bool stopped_ = false;                               // the file ended, or there is no use in reading on
  std::vector<std::string_view> open_;                 // the elements around the reader, outermost first
  std::vector<Unknown>* unknown_ = &census_.unknown;   // of the record around the reader
  std::size_t records_ = 0, unknowns_ = 0;
  std::set<std::string, std::less<>> said_;   // for once()
  std::unordered_map<std::string, int> ids_;  // LAchildID to its line
};

Token Reading::next() {
  if (stopped_) return {};
  Token token = xml_.next();
  stopped_ = token.kind == Kind::stop;
  return token;
}

// ---- refusals and notes ---------------------------------------------------------------------------------------------------

void Reading::refuse(int line, std::string sentence) {
  if (stopped_) return;
  refusals_.emplace_back(line, std::move(sentence));
  stopped_ = refusals_.size() >= limits_.refusals;
}

void Reading::refuse_and_stop(int line, std::string sentence) {
  refuse(line, std::move(sentence));
  stopped_ = true;
}

void Reading::note(int line, Weight weight, std::string sentence) {
  ++(weight == Weight::fault ? census_.faults : census_.remarks);
  if (census_.notes.size() < limits_.notes) census_.notes.push_back({line, weight, std::move(sentence)});
}

/// For what a whole file has or has not: a thousand equal notes hide the one that matters.
void Reading::once(std::string_view what, int line, Weight weight, std::string sentence) {
  if (said_.emplace(what).second) note(line, weight, std::move(sentence));
}

// ---- what the schema does not know ----------------------------------------------------------------------------------------

void Reading::keep(std::string path, std::string text, int line) {
  if (++unknowns_ > limits_.unknown)
    return refuse_and_stop(line,
                           fmt::format("More than {} things up to here could not be made sense of: is it a return?", limits_.unknown));
  unknown_->push_back({std::move(path), std::move(text), line});
}

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
  fault(start.line, fmt::format("{} has no place in {}; it is kept as it stands and not used", start.name, inside));
  keep_element(start);
}

void Reading::attribute(Token token) {
  once(fmt::format("@{} {}", token.name, open_.back()), token.line, Weight::fault,
       fmt::format("{} has an attribute {}, here and perhaps further on; attributes are kept as they stand and not used", open_.back(),
                   token.name));
  keep(fmt::format("{}/@{}", path(), token.name), std::move(token.text), token.line);
}

void Reading::stray(Token token) {
  fault(token.line, fmt::format("{} stands between the elements of {}; it is not used", shown(token.text), open_.back()));
  keep(path() + "/text()", std::move(token.text), token.line);
}

// ---- the walk over a shape ------------------------------------------------------------------------------------------------

/// Which of `fields` an element is, or their number if it is none.
template <class... Fs>
std::size_t place_of(const std::tuple<Fs...>& fields, std::string_view name) {
  std::size_t place = 0;
  std::apply([&](const auto&... field) { (void)((is_named(field, name) ? false : (++place, true)) && ...); }, fields);
  return place;
}

template <class T, class... Fs>
void Reading::walk(T& into, const std::tuple<Fs...>& fields, const Token& start) {
  constexpr std::size_t size = sizeof...(Fs);
  std::array<int, size> counts{};
  std::size_t reached = 0;
  const auto names = std::apply([](const auto&... field) { return std::array{name_of_field(field)...}; }, fields);

  open_.push_back(start.name);
  for (Token token = next(); token.kind != Kind::end && token.kind != Kind::stop; token = next()) {
    if (token.kind == Kind::text)
      stray(std::move(token));
    else if (token.kind == Kind::attribute)
      attribute(std::move(token));
    else if (auto place = token.foreign ? size : place_of(fields, token.name); place == size)
      unknown_element(token, start.name);
    else {
      if (place < reached) refuse(token.line, fmt::format("{} stands after {}; a return has it before", token.name, names[reached]));
      reached = std::max(reached, place);
      [&]<std::size_t... I>(std::index_sequence<I...>) {
        auto one = [&]<std::size_t J>() {
          const auto& field = std::get<J>(fields);
          if (counts[J]++ > 0 && !repeats<std::remove_cvref_t<decltype(field)>>)
            refuse(token.line,
                   fmt::format("{} is given more than once in the {} that begins on line {}", token.name, start.name, start.line));
          take(into, field, token);
        };
        (void)((I == place && (one.template operator()<I>(), true)) || ...);
      }(std::make_index_sequence<size>());
    }
  }
  open_.pop_back();
  if (stopped_) return;

  std::size_t at = 0;
  std::apply(
      [&](const auto&... field) {
        auto missing = [&](bool required) {
          if (required && counts[at] == 0) fault(start.line, fmt::format("The {} that begins here has no {}", start.name, names[at]));
          ++at;
        };
        (missing(is_required(field)), ...);
      },
      fields);
}

template <class T, class M>
void Reading::take(T& into, const Leaf<T, M>& leaf, const Token& start) {
  auto text = text_of(start);
  if (!text.empty()) return value(std::move(text), into.*leaf.member, leaf.form, start);
  // The schema takes an empty text where any text is right.
  constexpr bool is_text = std::is_same_v<M, std::string> || std::is_same_v<M, std::optional<std::string>>;
  if (!is_text || leaf.form != Form::free || leaf.need == Need::required)
    fault(start.line, fmt::format("{} is empty; it is read as absent", leaf.name));
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
      item(text_of(token), items, list.form, token);
  }
  open_.pop_back();
  if (stopped_ || items.size() > before) return;
  fault(start.line, fmt::format("{} holds no {}", list.name, list.item));
  if constexpr (std::is_same_v<E, Review>) items.push_back({std::nullopt, start.line});
}

template <class T, class R>
void Reading::take(T& into, const Records<T, R>& records, const Token& start) {
  if constexpr (std::is_same_v<R, Child>) {
    settle_year(start.line);
    if (into.children.size() >= limits_.children)
      refuse_and_stop(start.line, fmt::format("The return has more than {} children", limits_.children));
  }
  if (!room_for_a_record(start.line)) return;
  if (census_.year != 0 && census_.year < records.since)
    once(start.name, start.line, Weight::fault,
         fmt::format("{} came with the return for {}, but this one is for {}; it is read, here and further on", start.name, records.since,
                     census_.year));

  R& record = (into.*records.member).emplace_back();
  record.line = start.line;
  auto* around = unknown_;
  if constexpr (requires { record.unknown; }) around = &record.unknown;
  While inside(unknown_, around);
  walk(record, Shape<R>::fields, start);
  if constexpr (std::is_same_v<R, Child>) identify(record);
}

void Reading::take(Census& into, const Part<Census, Header>&, const Token& start) {
  into.header.line = start.line;
  walk(into.header, Shape<Header>::fields, start);
  if (stopped_) return;
  if (into.header.collection && *into.header.collection != "CIN")
    return refuse_and_stop(start.line, fmt::format("The file is a return of the collection {}, not of the Children in Need census (CIN)",
                                                   shown(*into.header.collection)));
  settle_year(start.line);
}

void Reading::take(Child& into, const SexLeaf& sex, const Token& start) {
  auto text = text_of(start);
  if (text.empty()) return fault(start.line, fmt::format("{} is empty; it is read as absent", start.name));
  bool former = start.name == sex.former;
  if (former != (census_.year < sex.since))
    once("sex", start.line, Weight::fault,
         fmt::format("{} replaced {} with the return for {}, but this one is for {}; it is read, here and further on", sex.name, sex.former,
                     sex.since, census_.year));
  if (!former) {
    check_code(text, Form::sex, census_.year, start);
    into.sex = std::move(text);
    return;
  }
  if (text == "9") once("9", start.line, Weight::remark, "GenderCurrent 9 (indeterminate) is read as U, here and further on");
  auto read_as = sex_of_gender(text);
  if (!read_as) fault(start.line, fmt::format("GenderCurrent says {}, which is none of 0, 1, 2 and 9; it is kept as given", shown(text)));
  into.sex = read_as ? std::string(*read_as) : std::move(text);
}

// ---- values ---------------------------------------------------------------------------------------------------------------

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

void Reading::value(std::string text, std::string& into, Form, const Token&) { into = std::move(text); }

void Reading::value(std::string text, std::optional<std::string>& into, Form form, const Token& start) {
  check_code(text, form, census_.year, start);
  into = std::move(text);
}

void Reading::value(std::string text, std::optional<Date>& into, Form, const Token& start) {
  auto given = given_date(text);
  if (given.zoned)
    once("zone", start.line, Weight::remark, "Dates have a time zone, here and perhaps further on; the days are read as they stand");
  if (given.state == GivenDate::State::right)
    into = given.date;
  else if (given.state == GivenDate::State::out_of_range)
    fault(start.line, fmt::format("{} says {}, which is before 1850 or after 2199; it is left out", start.name, shown(text)));
  else if (purpose_ == Purpose::take_in)
    refuse(start.line, fmt::format("{} says {}, which is no date: write it like 2026-03-31", start.name, shown(text)));
  else
    fault(start.line, fmt::format("{} says {}, which is no date; it is left out", start.name, shown(text)));
}

void Reading::value(std::string text, std::optional<bool>& into, Form, const Token& start) {
  auto given = given_bool(text);
  if (!given.value) return fault(start.line, fmt::format("{} says {}, which is neither 0 nor 1; it is left out", start.name, shown(text)));
  if (given.in_words)
    once("true", start.line, Weight::fault,
         fmt::format("{} says {}; true is read as 1 and false as 0, here and further on", start.name, shown(text)));
  into = *given.value;
}

void Reading::value(std::string text, std::optional<int>& into, Form, const Token& start) {
  into = whole_number(text);
  if (!into) fault(start.line, fmt::format("{} says {}, which is no whole number; it is left out", start.name, shown(text)));
}

void Reading::item(std::string text, std::vector<std::string>& into, Form form, const Token& start) {
  if (text.empty()) return fault(start.line, fmt::format("{} is empty; it is left out", start.name));
  check_code(text, form, census_.year, start);
  into.push_back(std::move(text));
}

void Reading::item(std::string text, std::vector<Review>& into, Form form, const Token& start) {
  Review review{std::nullopt, start.line};
  if (text.empty())
    fault(start.line, fmt::format("{} is empty; it is read as a review without a date", start.name));
  else
    value(std::move(text), review.held, form, start);
  into.push_back(std::move(review));
}

void Reading::check_code(std::string_view code, Form form, int year, const Token& start) {
  // A header's elements stand before the year is known; none of their forms depends on it.
  switch (standing(form, code, year)) {
    case Standing::accepted: return;
    case Standing::withdrawn:
      return once(code, start.line, Weight::remark,
                  fmt::format("{} {} is no longer asked for in the return for {}; it is kept as given, here and further on", start.name,
                              code, year));
    case Standing::refused:
      if (codes(form, last_year).empty())
        fault(start.line, fmt::format("{} says {}, which is not written as it should be; it is kept as given", start.name, shown(code)));
      else
        fault(start.line,
              fmt::format("{} says {}, which is no code of the return for {}; it is kept as given", start.name, shown(code), year));
  }
}

// ---- what only the whole return shows -------------------------------------------------------------------------------------

void Reading::settle_year(int line) {
  if (census_.year != 0 || stopped_) return;
  const auto& header = census_.header;
  if (header.year)
    census_.year = *header.year;
  else if (header.reference_date) {
    census_.year = header.reference_date->year();
    note(line, Weight::remark,
         fmt::format("The return has no Year; it is read as one for {}, the year of its ReferenceDate", census_.year));
  } else {
    return refuse_and_stop(line, "The return does not say which year it is for: it has no Year in Header/CollectionDetails");
  }
  if (census_.year < first_year || census_.year > last_year)
    return refuse_and_stop(line,
                           fmt::format("The return is for {}; returns for {} to {} can be read", census_.year, first_year, last_year));
  // Rule 100 reports it; whoever takes the return in should see by which year it was read.
  if (header.reference_date && *header.reference_date != Date::of(census_.year, 3, 31))
    note(line, Weight::remark,
         fmt::format("The return is for {}, but its ReferenceDate is {} and not 31 March {}; it is read by its Year", census_.year,
                     header.reference_date->spoken(), census_.year));
}

void Reading::identify(const Child& child) {
  if (stopped_) return;
  auto say = [&](std::string sentence) {
    if (purpose_ == Purpose::take_in)
      refuse(child.line, std::move(sentence));
    else
      note(child.line, Weight::remark, std::move(sentence));  // the schema takes both; the rules 8500 and 8510 do not
  };
  if (child.la_child_id.empty()) return say("The Child that begins here has no LAchildID");
  auto [first, is_new] = ids_.emplace(child.la_child_id, child.line);
  if (!is_new)
    say(fmt::format("The LAchildID {} of the Child that begins here is also that of the Child on line {}", shown(child.la_child_id),
                    first->second));
}

bool Reading::room_for_a_record(int line) {
  if (!stopped_ && ++records_ > limits_.records)
    refuse_and_stop(line, fmt::format("The file holds more than {} records, which no return does", limits_.records));
  return !stopped_;
}

Result<Census> Reading::all() {
  Token root = next();
  if (root.kind == Kind::start && (root.name != Shape<Census>::name || root.foreign))
    refuse_and_stop(root.line, fmt::format("The file is no return: it begins with {}{}, and a return with Message in no namespace",
                                           root.name, root.foreign ? " in a namespace" : ""));
  if (root.kind == Kind::start) walk(census_, Shape<Census>::fields, root);
  while (!stopped_) next();  // to the end of the file, where damage may still wait
  if (!xml_.refusal() && refusals_.empty() && census_.children.empty()) refusals_.emplace_back(root.line, "The return has no children");

  if (!refusals_.empty() || xml_.refusal()) {
    std::ranges::stable_sort(refusals_, {}, &std::pair<int, std::string>::first);
    Refusals all;
    for (auto& [line, sentence] : refusals_) all.push_back({fmt::format("line {}", line), std::move(sentence)});
    if (xml_.refusal()) all.push_back(*xml_.refusal());
    return std::unexpected(std::move(all));
  }
  if (!xml_.utf8())
    note(1, Weight::remark, "The file is not in UTF-8, which the Department asks for; it is read by the encoding that it declares");
  std::ranges::stable_sort(census_.notes, {}, &Note::line);
  return std::move(census_);
}

}  // namespace

Result<Census> read_census(const std::string& path, const Limits& limits, Purpose purpose) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(path, error)) return hearth::refuse("", fmt::format("{} is not there or is no file", path));
  std::ifstream file(path, std::ios::binary);
  if (!file) return hearth::refuse("", fmt::format("{} cannot be opened: you may lack the right to read it", path));
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
