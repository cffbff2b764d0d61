#include "journey/contact/rules.hpp"

namespace hearth::journey {

Contact evolve(Contact contact, const Contact::Event& event) {
  std::visit(match{[&](const ContactReceived& e) { contact.received = e; }, [&](const ContactDecided& e) { contact.decided = e; },
                   [&](const ContactReconsidered& e) {
                     if (contact.decided) contact.earlier.push_back(std::move(*contact.decided));
                     contact.decided = ContactDecided{e.outcome, e.reason, e.referrals};
                   }},
             event);
  return contact;
}

Details details_of(const NamedChild& child) {
  Details details{};
  details.given_name = child.given_name;
  details.family_name = child.family_name;
  details.born = child.born;
  details.expected = child.expected;
  details.sex = child.sex.value_or(Sex::unknown);
  details.address = child.address;
  return details;
}

Refusals faults(const ReceiveContact& c, const Reference& reference, Instant now) {
  Refusals wrong;
  const auto today = now.date();
  const auto received = c.received_on.value_or(today);
  if (!reference.has("referral_source", c.source, received)) wrong.push_back({"source", "Choose who made the contact"});
  if (c.worry.empty()) wrong.push_back({"worry", "Write what worries them, in their own words"});
  if (c.received_on && *c.received_on > today) wrong.push_back({"received_on", "The contact cannot have been received in the future"});
  if (c.received_on && *c.received_on < today - 366)
    wrong.push_back({"received_on", "The contact was received more than a year ago. Check the year"});
  if (c.children.empty()) wrong.push_back({"children[0].given_name", "Enter at least one child, by name or by what is known"});
  for (std::size_t i = 0; i < c.children.size(); ++i) {
    const auto& child = c.children[i];
    const auto prefix = "children[" + std::to_string(i) + "].";
    if (child.person) continue;
    if (child.given_name.empty() && child.family_name.empty() && !child.expected)
      wrong.push_back({prefix + "given_name", "Enter the child's name, or “Unknown”"});
    for (auto& fault : hearth::journey::faults(details_of(child), reference, today, prefix)) wrong.push_back(std::move(fault));
    if (child.born && *child.born > received && *child.born <= today)
      wrong.push_back({prefix + "born", "The child was born after the contact was received. Check both dates"});
  }
  return wrong;
}

ContactEvents decide(const ReceiveContact& c, std::vector<std::string> children, const std::string& team, Instant now) {
  // A contact of another day has no hour that anybody noted: noon is as good as any and keeps it within its day.
  const auto at = c.received_on && *c.received_on != now.date() ? Instant::at(*c.received_on, 12, 0) : now;
  return {ContactReceived{at, c.method, c.source, c.caller_name, c.caller_reach, std::move(children), c.worry, c.family_informed, team}};
}

namespace {

/// What a decision and a change of it must both hold to.
template <class Command>
Refusals faults_of_decision(const Command& c, const Reference& reference, Date today, std::string_view ask) {
  Refusals wrong;
  if (c.reason.empty()) wrong.push_back({"reason", std::string(ask)});
  if (c.outcome == ContactOutcome::referral && !c.referral_team)
    wrong.push_back({"referral_team", "Choose the team that takes the referral"});
  if (c.primary_need && !reference.has("primary_need", *c.primary_need, today)) wrong.push_back({"primary_need", "Choose from the list"});
  return wrong;
}

std::vector<std::string> made(ContactOutcome outcome, std::vector<std::string> referrals) {
  return outcome == ContactOutcome::referral ? std::move(referrals) : std::vector<std::string>{};
}

}  // namespace

Result<ContactEvents> decide(const Contact& contact, const DecideContact& c, const Reference& reference, std::vector<std::string> referrals,
                             Date today) {
  if (contact.decided) return refuse("", "This contact has been decided already. Open it to see what was decided");
  auto wrong = faults_of_decision(c, reference, today, "Give the reason for the decision");
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return ContactEvents{ContactDecided{c.outcome, c.reason, made(c.outcome, std::move(referrals))}};
}

Result<ContactEvents> decide(const Contact& contact, const ReconsiderContact& c, const Reference& reference,
                             std::vector<std::string> referrals, Date today) {
  if (!contact.decided) return refuse("", "This contact has not been decided yet. Decide it first");
  if (!contact.decided->referrals.empty())
    return refuse("", "A referral was made from this contact. Open the referral and decide there what happens now");
  auto wrong = faults_of_decision(c, reference, today, "Give the reason for the change");
  if (c.outcome == contact.decided->outcome) wrong.push_back({"outcome", "This is the decision already. Choose what happens instead"});
  if (!wrong.empty()) return std::unexpected(std::move(wrong));
  return ContactEvents{ContactReconsidered{c.outcome, c.reason, made(c.outcome, std::move(referrals))}};
}

}  // namespace hearth::journey
