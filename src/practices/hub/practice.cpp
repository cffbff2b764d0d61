// Registration: what the hub has, and who may do what.
#include "overlap.hpp"
#include "pages.hpp"
#include "practice/site.hpp"
#include "release.hpp"
#include "views.hpp"

namespace hearth::hub {
namespace {

using access::Permission;
using practice::Done, practice::Guard, practice::Route;

constexpr Guard enquiry(Permission permission) { return {permission, "enquiry", "hub_enquiry"}; }

template <class Command>
using Handle = Result<Done> (*)(journal::Unit&, const Command&);

/// Whoever is kept out of an enquiry is noted in it, and its agencies see that. A member who is kept out of the decision is told why;
/// everybody else hears what they would hear if there were nothing there.
void tell_of_attempts(Route& route) {
  const bool decides = route.guard.permission == Permission::decide_hub;
  route.kept_out = [decides](const journal::World& world, const access::Policy& policy, const access::Viewer& viewer,
                             const practice::Asked& asked) -> std::optional<std::string> {
    const auto& id = asked["enquiry"];
    bool inside = false;
    {
      auto snapshot = world.database.read();
      const auto subjects = practice::subjects_of(world, snapshot->connection(), enquiry(Permission::see_hub_enquiry), asked);
      const auto held = access::held_by(snapshot->connection(), viewer, subjects, world.clock.now());
      inside = access::decide(policy, viewer, Permission::see_hub_enquiry, true, held).allowed;
    }
    note_attempt(world, {viewer.account, viewer.agency}, id, inside ? Attempt::decide_without_right : Attempt::look_from_outside);
    if (!inside || !decides) return std::nullopt;
    return "Only the hub’s social work manager decides. Rate the risk and say on the board what you think; it is kept beside the decision";
  };
}

template <class Command>
void form(practice::Kit& kit, const std::string& where, const char* name, const char* summary, Permission permission,
          InsidePage (*draw)(const practice::Drawing&, practice::Fields&, const BoardForm&), const char* banner) {
  tell_of_attempts(kit.form("/hub/enquiries/{enquiry}" + where, name, summary, enquiry(permission), read_form, draw,
                            static_cast<Handle<Command>>(handle), banner));
}

void register_board(practice::Kit& kit) {
  using enum Permission;
  kit.page("/hub", "The enquiries of the hubs that one belongs to", {see_hub}, read_list, draw_list);
  kit.navigate("Hub", "/hub", see_hub, 25);
  tell_of_attempts(kit.page("/hub/enquiries/{enquiry}", "The board of one enquiry", enquiry(see_hub_enquiry), read_board, draw_board));
  tell_of_attempts(kit.live("/hub/enquiries/{enquiry}/live", "Tells an open board that it has changed", enquiry(see_hub_enquiry)));
  form<AskAgencies>(kit, "/agencies", "ask_hub_agencies", "Ask more agencies", answer_hub, draw_ask, "The agencies have been asked");
  form<AnswerRequest>(kit, "/answer", "answer_hub_request", "Answer for one's agency", answer_hub, draw_answer, "Answer sent");
  form<ShareItem>(kit, "/items/new", "share_hub_item", "Share an item", answer_hub, draw_item, "Item shared in the hub");
  form<TakeItemBack>(kit, "/items/{item}/taken-back", "take_hub_item_back", "Take an item back", answer_hub, draw_taking_back,
                     "Item taken back");
  form<SayInHub>(kit, "/talk", "say_in_hub", "Say something", answer_hub, draw_saying, "Said");
  form<RateRisk>(kit, "/risk", "rate_hub_risk", "Rate the risk", answer_hub, draw_risk, "Your view of the risk is saved");
  form<ChangeRating>(kit, "/rating", "change_hub_rating", "Change the rating", answer_hub, draw_rating, "Rating changed");
  form<DecideEnquiry>(kit, "/decision", "decide_hub_enquiry", "Decide", decide_hub, draw_decision, "Decision recorded");
  form<Dissent>(kit, "/dissent", "dissent_in_hub", "Say that one sees it differently", answer_hub, draw_dissent, "Your view is kept");
}

void register_outside(practice::Kit& kit) {
  using enum Permission;
  kit.form("/contacts/{contact}/hub", "bring_contact_to_hub", "Bring a child of a contact to the hub", {send_to_hub, "contact", "contact"},
           read_bringing_contact, draw_bringing, static_cast<Handle<BringContact>>(handle), "Sent to the hub");
  kit.offer("Bring a child to the hub", "/contacts/{contact}/hub", {send_to_hub, "contact", "contact"});
  kit.form("/referrals/{referral}/hub", "bring_referral_to_hub", "Bring the child of a referral to the hub",
           {send_to_hub, "referral", "referral"}, read_bringing_referral, draw_bringing, static_cast<Handle<BringReferral>>(handle),
           "Sent to the hub");
  kit.offer("Bring the child to the hub", "/referrals/{referral}/hub", {send_to_hub, "referral", "referral"});
  kit.page("/referrals/{referral}/sources", "The sources that the hub names for a referral", {see_referral, "referral", "referral"},
           read_sources, draw_sources);
  kit.offer("Sources to ask", "/referrals/{referral}/sources", {see_referral, "referral", "referral"});
}

void register_members(practice::Kit& kit) {
  using enum Permission;
  kit.form("/hub-membership", "open_hub", "The hubs, and a new one", {keep_hub_members}, read_hubs, draw_hubs,
           static_cast<Handle<OpenHub>>(handle), "Hub opened");
  kit.navigate("Hub membership", "/hub-membership", keep_hub_members, 70);
  kit.form("/hubs/{hub}/members", "add_hub_member", "Who belongs to the hub, and a new member", {keep_hub_members, "hub", "hub"},
           read_members, draw_members, static_cast<Handle<AddMember>>(handle), "Member added");
  kit.form("/hubs/{hub}/members/end", "end_hub_membership", "End a membership", {keep_hub_members, "hub", "hub"}, read_members, draw_ending,
           static_cast<Handle<EndMembership>>(handle), "Membership ended");
}

}  // namespace

void register_practice(practice::Kit& kit, const Reference&) {
  kit.begin("hub");
  (void)Ratings::built_in();  // data that do not read stop the start, not the first enquiry
  register_views(kit.catalogue());
  register_board(kit);
  register_outside(kit);
  register_members(kit);
  register_releases(kit);
  kit.watch([](journal::Unit& unit, const access::Viewer& viewer, const Guard& guard, const std::vector<std::string>& subjects,
               const std::vector<web::Field>& typed) -> Refusals {
    if (access::clearance(guard.permission) & kHub) return {};  // inside the hub these words may stand
    return copied(unit, viewer.account, subjects, typed);
  });
}

}  // namespace hearth::hub
