#include "journey/contact/pages.hpp"

#include "base/text.hpp"
#include "html/elements.hpp"
#include "journey/contact/views.hpp"
#include "journey/words.hpp"

#include <algorithm>
#include <charconv>
#include <ranges>

namespace hearth::journey {

using practice::Asked, practice::Choice, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

constexpr int queue_page = 50;
constexpr int most_children = 6;

}  // namespace

// ---- the queue --------------------------------------------------------------------------------------------------------------

std::optional<FrontDoor> read_front_door(const Worker& reader, const Asked& asked) {
  FrontDoor model;
  model.decided = asked.query["show"] == "decided";
  std::int64_t after = 0;
  if (const auto given = asked.query["after"]; !given.empty()) std::from_chars(given.data(), given.data() + given.size(), after);
  Names names(reader);
  const auto& viewer = reader.viewer();
  const auto today = reader.today().iso();
  for (const auto& team : viewer.teams) {
    model.waiting += reader.count<ContactRow>("team = $1 and outcome is null", team);
    model.late += reader.count<ContactRow>("team = $1 and outcome is null and due < $2", team, today);
  }
  auto rows = model.decided
                  ? reader.list<ContactRow>(
                        "team in (select team from v_team_member where account = $1) and outcome is not null and (received < $2 or $2 = 0) "
                        "order by received desc limit $3",
                        viewer.account, after, queue_page + 1)
                  : reader.list<ContactRow>(
                        "team in (select team from v_team_member where account = $1) and outcome is null and received > $2 order by "
                        "received limit $3",
                        viewer.account, after, queue_page + 1);
  if (int(rows.size()) > queue_page) {
    rows.pop_back();
    model.next = std::to_string(rows.back().received.micros);
  }
  for (const auto& row : rows) {
    QueueEntry entry{row.contact,
                     {},
                     reader.reference().label("referral_source", row.source),
                     words_for(row.method),
                     names.team(row.team),
                     text::shorten(row.body.worry, 160),
                     row.received,
                     row.due,
                     row.outcome};
    for (const auto& child : row.body.children) entry.children.push_back(names.child(child));
    model.contacts.push_back(std::move(entry));
  }
  return model;
}

WorkerPage draw_front_door(const Drawing& drawing, const FrontDoor& model) {
  WorkerPage page{.title = "Front door", .body = {}, .wide = true};
  page << h::h1("Front door");
  page << h::p(model.waiting == 0   ? "No contact is waiting for a decision."
               : model.waiting == 1 ? "1 contact is waiting for a decision."
                                    : std::to_string(model.waiting) + " contacts are waiting for a decision.");
  if (model.late > 0)
    page << govuk::warning_text(
        {.text = model.late == 1 ? "1 contact is late: it was to be decided within one working day"
                                 : std::to_string(model.late) + " contacts are late: they were to be decided within one working day"});
  page << govuk::button({.text = "Record a new contact", .href = "/contacts/new"});
  page << h::p(model.decided ? h::link("/front-door", "Show contacts that wait for a decision")
                             : h::link("/front-door?show=decided", "Show contacts that were decided"));
  if (model.contacts.empty()) {
    page << govuk::inset_text(
        {.text = model.decided ? "Contacts appear here when they have been decided."
                               : "New contacts appear here as they arrive, oldest first, each with the day by which it is to be decided."});
    return page;
  }
  govuk::Table table{.caption = model.decided ? "Contacts decided, newest first" : "Contacts to decide, oldest first",
                     .caption_classes = "govuk-table__caption--m",
                     .head = {{.text = "Children"},
                              {.text = "Received"},
                              {.text = "From"},
                              {.text = "Worry"},
                              {.text = model.decided ? "Decision" : "Decide by"}}};
  for (const auto& c : model.contacts) {
    const auto name = c.children.empty() ? std::string("No child named") : text::join(c.children);
    govuk::Cell last{.text = c.outcome ? html::Content(words_for(*c.outcome)) : html::Content(html::Html())};
    if (!c.outcome) {
      html::Html due;
      due.text(c.due.spoken_with_weekday());
      if (c.due < drawing.today())
        due.text(" ").append(govuk::tag({.text = "Late", .classes = "govuk-tag--red"}));
      else if (c.due == drawing.today())
        due.text(" ").append(govuk::tag({.text = "Today", .classes = "govuk-tag--orange"}));
      last.text = due;
    }
    table.rows.push_back({{.text = h::link(address("/contacts/" + c.contact), name)},
                          {.text = c.received.spoken() + ", " + c.method},
                          {.text = c.source},
                          {.text = c.worry},
                          std::move(last)});
  }
  page << wide_table("Contacts", table);
  if (model.next)
    page << govuk::pagination(
        {.next = {.href = html::Url("/front-door").with("show", model.decided ? "decided" : "waiting").with("after", *model.next)}});
  return page;
}

