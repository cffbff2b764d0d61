// What is kept for reading about referrals: where each stands and what is due next.
#pragma once

#include "base/reference.hpp"
#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "journey/referral/rules.hpp"

namespace hearth::journey {

/// One referral: the state that the rules decide on, and the few columns that lists sort and count by.
struct ReferralRow {
  static constexpr journal::View view{.name = "referral", .version = 3, .keys = 1};
  static constexpr std::string_view indexes[] = {"subject, received", "team, due where closed is null"};
  struct Body {
    Referral state;
    BOOST_DESCRIBE_CLASS(Body, (), (state), (), ())
  };
  std::string referral, subject;
  std::optional<std::string> team;
  std::string source;
  Date received;
  Stage stage{};
  std::optional<std::string> clock;
  std::optional<Date> due;
  std::optional<Date> closed;
  Body body;
};
BOOST_DESCRIBE_STRUCT(ReferralRow, (), (referral, subject, team, source, received, stage, clock, due, closed, body))

/// `reference` must outlive the catalogue.
void register_referral_views(journal::Catalogue& catalogue, const Reference& reference);

}  // namespace hearth::journey
