// Outside the hub: bringing a child to it, and the list of sources that came back. Nothing here can read what is inside.

#include "html/elements.hpp"
#include "journey/contact/rules.hpp"
#include "journey/contact/views.hpp"
#include "journey/person/views.hpp"
#include "journey/referral/views.hpp"
#include "pages.hpp"
#include "views.hpp"
#include "words.hpp"

namespace hearth::hub {

using journey::address, journey::Names, practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

std::optional<Bringing> read_bringing_contact(const Worker& reader, const Asked& asked) {
  const auto contact = reader.load<journey::Contact>(asked["contact"]);
  if (!contact.exists()) return std::nullopt;
  Bringing model{"/contacts/" + asked["contact"], {}, reader.count<HubRow>("1 = 1") > 0};
  Names names(reader);
  for (const auto& child : contact->received.children) model.children.push_back({child, names.child(child)});
  return model;
}

std::optional<Bringing> read_bringing_referral(const Worker& reader, const Asked& asked) {
  const auto row = reader.get<journey::ReferralRow>(asked["referral"]);
  if (!row) return std::nullopt;
  Names names(reader);
  return Bringing{"/referrals/" + asked["referral"], {{row->subject, names.child(row->subject)}}, reader.count<HubRow>("1 = 1") > 0};
}

WorkerPage draw_bringing(const Drawing&, Fields& fields, const Bringing& m) {
  WorkerPage page{.title = "Bring a child to the hub", .body = {}, .before = govuk::back_link({.text = "Back", .href = address(m.record)})};
  if (!m.hub_is_there) {
    page << h::two_thirds(h::h1(page.title), h::p("There is no hub yet. Ask whoever administers the hub’s membership to open it."));
    return page;
  }
  html::Html form;
  if (m.record.starts_with("/contacts/"))
    form << fields.choose("child", "Which child?", journey::choices(m.children), {},
                          m.children.size() == 1 ? m.children.front().value : std::string());
  std::vector<practice::Choice> ratings;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Rating>>([&](auto d) { ratings.push_back({d.name, words_for(d.value)}); });
  form << fields.choose("rating", "How urgent is it?", ratings, "The clock starts when you send it. Red runs through the night");
  form << fields.words("worry", "What is the worry, and what do you want to know?",
                       {.hint = "Sealed when you send it: you cannot read it back"});
  page << h::two_thirds(
      h::h1(page.title),
      govuk::inset_text({.text = "Each agency of the hub looks in its own system. They share with each other and not with you. What comes "
                                 "back is the manager’s decision, and whom to ask. If a child is in danger now, do not wait for the hub."}),
      fields.form(form, "Send to the hub"));
  return page;
}

namespace {

Result<Done> bring(journal::Unit& unit, EnquiryOpened opened, const std::string& worry, const std::string& back) {
  const auto hubs = unit.views().select<HubRow>("1 = 1 order by hub limit 1");
  if (hubs.empty()) return refuse("", "There is no hub yet. Ask whoever administers the hub’s membership to open it");
  if (worry.empty()) return refuse("worry", "Write what the worry is and what you want to know");
  opened.hub = hubs.front().hub;
  opened.worry = Words(worry);
  std::vector<std::string> agencies;
  if (opened.rating != Rating::blue)
    for (const auto& member : unit.views().select<HubMemberRow>("hub = $1 order by agency", opened.hub))
      if (std::ranges::find(agencies, member.agency) == agencies.end()) agencies.push_back(member.agency);
  const Acting acting{unit.actor().agency, unit.now(), unit.world().reference, Ratings::built_in()};
  auto events = open(opened, agencies, acting);
  if (!events) return std::unexpected(std::move(events.error()));
  auto enquiry = unit.begin<Enquiry>(unit.new_id());
  unit.append(enquiry, *events);
  auto brought = unit.begin<Brought>(unit.new_id());
  unit.append(brought, {BroughtToHub{opened.child, opened.contact, opened.referral}});
  // The way back leads to what they came from: the enquiry itself is not theirs to open, and its id is not told.
  return Done{back, {}};
}

}  // namespace

Result<Done> handle(journal::Unit& unit, const BringContact& c) {
  const auto contact = unit.load<journey::Contact>(c.contact);
  if (std::ranges::find(contact->received.children, c.child) == contact->received.children.end())
    return refuse("child", "Choose the child");
  // DM-4: a child who has a worker is that worker's; no checks are sent behind their back.
  for (const auto& open : unit.views().select<journey::ReferralRow>("subject = $1 and closed is null", c.child))
    return refuse("child", "This child has an open referral, received on " + open.received.spoken() +
                               ". Pass the contact to that team; they can bring the child to the hub from the referral");
  EnquiryOpened opened{};
  opened.child = c.child;
  opened.contact = c.contact;
  opened.rating = c.rating;
  return bring(unit, std::move(opened), c.worry, "/contacts/" + c.contact);
}

Result<Done> handle(journal::Unit& unit, const BringReferral& c) {
  const auto referral = unit.load<journey::Referral>(c.referral);
  if (referral->closed) return refuse("", "This referral is closed. Take a new contact first");
  EnquiryOpened opened{};
  opened.child = referral->received.child;
  opened.referral = c.referral;
  opened.contact = referral->received.contact;
  opened.rating = c.rating;
  return bring(unit, std::move(opened), c.worry, "/referrals/" + c.referral);
}

// ---- the sources to ask -------------------------------------------------------------------------------------------------------

std::optional<Sources> read_sources(const Worker& reader, const Asked& asked) {
  const auto row = reader.get<journey::ReferralRow>(asked["referral"]);
  if (!row) return std::nullopt;
  Names names(reader);
  Sources model{asked["referral"], names.child(row->subject), {}};
  for (const auto& notice : reader.list<NoticeRow>("referral = $1 order by dated desc, notice", model.referral)) {
    const auto agency = reader.get<access::AgencyRow>(notice.agency);
    model.sources.push_back(
        {agency ? agency->body.name : "An agency that is gone", names.worker(notice.contact), notice.holding, notice.dated});
  }
  return model;
}

WorkerPage draw_sources(const Drawing&, const Sources& m) {
  WorkerPage page{.title = "Sources to ask: " + m.name,
                  .body = {},
                  .before = govuk::back_link({.text = "The referral", .href = address("/referrals/" + m.referral)})};
  page << h::heading({.text = "Sources to ask", .level = 1, .size = "l", .caption = m.name});
  if (m.sources.empty()) {
    page << h::p("The hub has named no source for this referral.");
    return page;
  }
  page << h::p(
      "The hub holds information from these sources. It names them and never says what they told it. Ask them; what you then "
      "learn is yours to record.");
  govuk::Table table{.head = govuk::row("Agency", "What sort", "From", "Whom to ask")};
  for (const auto& s : m.sources) table.rows.push_back(govuk::row(s.agency, words_for(s.holding), s.dated.spoken(), s.contact));
  page << journey::wide_table("Sources to ask", table);
  return page;
}

}  // namespace hearth::hub