// ---- a new contact ----------------------------------------------------------------------------------------------------------

std::optional<NewContact> read_new_contact(const Worker& reader, const Asked& asked) {
  NewContact model{code_options(reader, "referral_source"), {}};
  const std::string child(asked.query["child"]);
  if (!child.empty() && reader.may(access::Permission::see_child, child)) {
    Names names(reader);
    model.child = Option{child, names.child(child)};
  }
  return model;
}

namespace {

html::Html child_fields(Fields& fields, int i) {
  const auto prefix = "children[" + std::to_string(i) + "].";
  html::Html out;
  out << fields.text(prefix + "given_name", "First name", {.hint = "If nobody knows, write “Unknown”", .classes = "govuk-input--width-20"})
      << fields.text(prefix + "family_name", "Last name", {.classes = "govuk-input--width-20"})
      << fields.date(prefix + "born", "Date of birth", "For example, 27 3 2016. Leave it empty if it is not known")
      << fields.text(prefix + "address", "Where the child lives", {});
  return out;
}

bool nothing_in(const NamedChild& c) {
  return !c.person && c.given_name.empty() && c.family_name.empty() && !c.born && !c.expected && !c.address;
}

}  // namespace

WorkerPage draw_new_contact(const Drawing&, Fields& fields, const NewContact& model) {
  WorkerPage page{.title = "New contact", .body = {}, .before = govuk::back_link({.text = "Back", .href = "/"})};
  html::Html form;
  form << h::h2("Who is worried");
  form << fields.choose("method", "How did they reach you?", enum_choices<ContactMethod>(words_for), {}, "telephone", false);
  form << fields.pick("source", "Who are they?", choices(model.sources));
  form << fields.text("caller_name", "Their name",
                      {.hint = "Leave it empty if they do not want to say", .classes = "govuk-input--width-20"});
  form << fields.text("caller_reach", "How to reach them",
                      {.hint = "Telephone or e-mail, to tell them what was done", .classes = "govuk-input--width-20"});
  form << h::h2("The child");
  int next = 0;
  if (model.child) {
    form << govuk::inset_text({.text = "The contact is about " + model.child->words + ", who is on record."});
    form << fields.hidden("children[0].person", model.child->value);
    next = 1;
  } else {
    form << child_fields(fields, next++);
  }
  const bool more_typed = !fields.value("children[" + std::to_string(next) + "].given_name").empty();
  html::Html more;
  for (int i = next; i < next + 3 && i < most_children; ++i) more << h::h3("Another child") << child_fields(fields, i);
  form << govuk::details({.summary = "Brothers, sisters or other children", .text = more, .open = more_typed});
  form << h::h2("The worry");
  form << fields.words("worry", "What are they worried about?", {.hint = "In their own words", .rows = 6});
  form << fields.choose("family_informed", "Does the family know about this contact?", {{"yes", "Yes"}, {"no", "No"}},
                        "Tell them, unless that would put the child at more risk", {}, true);
  form << govuk::details({.summary = "It was not received today",
                          .text = fields.date("received_on", "The day on which it was received", "For example, 27 3 2026")});
  page << h::two_thirds(h::h1("New contact"), fields.form(form, "Save the contact"));
  return page;
}

