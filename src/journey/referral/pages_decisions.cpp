// The two ends of a referral: the decision on it, and its closure.

#include "html/elements.hpp"
#include "journey/referral/pages_parts.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"

namespace hearth::journey {

using practice::Asked, practice::Drawing, practice::Fields;
namespace govuk = html::govuk;

namespace {

/// When no referral of the child is open any more, nobody goes on working with the child because of one. Returns where the person who
/// closed it goes next: they may not be among those who can open the record any more.
std::string let_go(journal::Unit& unit, const std::string& referral, const std::string& child) {
  if (!unit.views().select<ReferralRow>("subject = $1 and closed is null limit 1", child).empty()) return "/referrals/" + referral;
  using access::RelationKind, access::Relations;
  auto relations = unit.load<Relations>(child);
  for (auto kind : {RelationKind::responsible_team, RelationKind::allocated_worker})
    unit.append(relations, access::end(relations.state, kind, "The referral was closed"));
  return "/my-work";
}

}  // namespace

// ---- the decision -----------------------------------------------------------------------------------------------------------

std::optional<ReferralDecision> read_referral_decision(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  return ReferralDecision{about_of(reader, id, referral.state, referral.at.version), obstacle(referral.state, Action::decide),
                          referral->received, reader.reference().label("referral_source", referral->received.source),
                          code_options(reader, "primary_need")};
}

WorkerPage draw_referral_decision(const Drawing&, Fields& fields, const ReferralDecision& m) {
  auto page = form_page(m.about, "Decide on the referral");
  page << h::h2("What we were told") << h::small(m.received.on.spoken() + ", from " + m.source + ".") << said(m.received.reason);
  html::Html form;
  form << fields.choose("outcome", "What happens next?", enum_choices<ReferralOutcome>(words_for));
  form << fields.words("reason", "Why?", {.hint = "What you know, what you do not know, and why this is the right step", .rows = 5});
  form << fields.pick("primary_need", "What is the main need?", choices(m.needs),
                      "The first on the list that fits. It is not asked for when nothing further is done",
                      m.received.primary_need.value_or(""));
  form << fields.tick("referrer_told", "Was the person who referred told what happens next?", {{"yes", "They were told"}});
  form << fields.tick("family_told", "Was the family told?", {{"yes", "They were told"}},
                      "Tell them, unless that would put the child at more risk");
  put_form(page, fields, m.obstacle, fields.form(form, "Record the decision"));
  return page;
}

Result<practice::Done> handle(journal::Unit& unit, const DecideReferral& command) {
  auto referral = unit.load<Referral>(command.referral);
  auto events = decide(referral.state, command, unit.world().reference, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  if (referral->closed) return practice::Done{let_go(unit, command.referral, referral->received.child), command.referral};
  return practice::Done{"/referrals/" + command.referral, command.referral};
}

// ---- the closure ------------------------------------------------------------------------------------------------------------

std::optional<ReferralClosure> read_closure(const Worker& reader, const Asked& asked) {
  const auto& id = asked["referral"];
  const auto referral = reader.load<Referral>(id);
  if (!referral.exists()) return std::nullopt;
  return ReferralClosure{about_of(reader, id, referral.state, referral.at.version), obstacle(referral.state, Action::close),
                         code_options(reader, "closure_reason"), referral->open_plan() != nullptr};
}

WorkerPage draw_closure(const Drawing& drawing, Fields& fields, const ReferralClosure& m) {
  auto page = form_page(m.about, "Close the referral");
  if (m.plan_open && m.obstacle.empty()) page << govuk::inset_text({.text = "The child in need plan ends on the day of closure."});
  html::Html form;
  form << fields.choose("reason", "Why does it close?", choices(m.reasons));
  form << fields.words("words", "What has changed for the child, and what help goes on?", {.rows = 5});
  form << fields.date("on", "The day of closure", "For example, 27 3 2026", drawing.today());
  form << h::p("When no other referral of the child is open, the team and the worker no longer have the child’s record open to them.");
  put_form(page, fields, m.obstacle, fields.form(form, "Close the referral", {}, true));
  return page;
}

Result<practice::Done> handle(journal::Unit& unit, const CloseReferral& command) {
  auto referral = unit.load<Referral>(command.referral);
  auto events = decide(referral.state, command, unit.world().reference, unit.today());
  if (!events) return std::unexpected(std::move(events.error()));
  unit.append(referral, *events);
  return practice::Done{let_go(unit, command.referral, referral->received.child), command.referral};
}

}  // namespace hearth::journey
