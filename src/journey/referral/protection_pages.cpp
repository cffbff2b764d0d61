// The forms of child protection.

#include "journey/referral/protection_pages.hpp"

#include "html/elements.hpp"
#include "journey/referral/pages_parts.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using access::AgencyKind, access::Permission;
using practice::Asked, practice::Done, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

/// In the order in which they are asked; those after the first four stand behind a link.
constexpr AgencyKind asked_agencies[] = {AgencyKind::childrens_social_care,
                                         AgencyKind::police,
                                         AgencyKind::health,
                                         AgencyKind::education,
                                         AgencyKind::housing,
                                         AgencyKind::probation,
                                         AgencyKind::voluntary,
                                         AgencyKind::other};
constexpr std::size_t agencies_open = 4;

// ---- read -------------------------------------------------------------------------------------------------------------------

template <Action action>
std::optional<ProtectionForm> read(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  const auto& r = referral.state;
  ProtectionForm form{about_of(reader, id, r, referral.at.version), obstacle(r, action), {}, {}, {}, {}, {}, next_due(reader, r)};
  const auto* enquiry = action == Action::conclude_enquiry ? r.open_enquiry() : r.waiting_conference();
  if (enquiry) form.enquiry = *enquiry;
  if (const auto* plan = r.open_protection_plan()) form.plan = *plan;
  if (!r.discussions.empty()) form.discussion = r.discussions.back();
  form.categories = code_options(reader, "abuse_category");
  if (action == Action::conclude_enquiry)
    for (const auto& role : reader.list<access::RoleRow>("role = 'conference_chair' order by account"))
      if (auto account = reader.get<access::AccountRow>(role.account); account && !account->closed)
        form.chairs.push_back({account->account, account->body.name});
  return form;
}

// ---- parts of forms ---------------------------------------------------------------------------------------------------------

html::Html who_came(Fields& fields, const std::string& legend) {
  html::Html shown, more;
  bool open = false;
  for (std::size_t i = 0; i < std::size(asked_agencies); ++i) {
    const auto prefix = "present[" + std::to_string(i) + "].";
    html::Html one = fields.hidden(prefix + "agency", std::string(described::enum_name(asked_agencies[i])));
    one << fields.text(prefix + "who", words_for(asked_agencies[i]), {.hint = i == 0 ? "Names and roles" : ""});
    (i < agencies_open ? shown : more) << one;
    open = open || (i >= agencies_open && !fields.value(prefix + "who").empty());
  }
  shown << govuk::details({.summary = "More agencies", .text = more, .open = open});
  return govuk::fieldset({.legend = {.text = legend, .classes = "govuk-fieldset__legend--m"}, .content = shown});
}

html::Html agency_at_conference(Fields& fields, std::size_t i) {
  const auto prefix = "agencies[" + std::to_string(i) + "].";
  const auto words = words_for(asked_agencies[i]);
  html::Html one = fields.hidden(prefix + "agency", std::string(described::enum_name(asked_agencies[i])));
  one << fields.text(prefix + "who", "Who for " + words + "?", {.hint = "Name and role"});
  one << fields.tick(prefix + "attended", "Were they there?", {{"yes", "They came"}});
  one << fields.tick(prefix + "report", "Did they send a report?", {{"yes", "They sent a report"}});
  one << fields.choose(prefix + "threshold", "Their view of the risk", enum_choices<ThresholdView>(words_for), {}, "no_view", true);
  one << fields.words(prefix + "dissent", "Where they disagree with the decision", {.rows = 2});
  return govuk::fieldset({.legend = {.text = words, .classes = "govuk-fieldset__legend--s"}, .content = one});
}

bool agency_in_use(const Fields& fields, std::size_t i) {
  const auto prefix = "agencies[" + std::to_string(i) + "].";
  return !fields.value(prefix + "who").empty() || !fields.value(prefix + "attended").empty() || !fields.value(prefix + "report").empty();
}

html::Html agencies_at_conference(Fields& fields) {
  html::Html shown = h::h2("Each agency"), more;
  bool open = false;
  for (std::size_t i = 0; i < std::size(asked_agencies); ++i) {
    (i < agencies_open ? shown : more) << agency_at_conference(fields, i);
    open = open || (i >= agencies_open && agency_in_use(fields, i));
  }
  shown << govuk::details({.summary = "More agencies", .text = more, .open = open});
  shown << fields.words("quorum_reason", "If fewer than two other agencies came, why did the conference go ahead?", {.rows = 2});
  return shown;
}

html::Html family_at_conference(Fields& fields) {
  html::Html out = h::h2("The child and the family");
  out << fields.choose("childs_part", "How did the child take part?", enum_choices<ChildsPart>(words_for));
  out << fields.words("childs_words", "What does the child say?", {.hint = "In the child’s own words", .rows = 3});
  out << fields.words("family_words", "What does the family say?", {.hint = "In their own words, and who said it", .rows = 3});
  return out;
}