Result<practice::Done> handle(journal::Unit& unit, const ReceiveContact& given) {
  auto command = given;
  while (command.children.size() > 1 && nothing_in(command.children.back())) command.children.pop_back();
  auto wrong = faults(command, unit.world().reference, unit.now());
  const access::Viewer actor{unit.actor().person, {}, {}, {}, {}, {}};
  std::vector<std::string> children;
  for (std::size_t i = 0; i < command.children.size(); ++i) {
    const auto& child = command.children[i];
    if (!child.person) {
      children.push_back(unit.new_id());
      continue;
    }
    // Only a child whose record they can open may be named by id: any other would tell that the id exists.
    const std::string subject[] = {*child.person};
    if (access::held_by(unit.connection(), actor, subject, unit.now()).empty())
      wrong.push_back({"children[" + std::to_string(i) + "].person", "Choose the child by searching, or enter the name"});
    children.push_back(*child.person);
  }
  std::string team = command.team.value_or("");
  if (team.empty())
    for (const auto& row : unit.views().select<access::TeamRow>("kind = 'front_door' order by team limit 1")) team = row.team;
  else if (!journal::find_row<access::TeamRow>(unit.connection(), unit.world().keys, team))
    wrong.push_back({"team", "There is no such team"});
  if (team.empty()) wrong.push_back({"", "There is no front door team yet. Ask an administrator to add one"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));

  for (std::size_t i = 0; i < children.size(); ++i) {
    if (command.children[i].person) continue;
    auto person = unit.begin<Person>(children[i]);
    unit.append(person, {PersonRecorded{normal(details_of(command.children[i])), true}});
  }
  const auto id = unit.new_id();
  auto contact = unit.begin<Contact>(id);
  unit.append(contact, decide(command, children, team, unit.now()));

  using access::RelationBegan, access::RelationKind, access::Relations;
  auto ties = unit.begin<Relations>(id);
  unit.append(ties, {RelationBegan{unit.new_id(), RelationKind::took_contact, unit.actor().person, {}, {}, "Recorded the contact"},
                     RelationBegan{unit.new_id(), RelationKind::in_queue, {}, team, {}, "The contact is in the team’s queue"}});
  for (std::size_t i = 0; i < children.size(); ++i) {
    auto relations = command.children[i].person ? unit.load<Relations>(children[i]) : unit.begin<Relations>(children[i]);
    unit.append(relations,
                access::begin(relations.state,
                              {unit.new_id(), RelationKind::in_queue, {}, team, {}, "A contact about the child is in the team’s queue"}));
  }
  return practice::Done{"/contacts/" + id, id};
}

// ---- one contact ------------------------------------------------------------------------------------------------------------

std::optional<ContactPage> read_contact(const Worker& reader, const Asked& asked) {
  const auto& id = asked["contact"];
  const auto contact = reader.load<Contact>(id);
  if (!contact.exists()) return std::nullopt;
  const auto row = reader.get<ContactRow>(id);
  Names names(reader);
  ContactPage page{id,
                   contact->received,
                   reader.reference().label("referral_source", contact->received.source),
                   names.team(contact->received.team),
                   {},
                   {},
                   row ? row->due : reader.today(),
                   contact->decided,
                   reader.may(access::Permission::decide_contact, id),
                   reader.may(access::Permission::see_front_door),
                   {},
                   contact->earlier};
  for (const auto& tie : reader.list<access::RelationRow>("subject = $1 and kind = 'took_contact'", id))
    if (tie.person) page.taken_by = names.worker(*tie.person);
  if (contact->decided) {
    // One for each child, in their order; the referral of a child that has gone to another team is not the viewer's to open.
    const auto& made = contact->decided->referrals;
    const auto& about = contact->received.children;
    for (std::size_t i = 0; i < std::min(made.size(), about.size()); ++i)
      if (reader.may(access::Permission::see_referral, about[i])) page.referrals.push_back(made[i]);
  }
  for (const auto& child : contact->received.children) {
    const auto person = reader.get<PersonRow>(child);
    if (!person) continue;
    page.children.push_back({child, name_of(person->body.details), age_of(person->body.details, reader.today()),
                             reader.may(access::Permission::see_child, child), 0});
  }
  return page;
}

