#include "journey/administration/administration.hpp"
#include "journey/administration/pages.hpp"
#include "journey/administration/reviews.hpp"

namespace hearth::journey::administration {

using access::Permission;

namespace {

void register_places(practice::Kit& kit) {
  kit.page("/admin", "What there is to administer", {Permission::administer}, read_overview, draw_overview);
  kit.page("/admin/agencies", "The agencies of the partnership", {Permission::administer}, read_agencies, draw_agencies);
  kit.form("/admin/agencies/new", "add_agency", "Add an agency", {Permission::administer}, read_choosable, draw_new_agency, add_agency,
           "Agency added");
  kit.page("/admin/teams", "The teams of the partnership", {Permission::administer}, read_teams, draw_teams);
  kit.form("/admin/teams/new", "add_team", "Add a team", {Permission::administer}, read_choosable, draw_new_team, add_team, "Team added");
}

void register_people(practice::Kit& kit) {
  kit.page("/admin/people", "People with an account", {Permission::administer}, read_people, draw_people);
  kit.form("/admin/people/new", "open_account", "Open an account", {Permission::administer}, read_choosable, draw_new_person, open_account,
           "Account opened");
  kit.page("/admin/people/{account}", "One account", {Permission::administer}, read_person, draw_person);
  kit.form("/admin/people/{account}/roles", "set_roles", "Say which roles somebody has", {Permission::administer}, read_roles, draw_roles,
           set_roles, "Roles saved");
  kit.form("/admin/people/{account}/teams", "set_teams", "Say which teams somebody is in", {Permission::administer}, read_membership,
           draw_membership, set_teams, "Teams saved");
  kit.page("/admin/people/{account}/invitation", "The link with which somebody chooses a password", {Permission::administer},
           read_invitation, draw_invitation);
  kit.command("/admin/people/{account}/invitation", "invite", "Make an invitation", {Permission::administer}, invite, "Invitation made");
  kit.form("/admin/people/{account}/second-factor", "reset_second_factor", "Take a lost authenticator app away", {Permission::administer},
           read_account, draw_second_factor, reset_second_factor, "The authenticator app and the password no longer work");
  kit.form("/admin/people/{account}/close", "close_account", "Close an account", {Permission::administer}, read_close, draw_close,
           close_account, "Account closed");
  kit.form("/admin/people/{account}/reopen", "reopen_account", "Open a closed account again", {Permission::administer}, read_account,
           draw_reopen, reopen_account, "Account open again");
}

void register_reviews(practice::Kit& kit) {
  kit.form("/children/{child}/break-glass", "claim_record", "Open a record without a working relationship",
           {Permission::break_glass, "child", "person"}, read_claim, draw_claim, claim_record, "The record is open to you for 24 hours");
  kit.page("/access-reviews", "Uses of break-glass", {Permission::review_access}, read_reviews, draw_reviews);
  kit.form("/access-reviews/{relation}", "review_use", "Review a use of break-glass", {Permission::review_access}, read_review, draw_review,
           review_use, "Review saved");
  kit.page("/access-log", "Who opened what", {Permission::review_access}, read_log, draw_log);
}

}  // namespace

void register_administration(practice::Kit& kit) {
  kit.begin("administration");
  register_places(kit);
  register_people(kit);
  register_reviews(kit);
  kit.navigate("Administration", "/admin", Permission::administer, 90);
  kit.navigate("Access reviews", "/access-reviews", Permission::review_access, 80);
}

}  // namespace hearth::journey::administration
