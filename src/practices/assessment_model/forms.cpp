#include "practices/assessment_model/forms.hpp"

#include "base/csv.hpp"
#include "base/data.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace hearth::assessment_model {
namespace {

Result<void> add(std::vector<Form>& forms, const csv::Row& row) {
  const auto wrong = [&](std::string_view what) { return refuse("line " + std::to_string(row.line), std::string(what)); };
  const auto& c = row.cells;
  int version = 0;
  std::from_chars(c[2].data(), c[2].data() + c[2].size(), version);
  const auto from = Date::parse(c[3]);
  const auto until = c[4].empty() ? Result<Date>(Date{}) : Date::parse(c[4]);
  if (version < 1 || !from || !until) return wrong("A form needs a version and the days for which it holds");
  if (c[5].empty() || c[7].empty()) return wrong("A question needs a name and words");
  if (c[9].empty()) return wrong("Every question says what it changes in the decision. One that changes nothing is not asked");
  auto form = std::ranges::find_if(forms, [&](const Form& f) { return f.key == c[0] && f.version == version; });
  if (form == forms.end()) {
    forms.push_back({std::string(c[0]), std::string(c[1]), version, *from, c[4].empty() ? std::nullopt : std::optional(*until), {}});
    form = forms.end() - 1;
  }
  if (form->find(c[5])) return wrong("This version asks that question already");
  if (!c[8].empty() && !form->find(c[8])) return wrong("A question can only depend on one that stands before it");
  form->questions.push_back({std::string(c[5]), std::string(c[6]), std::string(c[7]), std::string(c[8]), std::string(c[9])});
  return {};
}

}  // namespace

const Question* Form::find(std::string_view question) const {
  auto found = std::ranges::find(questions, question, &Question::key);
  return found == questions.end() ? nullptr : &*found;
}

Result<Forms> Forms::load(std::string_view text) {
  Forms forms;
  constexpr std::string_view columns[] = {"form", "title", "version", "from", "until", "question", "section", "words", "only_if", "why"};
  auto read = csv::read_columns(
      text, columns, [&](const csv::Row& row) { return add(forms.forms_, row); }, csv::Comments::before_header);
  if (!read) return std::unexpected(std::move(read.error()));
  return forms;
}

const Form* Forms::current(std::string_view key, Date on) const {
  for (const auto& form : forms_)
    if (form.key == key && form.from <= on && (!form.until || on <= *form.until)) return &form;
  return nullptr;
}

const Form* Forms::find(std::string_view key, int version) const {
  for (const auto& form : forms_)
    if (form.key == key && form.version == version) return &form;
  return nullptr;
}

const Forms& forms() {
  static const Forms loaded = [] {
    auto result = Forms::load(data_file("thinking_forms.csv"));
    if (!result)
      throw std::runtime_error("data/thinking_forms.csv: " + result.error().front().field + ": " + result.error().front().sentence);
    return std::move(*result);
  }();
  return loaded;
}

}  // namespace hearth::assessment_model