html::Html seen_fields(Fields& fields) {
  return html::join(fields.tick("child_seen", "Was the child seen?", {{"yes", "The child was seen"}}),
                    fields.tick("child_seen_alone", "Was the child seen alone?", {{"yes", "The child was seen alone"}}));
}

/// "choose" with an answer that the form may leave as it is.
std::vector<practice::Choice> categories_of(const ProtectionForm& m) { return choices(m.categories); }

html::Html discussion_before(const ProtectionForm& m) {
  if (!m.discussion) return {};
  return govuk::details(
      {.summary = "The strategy discussion of " + m.discussion->on.spoken(),
       .text = html::join(told("What is suspected", m.discussion->concerns), told("Why it was decided so", m.discussion->reason))});
}

// ---- forms ------------------------------------------------------------------------------------------------------------------

constexpr const char* date_hint = "For example, 27 3 2026";

WorkerPage draw_discussion(const Drawing& drawing, Fields& fields, const ProtectionForm& m) {
  auto page = form_page(m.about, "Strategy discussion");
  html::Html form;
  form << fields.date("on", "When was it held?", date_hint, drawing.today());
  form << who_came(fields, "Who took part?");
  form << fields.words("concerns", "What is suspected?", {.hint = "And what each agency knows of it", .rows = 6});
  form << fields.choose("outcome", "What was decided?", enum_choices<StrategyOutcome>(words_for));
  form << fields.words("reason", "Why?", {.hint = "Also who disagreed, and why", .rows = 4});
  form << fields.words("safety_now", "What keeps the child safe until the next step?", {.rows = 3});
  put_form(page, fields, m.obstacle, fields.form(form, "Save the strategy discussion"));
  return page;
}

WorkerPage draw_enquiry(const Drawing& drawing, Fields& fields, const ProtectionForm& m) {
  auto page = form_page(m.about, "Conclude the section 47 enquiry");
  if (m.next && m.obstacle.empty()) page << due_line(*m.next);
  page << discussion_before(m);
  html::Html form;
  form << fields.date("on", "When did the enquiry end?", date_hint, drawing.today());
  form << seen_fields(fields);
  form << fields.words("childs_words", "What does the child say?", {.hint = "In the child’s own words", .rows = 4});
  form << fields.words("findings", "What did you find?",
                       {.hint = "What happened, what each agency knows, what the family says", .rows = 8});
  form << fields.choose("outcome", "What is the outcome?", enum_choices<EnquiryOutcome>(words_for));
  form << fields.words("reason", "Why?", {.rows = 4});
  form << fields.pick("chair", "Who chairs the conference?", choices(m.chairs),
                      m.chairs.empty() ? "Nobody has the role of a conference chair yet. Ask an administrator to give it"
                                       : "Only where a conference is needed. It must be somebody outside the case’s line management");
  put_form(page, fields, m.obstacle, fields.form(form, "Conclude the enquiry"));
  return page;
}

WorkerPage draw_conference(const Drawing& drawing, Fields& fields, const ProtectionForm& m) {
  auto page = form_page(m.about, "Initial child protection conference");
  if (m.next && m.obstacle.empty()) page << due_line(*m.next);
  if (m.enquiry && m.enquiry->concluded)
    page << govuk::details(
        {.summary = "What the enquiry found",
         .text = html::join(said(m.enquiry->concluded->findings), told("The child says", m.enquiry->concluded->childs_words))});
  html::Html form;
  form << fields.date("on", "When was it held?", date_hint, drawing.today());
  form << agencies_at_conference(fields) << family_at_conference(fields);
  form << h::h2("The decision");
  form << fields.choose("decision", "What did the conference decide?", enum_choices<ConferenceDecision>(words_for));
  form << fields.pick("category", "Category of harm", categories_of(m), "For a child protection plan");
  form << fields.words("reason", "Why?", {.rows = 5});
  form << h::h2("The outline plan") << h::p("The core group fills it in within ten working days.");
  form << goals_fields(fields, {});
  put_form(page, fields, m.obstacle, fields.form(form, "Save the conference"));
  return page;
}

WorkerPage draw_core_group(const Drawing& drawing, Fields& fields, const ProtectionForm& m) {
  auto page = form_page(m.about, "Core group");
  if (m.next && m.obstacle.empty()) page << due_line(*m.next);
  html::Html form;
  form << fields.date("on", "When did it meet?", date_hint, drawing.today());
  form << who_came(fields, "Who was there?");
  form << fields.tick("family_there", "Was the family there?", {{"yes", "Somebody of the family was there"}});
  form << fields.words("words", "What was done since the last meeting, and what was agreed?", {.rows = 6});
  form << h::h2("The plan from now on") << goals_fields(fields, m.plan ? m.plan->goals : std::vector<PlanGoal>{});
  put_form(page, fields, m.obstacle, fields.form(form, "Save the core group"));
  return page;
}