namespace {

html::Html contact_summary(const ContactPage& model) {
  govuk::SummaryList list;
  html::Html children;
  for (const auto& child : model.children) {
    html::Html one;
    if (child.may_open)
      one << h::link(address("/children/" + child.person), child.name);
    else
      one.text(child.name);
    one.text(", ").text(child.age);
    children << h::p(one);
  }
  list.rows.push_back({.key = "Children", .value = children});
  list.rows.push_back({.key = "Received", .value = model.received.at.spoken() + ", " + words_for(model.received.method)});
  list.rows.push_back({.key = "From", .value = model.source + (model.received.caller_name ? ": " + *model.received.caller_name : "")});
  if (model.received.caller_reach) list.rows.push_back({.key = "Reach them at", .value = *model.received.caller_reach});
  list.rows.push_back({.key = "Worry", .value = h::paragraphs(model.received.worry)});
  list.rows.push_back({.key = "Does the family know",
                       .value = !model.received.family_informed   ? "Not recorded"
                                : *model.received.family_informed ? "Yes"
                                                                  : "No"});
  list.rows.push_back({.key = "In the queue of", .value = model.team});
  if (!model.taken_by.empty()) list.rows.push_back({.key = "Recorded by", .value = model.taken_by});
  return govuk::summary_list(list);
}

std::string title_of(const ContactPage& model) {
  std::vector<std::string> names;
  for (const auto& child : model.children) names.push_back(child.name);
  return names.empty() ? "Contact" : "Contact about " + text::join(names);
}

}  // namespace

WorkerPage draw_contact(const Drawing& drawing, const ContactPage& model) {
  WorkerPage page{.title = title_of(model), .body = {}};
  if (model.may_see_front_door) page.before = govuk::back_link({.text = "Front door", .href = "/front-door"});
  page << h::h1(page.title);
  if (model.decided) {
    page << h::h2("Decision: " + words_for(model.decided->outcome)) << h::paragraphs(model.decided->reason);
    for (const auto& referral : model.referrals) page << h::p(h::link(address("/referrals/" + referral), "Open the referral"));
    for (const auto& before : model.earlier | std::views::reverse)
      page << govuk::details({.summary = "Decided before: " + words_for(before.outcome), .text = h::paragraphs(before.reason)});
  } else {
    html::Html due;
    due.text(model.due < drawing.today() ? "This was to be decided by " : "Decide by ").text(model.due.spoken_with_weekday()).text(".");
    page << govuk::inset_text({.text = due});
    if (model.may_decide)
      page << govuk::button({.text = "Decide what happens next", .href = address("/contacts/" + model.contact + "/decision")});
  }
  page << practice_links(drawing, "this contact") << contact_summary(model);
  return page;
}

// ---- its decision -----------------------------------------------------------------------------------------------------------

std::optional<ContactDecision> read_contact_decision(const Worker& reader, const Asked& asked) {
  auto contact = read_contact(reader, asked);
  if (!contact) return std::nullopt;
  return ContactDecision{std::move(*contact), team_options(reader), code_options(reader, "primary_need")};
}

WorkerPage draw_contact_decision(const Drawing&, Fields& fields, const ContactDecision& model) {
  const auto& contact = model.contact;
  WorkerPage page{.title = "Decide: " + title_of(contact),
                  .body = {},
                  .before = govuk::back_link({.text = "The contact", .href = address("/contacts/" + contact.contact)})};
  html::Html form;
  auto outcomes = enum_choices<ContactOutcome>(words_for);
  form << fields.choose("outcome", "What happens next?", outcomes);
  form << fields.words("reason", "Why?", {.hint = "What you know, what you do not know, and why this is the right step", .rows = 5});
  form << h::h2("If it becomes a referral");
  form << fields.pick("referral_team", "Which team takes it?", choices(model.teams));
  form << fields.pick("primary_need", "What is the main need?", choices(model.needs), "The first on the list that fits");
  page << h::two_thirds(h::h1("Decide on the contact"), contact_summary(contact), fields.form(form, "Record the decision"));
  return page;
}

}  // namespace hearth::journey
