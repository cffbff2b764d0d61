// What many pages look up: the names of children, workers and teams, each once a page.
#pragma once

#include "access/people.hpp"
#include "access/reader.hpp"
#include "journey/person/rules.hpp"
#include "journey/person/views.hpp"
#include "practice/fields.hpp"

#include <map>
#include <string>
#include <vector>

namespace hearth::journey {

/// Remembers what it looked up for the length of one page.
template <Labels A>
class Names {
 public:
  explicit Names(const access::Reader<A>& reader) : reader_(reader) {}

  std::string child(const std::string& id) {
    return once(children_, id, [&] {
      auto row = reader_.template get<PersonRow>(id);
      return row ? name_of(row->body.details) : std::string("Name not known");
    });
  }
  std::string worker(const std::string& id) {
    if (id == "system") return "Hearth";
    return once(workers_, id, [&] {
      auto row = reader_.template get<access::AccountRow>(id);
      return row ? row->body.name : std::string("Somebody who has left");
    });
  }
  std::string team(const std::string& id) {
    return once(teams_, id, [&] {
      auto row = reader_.template get<access::TeamRow>(id);
      return row ? row->body.name : std::string("A team that is gone");
    });
  }

 private:
  template <class F>
  const std::string& once(std::map<std::string, std::string>& known, const std::string& id, F&& look_up) {
    auto found = known.find(id);
    if (found == known.end()) found = known.emplace(id, look_up()).first;
    return found->second;
  }

  const access::Reader<A>& reader_;
  std::map<std::string, std::string> children_, workers_, teams_;
};

/// A thing to choose from, in a page's model.
struct Option {
  std::string value, words;
};
BOOST_DESCRIBE_STRUCT(Option, (), (value, words))

std::vector<practice::Choice> choices(const std::vector<Option>& options);

/// The codes of a set that may be given on a day.
template <Labels A>
std::vector<Option> code_options(const access::Reader<A>& reader, std::string_view set) {
  std::vector<Option> options;
  for (const auto* code : reader.reference().codes(set, reader.today())) options.push_back({code->code, code->label});
  return options;
}

/// All enumerators in the words that pages use.
template <described::Enum E>
std::vector<practice::Choice> enum_choices(std::string (*words)(E)) {
  std::vector<practice::Choice> all;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { all.push_back({d.name, words(d.value)}); });
  return all;
}

/// The teams that may hold a case.
template <Labels A>
std::vector<Option> team_options(const access::Reader<A>& reader) {
  std::vector<Option> options;
  for (const auto& team : reader.template list<access::TeamRow>("kind <> 'front_door'")) options.push_back({team.team, team.body.name});
  std::ranges::sort(options, {}, &Option::words);
  return options;
}

/// The people of a team, by name.
template <Labels A>
std::vector<Option> worker_options(const access::Reader<A>& reader, const std::string& team) {
  std::vector<Option> options;
  for (const auto& member : reader.template list<access::MemberRow>("team = $1", team))
    if (auto account = reader.template get<access::AccountRow>(member.account); account && !account->closed)
      options.push_back({account->account, account->body.name});
  std::ranges::sort(options, {}, &Option::words);
  return options;
}

/// "Decide by Tuesday 7 April 2026", with what it means today: late, today, or how long there is.
struct DueWords {
  std::string words;
  std::string tag;     ///< "Late", "Today", "Soon" or "".
  std::string colour;  ///< Of the tag, as GOV.UK names it.
};
DueWords due_words(const Reference& reference, Date due, Date today);
html::Html due_tag(const DueWords& due);

/// Somebody's own words, with their line breaks and writing direction.
html::Html said(const std::string& words);

/// A table that may be wider than the screen scrolls by itself, also by keyboard; `name` says what it is.
/// Links to what the practices have for the record that is shown; nothing when there is nothing. `about` is whose they are.
html::Html practice_links(const practice::Drawing& drawing, std::string_view about);

html::Html wide_table(std::string_view name, const html::govuk::Table& table);

/// A local address from parts that the program made.
html::Url address(const std::string& path);

}  // namespace hearth::journey
