// What is kept for reading about contacts: the front-door queue and the contacts of a child.
#pragma once

#include "base/reference.hpp"
#include "journal/catalogue.hpp"
#include "journal/view.hpp"
#include "journey/contact/events.hpp"

namespace hearth::journey {

struct ContactRow {
  static constexpr journal::View view{.name = "contact", .version = 1, .keys = 1};
  static constexpr std::string_view indexes[] = {"team, outcome, received"};
  struct Body {
    std::string worry;
    std::vector<std::string> children;
    BOOST_DESCRIBE_CLASS(Body, (), (worry, children), (), ())
  };
  std::string contact, subject, team, source;
  ContactMethod method{};
  Instant received;
  Date due;                               ///< Decide by the end of this day.
  std::optional<ContactOutcome> outcome;  ///< None: to decide.
  std::optional<Instant> decided;
  Body body;
};
BOOST_DESCRIBE_STRUCT(ContactRow, (), (contact, subject, team, source, method, received, due, outcome, decided, body))

/// `reference` must outlive the catalogue.
void register_contact_views(journal::Catalogue& catalogue, const Reference& reference);

}  // namespace hearth::journey
