// The forms inside the hub.

#include "html/elements.hpp"
#include "pages.hpp"
#include "views.hpp"
#include "words.hpp"

namespace hearth::hub {

using journey::address, practice::Asked, practice::Choice, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

std::optional<BoardForm> read_form(const Inside& reader, const Asked& asked) {
  auto board = read_board(reader, asked);
  if (!board) return std::nullopt;
  BoardForm model{std::move(*board), journey::code_options(reader, "sharing_basis"), journey::team_options(reader), {}};
  if (auto item = asked.path.find("item"); item != asked.path.end()) {
    model.item = item->second;
    const auto known = std::ranges::find(model.board.items, model.item, &BoardItem::item);
    if (known == model.board.items.end()) return std::nullopt;
  }
  return model;
}

namespace {

InsidePage page_of(const BoardForm& m, const std::string& title, const html::Html& content) {
  InsidePage page{.title = title + ": " + m.board.name,
                  .body = {},
                  .before = govuk::back_link({.text = m.board.name, .href = address("/hub/enquiries/" + m.board.enquiry)})};
  page << h::two_thirds(h::heading({.text = title, .level = 1, .size = "l", .caption = m.board.name}), content);
  return page;
}

template <described::Enum E>
std::vector<Choice> all(std::initializer_list<E> without = {}) {
  std::vector<Choice> choices;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) {
    if (std::ranges::find(without, d.value) == without.end()) choices.push_back({d.name, words_for(d.value)});
  });
  return choices;
}

}  // namespace

InsidePage draw_ask(const Drawing&, Fields& fields, const BoardForm& m) {
  std::vector<Choice> agencies;
  for (const auto& a : m.board.agencies)
    if (a.standing == Standing::not_asked) agencies.push_back({a.agency, a.name});
  if (agencies.empty()) return page_of(m, "Ask more agencies", h::p("Every agency of the partnership has been asked."));
  return page_of(m, "Ask more agencies",
                 fields.form(fields.tick("agencies", "Who else may know the family?", agencies,
                                         "Each looks in its own system. The clock starts when you ask"),
                             "Ask them"));
}

InsidePage draw_answer(const Drawing&, Fields& fields, const BoardForm& m) {
  html::Html form;
  form << fields.hidden("agency", m.board.own_agency);
  form << fields.choose("answer", "What does your agency’s system hold?", all<Answer>({Answer::information}),
                        "If you hold something that matters, share it as an item instead");
  form << fields.words("words", "Where did you look, or why?",
                       {.hint = "Name the systems. “Nothing known” is true only when somebody looked", .rows = 3});
  const auto share = h::p(h::link(address("/hub/enquiries/" + m.board.enquiry + "/items/new"), "Share an item"));
  return page_of(m, "Answer for your agency", html::join(share, fields.form(form, "Send the answer")));
}

InsidePage draw_item(const Drawing&, Fields& fields, const BoardForm& m) {
  html::Html form;
  form << fields.choose("holding", "What sort of information is it?", all<Holding>());
  form << fields.date("dated", "What day is it from?", "For example, 27 3 2026");
  form << fields.words("words", "What does your agency know?", {.hint = "Seen by members of the hub alone", .rows = 6});
  form << fields.choose("sensitivity", "How sensitive is it?", all<Sensitivity>());
  form << fields.choose("handling", "Where may it go?", all<Handling>(),
                        "Nothing leaves the hub by itself. A referral lists that your agency holds something, and never what");
  form << fields.words("why", "Why is sharing it proportionate?", {.rows = 3});
  form << fields.pick("basis", "On which legal basis?", journey::choices(m.bases));
  return page_of(m, "Share an item", fields.form(form, "Share it in the hub"));
}

InsidePage draw_taking_back(const Drawing&, Fields& fields, const BoardForm& m) {
  html::Html form;
  form << fields.choose("wrong_child", "Is it about another child?", {{"yes", "Yes"}, {"no", "No"}}, {}, "no", true);
  form << fields.words("reason", "Why is it taken back?", {.hint = "It is shown to nobody any more. The journal keeps it", .rows = 3});
  return page_of(m, "Take an item back", fields.form(form, "Take it back", {}, true));
}

InsidePage draw_saying(const Drawing&, Fields& fields, const BoardForm& m) {
  return page_of(m, "Say something",
                 fields.form(fields.words("words", "What do you want to say?", {.hint = "Seen by members of the hub alone"}), "Say it"));
}

InsidePage draw_risk(const Drawing&, Fields& fields, const BoardForm& m) {
  html::Html form;
  form << fields.choose("risk", "How high do you see the risk?", all<Risk>());
  form << fields.words("reason", "What do you base this on?", {.hint = "Harm, how likely it is, and what protects the child"});
  form << fields.words("unknown", "What does nobody know yet?", {.rows = 3});
  return page_of(m, "Rate the risk", fields.form(form, "Save your view"));
}

InsidePage draw_rating(const Drawing&, Fields& fields, const BoardForm& m) {
  html::Html form;
  form << fields.choose("rating", "How urgent is it now?", all<Rating>(), "The clock for the decision starts again from now");
  form << fields.words("reason", "What has changed?", {.rows = 3});
  return page_of(m, "Change the rating", fields.form(form, "Change it"));
}

InsidePage draw_decision(const Drawing&, Fields& fields, const BoardForm& m) {
  std::vector<html::Content> open;
  for (const auto& a : m.board.agencies)
    if (a.standing == Standing::waiting || a.standing == Standing::silent) open.push_back(a.name + ": " + words_for(a.standing));
  html::Html form;
  if (!open.empty())
    form << govuk::inset_text({.text = html::join(h::p("These agencies have not answered. The decision will say so:"), h::bullets(open))});
  form << fields.choose("outcome", "What happens next?", all<Outcome>());
  form << fields.words("reason", "Why is this the right step?");
  form << fields.words("alternatives", "What else did you think of, and why not?", {.rows = 3});
  form << h::h2("If somebody outside takes it on");
  form << fields.pick("team", "Which team?", journey::choices(m.teams));
  form << fields.words("referral_says", "What does the referral say?",
                       {.hint = "These words leave the hub. Each sealed item is listed by its source; do not repeat what it says"});
  return page_of(m, "Decide", fields.form(form, "Record the decision"));
}

InsidePage draw_dissent(const Drawing&, Fields& fields, const BoardForm& m) {
  return page_of(m, "Say that you see it differently",
                 fields.form(fields.words("words", "How do you see it, and why?", {.hint = "It is kept beside the decision"}), "Save"));
}

}  // namespace hearth::hub