WorkerPage draw_review(const Drawing& drawing, Fields& fields, const ProtectionForm& m) {
  auto page = form_page(m.about, "Review child protection conference");
  if (m.next && m.obstacle.empty()) page << due_line(*m.next);
  if (m.plan && !m.plan->goals.empty()) page << goals_table(m.plan->goals);
  html::Html form;
  form << fields.date("on", "When was it held?", date_hint, drawing.today());
  form << agencies_at_conference(fields) << family_at_conference(fields);
  form << h::h2("The decision");
  form << fields.choose("decision", "What did the conference decide?", enum_choices<ReviewDecision>(words_for));
  form << fields.pick("category", "Category of harm", categories_of(m), "Where the plan continues", m.plan ? m.plan->category : "");
  form << fields.words("reason", "Why?", {.rows = 5});
  form << h::h2("The plan from now on") << h::p("Where the plan continues.");
  form << goals_fields(fields, m.plan ? m.plan->goals : std::vector<PlanGoal>{});
  put_form(page, fields, m.obstacle, fields.form(form, "Save the review conference"));
  return page;
}

// ---- sent -------------------------------------------------------------------------------------------------------------------

template <class... More, class Command>
Result<Done> record(journal::Unit& unit, const Command& command, const More&... more) {
  auto referral = unit.load<Referral>(command.referral);
  auto events = decide(referral.state, command, more..., unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  return Done{"/referrals/" + command.referral, command.referral};
}

/// All child protection plans that the child has had here before [N00106].
int plans_before(journal::Unit& unit, const std::string& child) {
  int plans = 0;
  for (const auto& row : unit.views().select<ReferralRow>("subject = $1", child)) plans += int(row.body.state.protection_plans.size());
  return plans;
}

}  // namespace

Result<Done> handle(journal::Unit& unit, const HoldStrategyDiscussion& command) {
  return record(unit, command, std::pair(unit.new_id(), unit.new_id()), unit.world().reference);
}

Result<Done> handle(journal::Unit& unit, const ConcludeEnquiry& command) {
  const auto chair = command.outcome == EnquiryOutcome::continuing_risk ? command.chair.value_or("") : "";
  if (!chair.empty() && !journal::find_row<access::RoleRow>(unit.connection(), unit.world().keys, chair, std::string("conference_chair")))
    return refuse("chair", "Choose somebody who chairs conferences");
  auto done = record(unit, command);
  if (!done || chair.empty()) return done;
  const auto child = unit.load<Referral>(command.referral)->received.child;
  auto relations = unit.load<access::Relations>(child);
  unit.append(
      relations,
      access::begin(relations.state,
                    {unit.new_id(), access::RelationKind::conference_chair, chair, {}, {}, "Chairs the child protection conference"}));
  return done;
}

Result<Done> handle(journal::Unit& unit, const HoldConference& command) {
  const auto child = unit.load<Referral>(command.referral)->received.child;
  return record(unit, command, unit.new_id(), plans_before(unit, child), unit.world().reference);
}

Result<Done> handle(journal::Unit& unit, const HoldCoreGroup& command) { return record(unit, command); }

Result<Done> handle(journal::Unit& unit, const HoldReviewConference& command) { return record(unit, command, unit.world().reference); }

// ---- the referral's page ------------------------------------------------------------------------------------------------------

