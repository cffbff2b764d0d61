// A child's whole record on paper, for whoever works with the child: for a court, a conference, another authority.

#include "journey/documents/pages.hpp"
#include "journey/documents/views.hpp"
#include "journey/referral/views.hpp"
#include "journey/words.hpp"
#include "practice/paper.hpp"

#include <algorithm>

namespace hearth::journey {

using practice::Asked, practice::Paper;

namespace {

constexpr int most_events = 20'000;

void add_details(Paper& paper, const Worker& reader, const Details& d) {
  const auto line = [&](const char* label, const std::string& value) {
    if (!value.empty()) paper.words(std::string(label) + ": " + value);
  };
  const auto& reference = reader.reference();
  paper.heading("The child");
  line("Name", name_of(d));
  line("Known as", d.known_as.value_or(""));
  line("Born", d.born ? d.born->spoken() : "");
  line("Expected", !d.born && d.expected ? d.expected->spoken() : "");
  line("Died", d.died ? d.died->spoken() : "");
  line("Sex", words_for(d.sex));
  line("Ethnicity", d.ethnicity ? reference.label("ethnicity", *d.ethnicity) : "");
  for (const auto& code : d.disabilities) line("Disability", reference.label("disability", code));
  line("Address", d.address.value_or(""));
  line("Postcode", d.postcode.value_or(""));
  line("Language", d.language.value_or(""));
  if (d.interpreter) paper.words("An interpreter is needed.");
  line("NHS number", d.nhs_number.value_or(""));
}

void add_family(Paper& paper, const Worker& reader, const std::string& child) {
  const auto family = reader.list<FamilyRow>("subject = $1", child);
  if (family.empty()) return;
  paper.heading("Family");
  for (const auto& tie : family)
    paper.words(tie.body.other_name + ": " + words_for(tie.kinship) + (tie.parental_responsibility ? ", parental responsibility" : "") +
                (tie.same_household ? ", same household" : ""));
}

void add_referrals(Paper& paper, const Worker& reader, const std::string& child) {
  paper.heading("Referrals");
  for (const auto& row : reader.list<ReferralRow>("subject = $1 order by received", child))
    paper.words(row.received.spoken() + ", from " + reader.reference().label("referral_source", row.source) + ": " + words_for(row.stage));
}

/// Oldest first: a record is read from its beginning.
void add_chronology(Paper& paper, const Worker& reader, Names<access::audience::case_workers>& names, const std::string& child) {
  paper.heading("What happened");
  auto events = reader.happened_to(child, most_events);
  std::ranges::reverse(events);
  for (const auto& e : events) {
    if (!e.body) {
      paper.subheading(e.envelope.happened.date().spoken()).small("Forgotten at the end of its retention.");
      continue;
    }
    const auto& kind = reader.catalogue().kind(e.envelope.type);
    auto body = json::parse_stored(*e.body);
    kind.bring_up(body, e.envelope.schema);
    const auto line = kind.line(e.envelope, body);
    if (!line) continue;
    paper.subheading(e.envelope.happened.date().spoken() + " – " + line->headline).words(line->detail);
    paper.small("Recorded by " + names.worker(e.envelope.actor) + " on " + e.envelope.recorded.spoken() + ".");
  }
  if (int(events.size()) == most_events) paper.small("What happened before is not printed: the record is longer than this.");
}

}  // namespace

std::optional<practice::File> read_record_on_paper(const Worker& reader, const Asked& asked) {
  const auto& child = asked["child"];
  const auto person = reader.get<PersonRow>(child);
  if (!person || !person->child) return std::nullopt;
  Names names(reader);
  const auto& viewer = reader.viewer();
  Paper paper{.title = "Record of " + name_of(person->body.details),
              .foot = "Confidential. Printed by " + viewer.name + ", " + viewer.agency_name + ", on " + reader.now().spoken() +
                      ". The print is logged in the child’s record",
              .blocks = {}};
  add_details(paper, reader, person->body.details);
  add_family(paper, reader, child);
  add_referrals(paper, reader, child);
  add_chronology(paper, reader, names, child);
  return practice::as_pdf(paper);
}

}  // namespace hearth::journey
