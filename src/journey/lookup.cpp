#include "journey/lookup.hpp"

#include "html/elements.hpp"

namespace hearth::journey {

std::vector<practice::Choice> choices(const std::vector<Option>& options) {
  std::vector<practice::Choice> all;
  for (const auto& o : options) all.push_back({o.value, o.words});
  return all;
}

DueWords due_words(const Reference& reference, Date due, Date today) {
  const auto day = due.spoken_with_weekday();
  auto count = [&](Date from, Date to) {
    const auto days = reference.working_days().between(from, to);
    return days ? *days : to - from;
  };
  auto days = [](int n) { return std::to_string(n) + (n == 1 ? " working day" : " working days"); };
  if (due < today) return {"Was due on " + day + " (" + days(count(due, today)) + " ago)", "Late", "red"};
  if (due == today) return {"Due today, " + day, "Today", "orange"};
  const auto left = count(today, due);
  return {"Due on " + day + " (" + days(left) + ")", left <= 5 ? "Soon" : "", "yellow"};
}

html::Html due_tag(const DueWords& due) {
  html::Html out;
  out.text(due.words);
  if (!due.tag.empty()) out.text(" ").append(html::govuk::tag({.text = due.tag, .classes = "govuk-tag--" + due.colour}));
  return out;
}

html::Html said(const std::string& words) { return h::div("govuk-body hearth-words", words); }

html::Html practice_links(const practice::Drawing& drawing, std::string_view about) {
  html::Html out;
  if (drawing.offers.empty()) return out;
  std::vector<html::Content> links;
  for (const auto& offer : drawing.offers) links.push_back(h::link(address(offer.path), offer.words));
  out.raw("<nav class=\"hearth-offers\"").attr("aria-label", "More about " + std::string(about)).raw(">").append(h::list(links));
  return std::move(out.raw("</nav>\n"));
}

html::Html wide_table(std::string_view name, const html::govuk::Table& table) {
  html::Html out;
  out.raw("<div class=\"hearth-scroll\" role=\"region\" tabindex=\"0\"")
      .attr("aria-label", name)
      .raw(">")
      .append(html::govuk::table(table));
  return std::move(out.raw("</div>\n"));
}

html::Url address(const std::string& path) { return html::Url::parse(path).value_or(html::Url()); }

}  // namespace hearth::journey
