#include "release.hpp"

#include "html/elements.hpp"
#include "journey/person/views.hpp"
#include "views.hpp"
#include "words.hpp"

#include <algorithm>

namespace hearth::hub {

using journey::address, journey::Names, practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

Release evolve(Release release, const Release::Event& event) {
  std::visit(
      match{[&](const ReleaseAsked& e) { release.asked = e; }, [&](const ReleaseApproved& e) { release.approved[e.side] = e.person; },
            [&](const ReleaseMade&) { release.made = true; }, [&](const ReleaseTakenBack&) { release.taken_back = true; }},
      event);
  return release;
}

Result<std::vector<Release::Event>> decide(const AskRelease& c, const ReleaseAsked& asked, Handling handling, bool taken_back, Date today) {
  if (taken_back) return refuse("", "This item was taken back. It cannot be released");
  if (handling == Handling::hub_only) return refuse("", "The owner says that this item stays in the hub. Ask them; they may share it anew");
  Refusals wrong;
  if (c.people.empty()) wrong.push_back({"people", "Choose who may read it"});
  if (c.purpose.empty()) wrong.push_back({"purpose", "Write what they need it for"});
  if (c.until < today) wrong.push_back({"until", "This day has gone by. Enter the last day on which they may read it"});
  if (c.until > today + 92) wrong.push_back({"until", "A release lasts three months at most. It can be asked for again"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return std::vector<Release::Event>{asked};
}

Result<std::vector<Release::Event>> approve(const Release& release, Side side, const std::string& agency, const std::string& person) {
  if (release.taken_back) return refuse("", "This release was taken back");
  if (release.approved.contains(side)) return refuse("", "This approval has been given already");
  if (side == Side::owner && agency != release.asked.owner) return refuse("", "Only the agency that owns the item approves for the owner");
  for (const auto& [other, who] : release.approved)
    if (who == person) return refuse("", "Two different people approve. You have approved already");
  return std::vector<Release::Event>{ReleaseApproved{side, person}};
}

Result<std::vector<Release::Event>> decide(const Release& release, const TakeReleaseBack& c, const std::string& agency, bool manages) {
  if (agency != release.asked.owner && !manages) return refuse("", "The owner or the hub’s manager takes a release back");
  if (release.taken_back) return refuse("", "This release has been taken back already");
  if (c.reason.empty()) return refuse("reason", "Write why it is taken back");
  return std::vector<Release::Event>{ReleaseTakenBack{Words(c.reason)}};
}

namespace {

bool manages(journal::Unit& unit) {
  return !unit.views().select<access::RoleRow>("account = $1 and role = 'hub_manager'", unit.actor().person).empty();
}

Result<Done> handle(journal::Unit& unit, const AskRelease& c) {
  const auto enquiry = unit.load<Enquiry>(c.enquiry);
  const auto item = enquiry->items.find(c.item);
  if (item == enquiry->items.end()) return practice::nothing_here();
  for (const auto& person : c.people) {
    const auto account = journal::find_row<access::AccountRow>(unit.connection(), unit.world().keys, person);
    if (!account || account->closed) return refuse("people", "Choose people who work here now");
  }
  const ReleaseAsked asked{enquiry->opened.hub, enquiry->opened.child, c.enquiry, c.item, item->second.shared.agency, c.people, c.until,
                           Words(c.purpose)};
  auto events = decide(c, asked, item->second.shared.handling, item->second.taken_back, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  const auto id = unit.new_id();
  auto release = unit.begin<Release>(id);
  unit.append(release, *events);
  return Done{"/hub/releases/" + id, id};
}

/// With the second approval the copy is made and the people named may read it, until the day.
Result<Done> approved(journal::Unit& unit, const std::string& id, Side side) {
  auto release = unit.load<Release>(id);
  auto events = approve(release.state, side, unit.actor().agency, unit.actor().person);
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(release, *events);
  if (release->approved.size() == 2) {
    const auto& asked = release->asked;
    const auto enquiry = unit.load<Enquiry>(asked.enquiry);
    const auto& item = enquiry->items.at(asked.item);
    if (item.taken_back) return refuse("", "This item was taken back meanwhile. It cannot be released");
    const auto& words = declassify<Declassify::release_to_named_people>(item.shared.words);
    const auto& purpose = declassify<Declassify::release_to_named_people>(asked.purpose);
    unit.append(release,
                {ReleaseMade{asked.owner, item.shared.holding, item.shared.dated, asked.until, Released(words), Released(purpose)}});
    auto relations = unit.begin<access::Relations>(id);
    access::RelationEvents ties;
    for (const auto& person : asked.people)
      ties.push_back(access::RelationBegan{unit.new_id(),
                                           access::RelationKind::involved,
                                           person,
                                           {},
                                           Instant::at(asked.until + 1, 0, 0),
                                           "The hub released one item to them"});
    unit.append(relations, ties);
  }
  return Done{"/hub/releases/" + id, id};
}
Result<Done> handle(journal::Unit& unit, const ApproveAsOwner& c) { return approved(unit, c.release, Side::owner); }
Result<Done> handle(journal::Unit& unit, const ApproveAsManager& c) { return approved(unit, c.release, Side::manager); }

Result<Done> handle(journal::Unit& unit, const TakeReleaseBack& c) {
  auto release = unit.load<Release>(c.release);
  auto events = decide(release.state, c, unit.actor().agency, manages(unit));
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(release, *events);
  auto relations = unit.load<access::Relations>(c.release);
  if (relations.exists())
    unit.append(relations, access::end(relations.state, access::RelationKind::involved, "The release was taken back"));
  return Done{"/hub/releases/" + c.release, c.release};
}

// ---- pages ------------------------------------------------------------------------------------------------------------------------

struct AskingPage {
  std::string enquiry, item, name;
  std::vector<journey::Option> people;
};
BOOST_DESCRIBE_STRUCT(AskingPage, (), (enquiry, item, name, people))

struct ReleasePage {
  std::string release, enquiry, owner, what, purpose, owner_by, manager_by, taken_back_reason;
  std::vector<std::string> people;
  Date until;
  bool made = false, taken_back = false, may_own = false, may_manage = false;
};
BOOST_DESCRIBE_STRUCT(ReleasePage, (),
                      (release, enquiry, owner, what, purpose, owner_by, manager_by, taken_back_reason, people, until, made, taken_back,
                       may_own, may_manage))

struct ReleasedPage {
  std::string owner, words, purpose;
  Holding holding;
  Date dated, until;
};
BOOST_DESCRIBE_STRUCT(ReleasedPage, (), (owner, words, purpose, holding, dated, until))

struct Looked {
  std::string who, agency, where;
  Instant at;
};
BOOST_DESCRIBE_STRUCT(Looked, (), (who, agency, where, at))
struct Looks {
  std::string enquiry, name;
  std::vector<Looked> looks;
};
BOOST_DESCRIBE_STRUCT(Looks, (), (enquiry, name, looks))

using Named = access::Reader<access::audience::named_people>;
using NamedPage = practice::Page<access::audience::named_people>;

std::string agency_name(const auto& reader, const std::string& id) {
  const auto row = reader.template get<access::AgencyRow>(id);
  return row ? row->body.name : std::string("An agency that is gone");
}

std::optional<AskingPage> read_asking(const Inside& reader, const Asked& asked) {
  const auto item = reader.get<ItemRow>(asked["item"]);
  if (!item || item->enquiry != asked["enquiry"] || item->body.taken_back) return std::nullopt;
  Names names(reader);
  AskingPage model{item->enquiry, item->item, names.child(item->subject), {}};
  for (const auto& row : reader.list<access::AccountRow>("closed = 0 and account in (select account from v_role_held where role in "
                                                         "('social_worker', 'lead_practitioner', 'team_manager', "
                                                         "'conference_chair', 'partner_professional')) order by account"))
    model.people.push_back({row.account, row.body.name});
  std::ranges::sort(model.people, {}, &journey::Option::words);
  return model;
}

InsidePage draw_asking(const Drawing&, Fields& fields, const AskingPage& m) {
  InsidePage page{
      .title = "Release an item", .body = {}, .before = govuk::back_link({.text = m.name, .href = address("/hub/enquiries/" + m.enquiry)})};
  html::Html form;
  form << fields.tick("people", "Who may read it?", journey::choices(m.people));
  form << fields.words("purpose", "What do they need it for?", {.hint = "They read this too", .rows = 3});
  form << fields.date("until", "Until when?", "For example, 27 3 2026. Three months at most");
  page << h::two_thirds(h::h1(page.title), h::p("Its owner and the hub’s manager both approve before anybody reads it."),
                        fields.form(form, "Ask for the release"));
  return page;
}

std::optional<ReleasePage> read_release(const Inside& reader, const Asked& asked) {
  const auto row = reader.get<ReleaseRow>(asked["release"]);
  if (!row) return std::nullopt;
  const auto item = reader.get<ItemRow>(row->body.item);
  if (!item) return std::nullopt;
  Names names(reader);
  ReleasePage m{};
  m.release = row->release;
  m.enquiry = row->enquiry;
  m.owner = agency_name(reader, row->body.owner);
  m.what = words_for(item->body.holding) + " of " + item->body.dated.spoken();
  m.purpose = reader.show(row->body.purpose);
  m.taken_back_reason = reader.show(row->body.taken_back_reason);
  if (!row->body.owner_by.empty()) m.owner_by = names.worker(row->body.owner_by);
  if (!row->body.manager_by.empty()) m.manager_by = names.worker(row->body.manager_by);
  for (const auto& person : row->body.people) m.people.push_back(names.worker(person));
  m.until = row->body.until;
  m.made = row->made;
  m.taken_back = row->taken_back;
  const auto enquiry = reader.get<EnquiryRow>(row->enquiry);
  m.may_own = reader.viewer().agency == row->body.owner;
  m.may_manage = enquiry && reader.may(access::Permission::decide_hub, enquiry->hub);
  return m;
}

InsidePage draw_release(const Drawing& drawing, const ReleasePage& m) {
  InsidePage page{
      .title = "A release", .body = {}, .before = govuk::back_link({.text = "The board", .href = address("/hub/enquiries/" + m.enquiry)})};
  const auto state = m.taken_back ? "Taken back" : m.made ? "Released" : "Waits for approval";
  page << h::h1(m.owner + ": " + m.what) << h::p(govuk::tag({.text = state}));
  govuk::SummaryList list;
  std::vector<html::Content> people;
  for (const auto& person : m.people) people.push_back(person);
  list.rows.push_back({.key = "Who may read it", .value = h::bullets(people)});
  list.rows.push_back({.key = "What for", .value = journey::said(m.purpose)});
  list.rows.push_back({.key = "Until", .value = m.until.spoken()});
  list.rows.push_back({.key = "Approved for the owner", .value = m.owner_by.empty() ? "Not yet" : m.owner_by});
  list.rows.push_back({.key = "Approved for the hub", .value = m.manager_by.empty() ? "Not yet" : m.manager_by});
  if (m.made) list.rows.push_back({.key = "They read it at", .value = "/released/" + m.release});
  if (m.taken_back) list.rows.push_back({.key = "Why it was taken back", .value = journey::said(m.taken_back_reason)});
  page << govuk::summary_list(list);
  if (m.taken_back) return page;
  const practice::Typed nothing;
  Fields fields(drawing, nothing);
  if (m.may_own && m.owner_by.empty())
    page << fields.form(html::Html(), "Approve for the owner", address("/hub/releases/" + m.release + "/owner-approval"));
  if (m.may_manage && m.manager_by.empty())
    page << fields.form(html::Html(), "Approve for the hub", address("/hub/releases/" + m.release + "/approval"));
  if (m.may_own || m.may_manage) page << h::p(h::link(address("/hub/releases/" + m.release + "/taken-back"), "Take it back"));
  return page;
}

InsidePage draw_release_back(const Drawing&, Fields& fields, const ReleasePage& m) {
  InsidePage page{.title = "Take a release back",
                  .body = {},
                  .before = govuk::back_link({.text = "The release", .href = address("/hub/releases/" + m.release)})};
  page << h::two_thirds(h::h1(page.title), h::p("Nobody outside can read it from then on. What they have read, they know."),
                        fields.form(fields.words("reason", "Why?", {.rows = 2}), "Take it back", {}, true));
  return page;
}

std::optional<ReleasedPage> read_released(const Named& reader, const Asked& asked) {
  const auto row = reader.get<ReleasedRow>(asked["release"]);
  if (!row) return std::nullopt;
  return ReleasedPage{agency_name(reader, row->body.owner),
                      reader.show(row->body.words),
                      reader.show(row->body.purpose),
                      row->body.holding,
                      row->body.dated,
                      row->body.until};
}

NamedPage draw_released(const Drawing&, const ReleasedPage& m) {
  NamedPage page{.title = "Released to you by the hub", .body = {}};
  page << h::h1(page.title);
  page << govuk::warning_text({.text = "This is for you alone, for the purpose below, until " + m.until.spoken() +
                                       ". Do not copy it. Each time that it is opened, its owner sees who opened it."});
  govuk::SummaryList list;
  list.rows.push_back({.key = "From", .value = m.owner + ": " + words_for(m.holding) + " of " + m.dated.spoken()});
  list.rows.push_back({.key = "What is known", .value = journey::said(m.words)});
  list.rows.push_back({.key = "What for", .value = journey::said(m.purpose)});
  page << govuk::summary_list(list);
  return page;
}

std::optional<Looks> read_looks(const Inside& reader, const Asked& asked) {
  const auto row = reader.get<EnquiryRow>(asked["enquiry"]);
  if (!row) return std::nullopt;
  Names names(reader);
  Looks model{row->enquiry, names.child(row->subject), {}};
  // Readings inside stand under the hub; those of a released copy too. Of them, the ones in which something of this child was opened.
  for (const auto& reading : reader.readings_of(row->hub, 2000)) {
    if ((reading.labels & (kHub | kReleased)) == 0 || std::ranges::find(reading.opened, row->subject) == reading.opened.end()) continue;
    model.looks.push_back({names.worker(reading.viewer), agency_name(reader, reading.agency),
                           reading.labels & kReleased ? "An item that was released to them" : "In the hub", reading.at});
    if (model.looks.size() == 200) break;
  }
  return model;
}

InsidePage draw_looks(const Drawing&, const Looks& m) {
  InsidePage page{.title = "Who has read this: " + m.name,
                  .body = {},
                  .before = govuk::back_link({.text = m.name, .href = address("/hub/enquiries/" + m.enquiry)})};
  page << h::h1("Who has read this");
  if (m.looks.empty()) page << h::p("Nobody has opened it yet.");
  govuk::Table table{.head = govuk::row("When", "Who", "Agency", "Where")};
  for (const auto& look : m.looks) table.rows.push_back(govuk::row(look.at.spoken(), look.who, look.agency, look.where));
  if (!m.looks.empty()) page << journey::wide_table("Who has read this", table);
  return page;
}

void register_views_of_releases(journal::Catalogue& catalogue) {
  using journal::Recorded, journal::ViewWriter, journal::id_of;
  catalogue.view<ReleaseRow>();
  catalogue.view<ReleasedRow>();
  catalogue.fold<ReleaseAsked>([](ViewWriter& views, const Recorded<ReleaseAsked>& r) {
    const auto& e = r.event;
    views.put(ReleaseRow{id_of(r.envelope), e.child, e.enquiry, false, false, {e.item, e.owner, {}, {}, e.people, e.until, e.purpose, {}}});
  });
  catalogue.fold<ReleaseApproved>([](ViewWriter& views, const Recorded<ReleaseApproved>& r) {
    views.change<ReleaseRow>(
        [&](ReleaseRow& row) { (r.event.side == Side::owner ? row.body.owner_by : row.body.manager_by) = r.event.person; },
        id_of(r.envelope));
  });
  catalogue.fold<ReleaseMade>([](ViewWriter& views, const Recorded<ReleaseMade>& r) {
    const auto& e = r.event;
    std::string subject;
    views.change<ReleaseRow>(
        [&](ReleaseRow& row) {
          row.made = true;
          subject = row.subject;
        },
        id_of(r.envelope));
    views.put(ReleasedRow{id_of(r.envelope), subject, {e.owner, e.holding, e.dated, e.until, e.words, e.purpose}});
  });
  catalogue.fold<ReleaseTakenBack>([](ViewWriter& views, const Recorded<ReleaseTakenBack>& r) {
    views.change<ReleaseRow>(
        [&](ReleaseRow& row) {
          row.taken_back = true;
          row.body.taken_back_reason = r.event.reason;
        },
        id_of(r.envelope));
    views.erase<ReleasedRow>(id_of(r.envelope));
  });
}

template <class Command>
using Handle = Result<Done> (*)(journal::Unit&, const Command&);

}  // namespace

void register_releases(practice::Kit& kit) {
  using enum access::Permission;
  register_views_of_releases(kit.catalogue());
  kit.form("/hub/enquiries/{enquiry}/items/{item}/release", "ask_hub_release", "Ask for an item to be released",
           {answer_hub, "enquiry", "hub_enquiry"}, read_asking, draw_asking, static_cast<Handle<AskRelease>>(handle),
           "The owner and the manager are to approve");
  kit.page("/hub/releases/{release}", "A release", {see_hub_enquiry, "release", "hub_release"}, read_release, draw_release);
  kit.command("/hub/releases/{release}/owner-approval", "approve_hub_release_as_owner", "Approve a release for the owner",
              {answer_hub, "release", "hub_release"}, static_cast<Handle<ApproveAsOwner>>(handle), "Approved for the owner");
  kit.command("/hub/releases/{release}/approval", "approve_hub_release", "Approve a release for the hub",
              {decide_hub, "release", "hub_release"}, static_cast<Handle<ApproveAsManager>>(handle), "Approved for the hub");
  kit.form("/hub/releases/{release}/taken-back", "take_hub_release_back", "Take a release back", {answer_hub, "release", "hub_release"},
           read_release, draw_release_back, static_cast<Handle<TakeReleaseBack>>(handle), "Nobody outside can read it any more");
  kit.page("/released/{release}", "One item that the hub released to oneself", {read_released, "release", "hub_release"},
           hub::read_released, draw_released);
  kit.page("/hub/enquiries/{enquiry}/readings", "Who has read an enquiry", {see_hub_enquiry, "enquiry", "hub_enquiry"}, read_looks,
           draw_looks);
}

}  // namespace hearth::hub
