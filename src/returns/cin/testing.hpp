// Small returns for the tests of this folder.
#pragma once

#include "base/described.hpp"
#include "returns/cin/census.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>
#include <ostream>
#include <string>
#include <string_view>

namespace hearth::returns::cin {

/// Shows a record in a failed test's words.
template <described::Struct T>
void PrintTo(const T& record, std::ostream* out) {
  *out << to_json(record);
}

}  // namespace hearth::returns::cin

namespace hearth::returns::cin::testing {

inline std::string data_path(std::string_view name) { return fmt::format("{}/tests/data/cin/{}", HEARTH_SOURCE_DIR, name); }

inline std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The parts of a return that tests change; the rest is as the schema wants it. Lines: a_return puts <Children> on line 7,
/// the first child on line 8; a_child takes 5 lines and puts its episode on the fourth of them.
inline constexpr std::string_view identifiers = "<PersonBirthDate>2015-03-27</PersonBirthDate><Sex>F</Sex>";
inline constexpr std::string_view characteristics = "<Ethnicity>WBRI</Ethnicity><Disabilities><Disability>NONE</Disability></Disabilities>";
inline constexpr std::string_view episode =
    "<CINreferralDate>2025-05-09</CINreferralDate><ReferralSource>3D</ReferralSource><PrimaryNeedCode>N1</PrimaryNeedCode>"
    "<ReferralNFA>0</ReferralNFA>";

inline std::string a_child(std::string_view id = "C1", std::string_view details = episode, std::string_view identity = identifiers,
                           std::string_view character = characteristics) {
  return fmt::format(
      "<Child>\n<ChildIdentifiers><LAchildID>{}</LAchildID>{}</ChildIdentifiers>\n"
      "<ChildCharacteristics>{}</ChildCharacteristics>\n<CINdetails>{}</CINdetails>\n</Child>\n",
      id, identity, character, details);
}

inline std::string a_return(std::string_view children, int year = 2026) {
  return fmt::format(
      "<Message>\n<Header>\n<CollectionDetails><Collection>CIN</Collection><Year>{0}</Year>"
      "<ReferenceDate>{0}-03-31</ReferenceDate></CollectionDetails>\n<Source><SourceLevel>L</SourceLevel><LEA>998</LEA></Source>\n"
      "</Header>\n\n<Children>\n{1}</Children>\n</Message>\n",
      year, children);
}

inline std::string told(const Refusals& refusals) {
  std::string all;
  for (const auto& refusal : refusals) all += refusal.field + ": " + refusal.sentence + "\n";
  return all;
}

inline std::string told(const std::vector<Note>& notes) {
  std::string all;
  for (const auto& note : notes) all += fmt::format("line {}: {}\n", note.line, note.sentence);
  return all;
}

/// What a return says, without where it stood and what was said about it.
inline Census only_the_return(Census census) {
  census.notes.clear();
  census.unknown.clear();
  census.faults = census.remarks = 0;
  census.header.line = 0;
  for (auto& source : census.header.sources) source.line = 0;
  for (auto& child : census.children) {
    child.line = 0;
    child.unknown.clear();
    for (auto& one : child.episodes) {
      one.line = 0;
      one.unknown.clear();
      for (auto& assessment : one.assessments) assessment.line = 0;
      for (auto& plan : one.plans) plan.line = 0;
      for (auto& enquiry : one.enquiries) enquiry.line = 0;
      for (auto& plan : one.protection_plans) {
        plan.line = 0;
        for (auto& review : plan.reviews) review.line = 0;
      }
    }
  }
  return census;
}

}  // namespace hearth::returns::cin::testing
