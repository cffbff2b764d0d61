#include "journey/work/search.hpp"

#include "html/elements.hpp"

namespace hearth::journey {

using practice::Asked, practice::Drawing;
namespace govuk = html::govuk;

namespace {
constexpr std::size_t most_found = 20;
constexpr int batch = 1000;
}  // namespace

void ChildIndex::catch_up(store::Connection& connection, journal::KeyRing& keys) {
  std::scoped_lock lock(mutex_);
  for (int taken = batch; taken == batch;) {
    taken = 0;
    for (const auto& row : journal::select_rows<PersonRow>(connection, keys, "changed > $1 order by changed limit 1000", seen_)) {
      ++taken;
      seen_ = row.changed;
      if (!row.child) continue;
      const auto& d = row.body.details;
      names_.put(row.person, d.given_name + " " + d.family_name + " " + d.known_as.value_or("") + " " + d.authority_id.value_or(""),
                 d.born);
    }
  }
}

std::optional<SearchPage> read_search(const Worker& reader, const Asked& asked) {
  SearchPage page{std::string(asked.query["q"]), {}, false};
  const auto query = matching::parse_query(page.asked.substr(0, 200));
  const auto ids = reader.with_service<ChildIndex>([&](ChildIndex& index, store::Connection& connection, journal::KeyRing& keys) {
    index.catch_up(connection, keys);
    return index.names().search(query, most_found);
  });
  for (const auto& id : ids) {
    const bool may_open = reader.may(access::Permission::see_child, id);
    const bool may_claim = !may_open && reader.may(access::Permission::break_glass, id);
    // Who can neither open a record nor claim it learns nothing of it, not even that there is one.
    if (!may_open && !may_claim) continue;
    page.may_break_glass |= may_claim;
    const auto person = reader.get<PersonRow>(id);
    if (!person) continue;
    const auto& d = person->body.details;
    page.found.push_back({id, name_of(d), age_of(d, reader.today()), d.born, may_open});
  }
  return page;
}

WorkerPage draw_search(const Drawing&, const SearchPage& m) {
  WorkerPage page{.title = "Search", .body = {}};
  page << h::h1("Search for a child");
  html::Html form;
  form.raw("<form method=\"get\" role=\"search\">");
  form << govuk::input({.label = {.text = "Name, date of birth, or both"},
                        .name = "q",
                        .type = "search",
                        .value = m.asked,
                        .hint = {.text = "For example, Lee Okafor, or Okafor 27/3/2016. Beginnings of names are enough"},
                        .classes = "govuk-input--width-30",
                        .attributes = {{"data-search", ""}}});
  form << govuk::button({.text = "Search"});
  form.raw("</form>");
  page << form;
  if (m.asked.empty()) return page;
  if (m.found.empty()) {
    page << govuk::inset_text({.text = "Nobody on record fits. Check the spelling, try less of the name, or record a new contact."});
    return page;
  }
  govuk::Table table{.caption = "Children who fit",
                     .caption_classes = "govuk-table__caption--m",
                     .head = govuk::row("Name", "Date of birth", "Age", "Record")};
  for (const auto& f : m.found) {
    const auto open = f.may_open ? h::link(address("/children/" + f.child), "Open", " the record of " + f.name)
                                 : h::link(address("/children/" + f.child + "/break-glass"), "Open with a reason", ": " + f.name);
    table.rows.push_back(govuk::row(f.name, f.born ? f.born->spoken() : std::string("Not known"), f.age, open));
  }
  page << wide_table("Children who fit", table);
  if (m.may_break_glass)
    page << h::p(
        "You do not work with some of these children. You can open a record with a reason; the child’s worker and a reviewer are told.");
  return page;
}

}  // namespace hearth::journey