namespace {

html::Html present_list(const std::vector<Present>& present) {
  govuk::SummaryList list;
  for (const auto& p : present) list.rows.push_back({.key = words_for(p.agency), .value = p.who});
  return govuk::summary_list(list);
}

html::Html agencies_table(const std::vector<AtConference>& agencies) {
  govuk::Table table{.caption = "Agencies",
                     .caption_classes = "govuk-table__caption--s",
                     .head = govuk::row("Agency", "Who", "Came", "Report", "View", "Disagrees")};
  for (const auto& a : agencies)
    table.rows.push_back(govuk::row(words_for(a.agency), a.who, a.attended ? "Yes" : "No", a.report ? "Yes" : "No", words_for(a.threshold),
                                    a.dissent.empty() ? html::Html() : said(a.dissent)));
  return wide_table("Agencies", table);
}

template <class Conference>
html::Html conference_words(const Conference& c) {
  html::Html out = agencies_table(c.agencies);
  out << told("Why it went ahead with few agencies", c.quorum_reason) << h::p(words_for(c.childs_part) + ".");
  if (!c.childs_words.empty()) out << govuk::inset_text({.text = html::join(h::strong("The child says"), said(c.childs_words))});
  return out << told("The family says", c.family_words) << told("Why it was decided so", c.reason);
}

std::string number_after(const std::string& what, std::size_t i) { return i == 0 ? what : what + std::to_string(i + 1); }

html::Html discussions_part(const ReferralPage& m) {
  html::Html out;
  for (std::size_t i = 0; i < m.discussions.size(); ++i) {
    const auto& d = m.discussions[i];
    out << h::heading({.text = "Strategy discussion: " + words_for(d.outcome), .id = number_after("discussion", i)});
    out << h::small("On " + d.on.spoken() + ".") << present_list(d.present) << told("What is suspected", d.concerns);
    out << told("Why it was decided so", d.reason) << told("What keeps the child safe now", d.safety_now);
  }
  return out;
}

html::Html enquiries_part(const ReferralPage& m) {
  html::Html out;
  for (std::size_t i = 0; i < m.enquiries.size(); ++i) {
    const auto& e = m.enquiries[i];
    if (const auto& c = e.concluded) {
      out << h::heading({.text = "Section 47 enquiry", .id = number_after("enquiry", i)});
      out << h::lead(words_for(c->outcome) + ".") << h::small("From " + e.started.spoken() + " to " + c->on.spoken() + ".");
      out << h::p(seen_words(c->child_seen, c->child_seen_alone)) << told("What was found", c->findings);
      if (!c->childs_words.empty()) out << govuk::inset_text({.text = html::join(h::strong("The child says"), said(c->childs_words))});
      out << told("Why", c->reason);
    }
    if (const auto& c = e.recorded) {
      out << h::heading({.text = "Initial conference: " + words_for(c->decision), .id = number_after("conference", i)});
      out << h::small("On " + c->on.spoken() + ".") << conference_words(*c);
    }
  }
  return out;
}

}  // namespace

html::Html protection_part(const ReferralPage& m) {
  html::Html out = html::join(discussions_part(m), enquiries_part(m));
  for (const auto& p : m.protection_plans) {
    out << h::heading({.text = "Child protection plan", .id = "protection"});
    out << h::small("From " + p.started.spoken() + (p.ended ? " to " + p.ended->spoken() : "") + ".");
    if (!p.goals.empty()) out << goals_table(p.goals);
    for (auto review = p.recorded.rbegin(); review != p.recorded.rend(); ++review)
      out << govuk::details({.summary = "Review conference on " + review->on.spoken() + ": " + words_for(review->decision),
                             .text = conference_words(*review)});
    for (auto group = p.core_groups.rbegin(); group != p.core_groups.rend(); ++group)
      out << govuk::details(
          {.summary = "Core group on " + group->on.spoken(),
           .text = html::join(present_list(group->present),
                              h::p(group->family_there ? "The family was there." : "The family was not there."), said(group->words))});
  }
  return out;
}

void register_protection(practice::Kit& kit) {
  const auto referral = [](Permission permission) { return practice::Guard{permission, "referral", "referral"}; };
  kit.form("/referrals/{referral}/strategy-discussion", "hold_strategy_discussion", "Record a strategy discussion",
           referral(Permission::discuss_strategy), read<Action::hold_strategy_discussion>, draw_discussion,
           static_cast<Result<Done> (*)(journal::Unit&, const HoldStrategyDiscussion&)>(handle), "Strategy discussion recorded");
  kit.form("/referrals/{referral}/enquiry", "conclude_enquiry", "Conclude the section 47 enquiry", referral(Permission::enquire),
           read<Action::conclude_enquiry>, draw_enquiry, static_cast<Result<Done> (*)(journal::Unit&, const ConcludeEnquiry&)>(handle),
           "Enquiry concluded");
  kit.form("/referrals/{referral}/conference", "hold_conference", "Record the initial child protection conference",
           referral(Permission::chair_conference), read<Action::hold_conference>, draw_conference,
           static_cast<Result<Done> (*)(journal::Unit&, const HoldConference&)>(handle), "Conference recorded");
  kit.form("/referrals/{referral}/core-group", "hold_core_group", "Record a core group", referral(Permission::enquire),
           read<Action::hold_core_group>, draw_core_group, static_cast<Result<Done> (*)(journal::Unit&, const HoldCoreGroup&)>(handle),
           "Core group recorded");
  kit.form("/referrals/{referral}/review-conference", "hold_review_conference", "Record a review child protection conference",
           referral(Permission::chair_conference), read<Action::hold_review_conference>, draw_review,
           static_cast<Result<Done> (*)(journal::Unit&, const HoldReviewConference&)>(handle), "Review conference recorded");
}

}  // namespace hearth::journey
