#include "access/people.hpp"

#include <algorithm>

namespace hearth::access {

Agency evolve(Agency agency, const Agency::Event& event) {
  agency.details = std::get<AgencyAdded>(event);
  return agency;
}

Team evolve(Team team, const Team::Event& event) {
  team.details = std::get<TeamAdded>(event);
  return team;
}

Account evolve(Account account, const Account::Event& event) {
  std::visit(
      match{[&](const AccountOpened& e) { account.details = e; }, [&](const RoleGiven& e) { account.roles.insert(e.role); },
            [&](const RoleTaken& e) { account.roles.erase(e.role); }, [&](const TeamJoined& e) { account.teams.insert(e.team); },
            [&](const TeamLeft& e) { account.teams.erase(e.team); },
            [&](const PasswordSet& e) {
              account.password_hash = e.hash;
              account.invited.reset();
            },
            [&](const SecondFactorSet& e) { account.second_factor = e.secret; },
            [&](const SecondFactorRemoved&) { account.second_factor.clear(); }, [&](const InvitationMade& e) { account.invited = e; },
            [&](const AccountClosed&) { account.closed = true; }, [&](const AccountReopened&) { account.closed = false; }},
      event);
  return account;
}

std::string email_fingerprint(const vault::Vault& vault, std::string_view email) {
  std::string folded(email);
  std::ranges::transform(folded, folded.begin(), [](unsigned char c) { return char(c >= 'A' && c <= 'Z' ? c + 32 : c); });
  return journal::hex(vault::fingerprint(vault.derive("email"), folded));
}

void register_people(journal::Catalogue& catalogue, const vault::Vault& vault) {
  using journal::Recorded, journal::ViewWriter, journal::id_of;
  catalogue.view<AgencyRow>();
  catalogue.view<TeamRow>();
  catalogue.view<AccountRow>();
  catalogue.view<RoleRow>();
  catalogue.view<MemberRow>();

  catalogue.fold<AgencyAdded>([](ViewWriter& views, const Recorded<AgencyAdded>& r) {
    views.put(AgencyRow{id_of(r.envelope), id_of(r.envelope), r.event.kind, {r.event.name}});
  });
  catalogue.fold<TeamAdded>([](ViewWriter& views, const Recorded<TeamAdded>& r) {
    views.put(TeamRow{id_of(r.envelope), id_of(r.envelope), r.event.agency, r.event.kind, {r.event.name}});
  });
  catalogue.fold<AccountOpened>([&vault](ViewWriter& views, const Recorded<AccountOpened>& r) {
    const auto id = id_of(r.envelope);
    views.put(AccountRow{id, id, email_fingerprint(vault, r.event.email), r.event.agency, false, {r.event.name, r.event.email, {}, {}}});
  });
  catalogue.fold<RoleGiven>([](ViewWriter& views, const Recorded<RoleGiven>& r) { views.put(RoleRow{id_of(r.envelope), r.event.role}); });
  catalogue.fold<RoleTaken>([](ViewWriter& views, const Recorded<RoleTaken>& r) { views.erase<RoleRow>(id_of(r.envelope), r.event.role); });
  catalogue.fold<TeamJoined>([](ViewWriter& views, const Recorded<TeamJoined>& r) {
    views.put(MemberRow{id_of(r.envelope), r.event.team});
  });
  catalogue.fold<TeamLeft>([](ViewWriter& views, const Recorded<TeamLeft>& r) { views.erase<MemberRow>(id_of(r.envelope), r.event.team); });

  catalogue.event<InvitationMade>();

  auto change = [](auto& views, const auto& r, auto f) { views.template change<AccountRow>(f, id_of(r.envelope)); };
  catalogue.fold<PasswordSet>([change](ViewWriter& views, const Recorded<PasswordSet>& r) {
    change(views, r, [&](AccountRow& row) { row.body.password_hash = r.event.hash; });
  });
  catalogue.fold<SecondFactorSet>([change](ViewWriter& views, const Recorded<SecondFactorSet>& r) {
    change(views, r, [&](AccountRow& row) { row.body.second_factor = r.event.secret; });
  });
  catalogue.fold<SecondFactorRemoved>([change](ViewWriter& views, const Recorded<SecondFactorRemoved>& r) {
    change(views, r, [](AccountRow& row) { row.body.second_factor.clear(); });
  });
  catalogue.fold<AccountClosed>(
      [change](ViewWriter& views, const Recorded<AccountClosed>& r) { change(views, r, [](AccountRow& row) { row.closed = true; }); });
  catalogue.fold<AccountReopened>(
      [change](ViewWriter& views, const Recorded<AccountReopened>& r) { change(views, r, [](AccountRow& row) { row.closed = false; }); });
}

}  // namespace hearth::access
