#include "journey/person/forms.hpp"

#include "html/elements.hpp"
#include "journey/person/views.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using practice::Asked, practice::Choice, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

html::Html back_to(const std::string& child, const std::string& name) {
  return govuk::back_link({.text = name, .href = address("/children/" + child)});
}

const std::vector<Choice> yes_or_no{{"yes", "Yes"}, {"no", "No"}};

}  // namespace

std::optional<ChildName> read_child_name(const Worker& reader, const Asked& asked) {
  const auto person = reader.get<PersonRow>(asked["child"]);
  if (!person || !person->child) return std::nullopt;
  return ChildName{person->person, name_of(person->body.details)};
}

// ---- details ----------------------------------------------------------------------------------------------------------------

std::optional<DetailsPage> read_details(const Worker& reader, const Asked& asked) {
  const auto& id = asked["child"];
  const auto person = reader.load<Person>(id);
  if (!person.exists() || !person->child) return std::nullopt;
  return DetailsPage{id,
                     name_of(person->details),
                     person.at.version,
                     person->details,
                     code_options(reader, "ethnicity"),
                     code_options(reader, "disability")};
}

WorkerPage draw_details(const Drawing&, Fields& fields, const DetailsPage& m) {
  WorkerPage page{.title = "Change details of " + m.name, .body = {}, .before = back_to(m.child, m.name)};
  const auto& d = m.details;
  auto text = [&](const char* name, const char* label, const std::optional<std::string>& value,
                  const char* classes = "govuk-input--width-20", const char* hint = "") {
    return fields.text(std::string("details.") + name, label, {.hint = hint, .classes = classes, .value = value.value_or("")});
  };
  html::Html form;
  // When somebody else has written in between, the page that comes back carries their version: sending again is a choice.
  form << fields.hidden("seen", std::to_string(m.version));
  form << text("given_name", "First name", d.given_name) << text("family_name", "Last name", d.family_name)
       << text("known_as", "Known as", d.known_as);
  form << fields.date("details.born", "Date of birth", "For example, 27 3 2016", d.born);
  form << fields.date("details.expected", "Expected date of birth", "For an unborn child", d.expected);
  form << fields.choose("details.sex", "Sex", enum_choices<Sex>(words_for), {}, std::string(hearth::name_of(d.sex)), true);
  form << text("address", "Lives at", d.address, "") << text("postcode", "Postcode", d.postcode, "govuk-input--width-10")
       << text("telephone", "Telephone", d.telephone, "govuk-input--width-20");
  form << text("language", "Language", d.language, "govuk-input--width-20", "In which the child is most at home, when it is not English");
  form << fields.choose("details.interpreter", "Is an interpreter needed?", yes_or_no, {}, d.interpreter ? "yes" : "no", true);
  form << fields.pick("details.ethnicity", "Ethnicity", choices(m.ethnicities), {}, d.ethnicity.value_or(""));
  form << fields.tick("details.disabilities", "Disability", choices(m.disabilities), {}, d.disabilities);
  form << text("nhs_number", "NHS number", d.nhs_number, "govuk-input--width-10", "10 digits")
       << text("upn", "Unique pupil number", d.upn, "govuk-input--width-20");
  form << fields.hidden("details.former_upn", d.former_upn.value_or("")) << fields.hidden("details.upn_unknown", d.upn_unknown.value_or(""))
       << fields.hidden("details.authority_id", d.authority_id.value_or(""));
  form << fields.date("details.died", "Date of death", "Only if the child has died", d.died);
  form << fields.words("reason", "Where do you know this from?", {.rows = 2});
  page << h::two_thirds(h::h1(page.title), fields.form(form, "Save the details"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const CorrectPerson& command) {
  auto person = unit.load<Person>(command.child);
  auto events = decide(person.state, command, unit.world().reference, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  if (command.seen != person.at.version)
    return refuse("",
                  "Somebody else changed these details after you opened this page. What is recorded now is on the child’s page: compare it "
                  "with what you typed, and send this again if yours is right");
  unit.append(person, *events);
  return Done{"/children/" + command.child, command.child};
}

// ---- family network ---------------------------------------------------------------------------------------------------------

WorkerPage draw_new_family(const Drawing&, Fields& fields, const ChildName& m) {
  WorkerPage page{.title = "Add somebody to the family network", .body = {}, .before = back_to(m.child, m.name)};
  html::Html form;
  form << fields.text("given_name", "First name", {.classes = "govuk-input--width-20"})
       << fields.text("family_name", "Last name", {.classes = "govuk-input--width-20"});
  form << fields.choose("kinship", "Who are they to " + m.name + "?", enum_choices<Kinship>(words_for));
  form << fields.choose("parental_responsibility", "Do they have parental responsibility?", yes_or_no, {}, "no", true);
  form << fields.choose("same_household", "Do they live with the child?", yes_or_no, {}, "no", true);
  form << fields.date("born", "Date of birth", "Leave it empty if it is not known");
  form << fields.date("from", "Since when?", "Leave it empty if it has always been so");
  form << fields.text("telephone", "Telephone", {.classes = "govuk-input--width-20"});
  page << h::two_thirds(h::h1(page.title), fields.form(form, "Add"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const TieFamily& command) {
  auto child = unit.load<Person>(command.child);
  const auto other = unit.new_id();
  auto events = decide(child.state, command, unit.new_id(), other, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  Details details{};
  details.given_name = command.given_name;
  details.family_name = command.family_name;
  details.born = command.born;
  details.telephone = command.telephone;
  auto person = unit.begin<Person>(other);
  unit.append(person, {PersonRecorded{details, false}});
  unit.append(child, *events);
  return Done{"/children/" + command.child, other};
}

std::optional<FamilyTiePage> read_family_tie(const Worker& reader, const Asked& asked) {
  const auto tie = reader.get<FamilyRow>(asked["tie"]);
  if (!tie || tie->subject != asked["child"]) return std::nullopt;
  Names names(reader);
  return FamilyTiePage{tie->subject,
                       names.child(tie->subject),
                       {tie->tie, tie->body.other_name, tie->kinship, tie->parental_responsibility, tie->same_household, tie->from_day}};
}

WorkerPage draw_family_tie(const Drawing&, Fields& fields, const FamilyTiePage& m) {
  WorkerPage page{.title = "Remove " + m.member.name + " from the family network", .body = {}, .before = back_to(m.child, m.name)};
  html::Html form = fields.words("reason", "Why?", {.hint = "What was recorded stays in the chronology", .rows = 3});
  page << h::two_thirds(h::h1(page.title), h::p(m.member.name + " is recorded as: " + words_for(m.member.kinship) + "."),
                        fields.form(form, "Remove", {}, true));
  return page;
}

Result<Done> handle(journal::Unit& unit, const UntieFamily& command) {
  auto child = unit.load<Person>(command.child);
  auto events = decide(child.state, command);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(child, *events);
  return Done{"/children/" + command.child, command.child};
}

// ---- allocation -------------------------------------------------------------------------------------------------------------

std::optional<AllocationPage> read_allocation(const Worker& reader, const Asked& asked) {
  const auto child = read_child_name(reader, asked);
  if (!child) return std::nullopt;
  Names names(reader);
  AllocationPage page{child->child, child->name, {}, {}};
  const auto now = reader.now().micros;
  for (const auto& r : reader.list<access::RelationRow>("subject = $1 and (until is null or until > $2)", child->child, now)) {
    if (r.kind == access::RelationKind::allocated_worker && r.person) page.worker = names.worker(*r.person);
    if (r.kind == access::RelationKind::responsible_team && r.team)
      for (auto& option : worker_options(reader, *r.team)) page.workers.push_back(std::move(option));
  }
  return page;
}

WorkerPage draw_allocation(const Drawing&, Fields& fields, const AllocationPage& m) {
  WorkerPage page{.title = "Allocate a worker to " + m.name, .body = {}, .before = back_to(m.child, m.name)};
  html::Html form;
  form << fields.choose("person", "Who is accountable for " + m.name + "?", choices(m.workers));
  form << fields.words("reason", "Why?", {.hint = "The worker who takes over, and the one who hands over, will read this", .rows = 3});
  page << h::two_thirds(h::h1(page.title), h::p(m.worker.empty() ? "No worker is allocated yet." : m.worker + " is allocated now."),
                        m.workers.empty()
                            ? govuk::inset_text({.text = "The responsible team has no people yet. Ask an administrator to add them."})
                            : fields.form(form, "Allocate"));
  return page;
}

Result<Done> handle(journal::Unit& unit, const AllocateWorker& command) {
  auto relations = unit.load<access::Relations>(command.child);
  // Managers allocate within the team that holds the case.
  bool in_team = false;
  for (const auto& [id, open] : relations->open)
    if (open.kind == access::RelationKind::responsible_team && open.team &&
        journal::find_row<access::MemberRow>(unit.connection(), unit.world().keys, command.person, *open.team))
      in_team = true;
  if (!in_team) return refuse("person", "Choose somebody from the team that is responsible for the child");
  if (command.reason.empty()) return refuse("reason", "Give the reason, for the one who takes over");
  auto events =
      access::hand_over(relations.state, {unit.new_id(), access::RelationKind::allocated_worker, command.person, {}, {}, command.reason});
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(relations, *events);
  return Done{"/children/" + command.child, command.child};
}

}  // namespace hearth::journey
