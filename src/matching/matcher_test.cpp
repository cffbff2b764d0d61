#include "matching/evaluate.hpp"
#include "matching/gather.hpp"
#include "matching/identity.hpp"
#include "matching/testing.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

namespace hearth::matching {
namespace {

using ::testing::HasSubstr;

struct Folder {
  std::filesystem::path path = std::filesystem::path(::testing::TempDir()) / "hearth_matcher_test";
  Folder() { std::filesystem::create_directories(path); }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path write(const std::string& name, const std::string& text) const {
    std::ofstream(path / name, std::ios::binary) << text;
    return path / name;
  }
};

constexpr auto quiet = [](std::string_view) {};
constexpr auto still = [](std::uint64_t) {};

/// Invented children as a file, its truth, and all that they match to.
struct Invented {
  Folder folder;
  People people;
  Truth truth;
  std::string rows = std::string(testing::Population::heading) + "\n";

  explicit Invented(std::size_t records, std::uint64_t seed = 1) {
    std::vector<std::uint64_t> persons;
    testing::Population(seed).records(records, [&](const std::string& row, const std::string&, std::uint64_t person) {
      rows += row + "\n";
      persons.push_back(person);
    });
    EXPECT_TRUE(gather({.files = {folder.write("all.csv", rows)}}, people, still));
    for (const auto person : persons) truth.person.push_back(std::uint32_t(person));
  }
};

std::uint32_t record(const People& people, std::string_view id) {
  for (std::uint32_t i = 0; i < people.count; ++i)
    if (people.id(i) == id) return i;
  throw std::out_of_range("no such record");
}

/// Invented children and a few rows more, in the columns rec_id,agency,forename,middle_name,surname,dob,sex,house_no,street,town,postcode,
/// nhs_number,upn,parent_forename,mobile.
struct With {
  Folder folder;
  People people;
  std::vector<Understood> files;
  explicit With(const std::string& more, std::size_t records = 3000) {
    std::string rows = std::string(testing::Population::heading) + "\n";
    testing::Population(3).records(records, [&](const std::string& row, const std::string&, std::uint64_t) { rows += row + "\n"; });
    auto read = gather({.files = {folder.write("all.csv", rows + more)}}, people, still);
    EXPECT_TRUE(read) << read.error()[0].sentence;
    if (read) files = *read;
  }
};

bool one_person(const People& people, const Matched& matched, std::string_view a, std::string_view b) {
  return matched.clusters->person(record(people, a)) == matched.clusters->person(record(people, b));
}

TEST(Matcher, FindsTheSameChildWithoutLabels) {
  const Invented invented(20'000);
  const auto matched = match_people(invented.people, {}, {}, quiet);
  const auto found = evaluate(invented.people, matched, invented.truth, 5);
  EXPECT_GT(found.true_pairs, 10'000U);
  EXPECT_GT(found.link.precision(), 0.997) << side_by_side(invented.people, found.joined.at(0).a, found.joined.at(0).b);
  EXPECT_GT(found.recall(found.link.right), 0.97);
}

TEST(Matcher, GivesTheSameWithOneThreadAndWithThree) {
  const Invented invented(4000, 9);
  const auto one = match_people(invented.people, {}, {.threads = 1}, quiet),
             three = match_people(invented.people, {}, {.threads = 3}, quiet);
  ASSERT_EQ(one.ask.size(), three.ask.size());
  for (std::uint32_t i = 0; i < invented.people.count; ++i) ASSERT_EQ(one.clusters->person(i), three.clusters->person(i));
}

TEST(Matcher, NeverJoinsTwoWhoseVerifiedNumbersDiffer) {
  const With with(
      "T1,health,Kwame,,Adjaye,2011-05-09,M,12,Long Row,Town 5,AB1 2CD,9434765919,,Efua,07700900123\n"
      "T2,health,Kwame,,Adjaye,2011-05-09,M,12,Long Row,Town 5,AB1 2CD,4010232137,,Efua,07700900123\n"
      "T3,police,Kwame,,Adjaye,2011-05-09,M,12,Long Row,Town 5,AB1 2CD,,,Efua,07700900123\n");
  const auto matched = match_people(with.people, {}, {}, quiet);
  EXPECT_FALSE(one_person(with.people, matched, "T1", "T2")) << "not through a third record either";
  EXPECT_TRUE(one_person(with.people, matched, "T3", "T1") || one_person(with.people, matched, "T3", "T2"));
}

TEST(Matcher, KeepsBrothersAndSistersApartAndJoinsNicknamesAndSwappedNames) {
  const With with(
      "T1,health,Elizabeth,,Adjaye,2011-05-09,F,12,Long Row,Town 5,AB1 2CD,,,Efua,07700900123\n"
      "T2,police,Libby,,Adjaye,2011-05-09,F,12,Long Row,Town 5,AB1 2CD,,,Efua,07700900123\n"
      "T3,education,Adjaye,,Elizabeth,2011-05-09,F,12,Long Row,Town 5,AB1 2CD,,,,\n"
      "T4,health,Kwame,,Adjaye,2009-11-21,M,12,Long Row,Town 5,AB1 2CD,,,Efua,07700900123\n");
  const auto matched = match_people(with.people, {}, {}, quiet);
  EXPECT_TRUE(one_person(with.people, matched, "T1", "T2"));
  EXPECT_TRUE(one_person(with.people, matched, "T1", "T3"));
  EXPECT_FALSE(one_person(with.people, matched, "T1", "T4"));
}

TEST(Matcher, DoesNotJoinChildrenOfWhomOnlyPlaceHoldersAreKnown) {
  const With with("T1,health,Baby,,,1900-01-01,,,,,ZZ99 3CZ,0000000000,,,\nT2,health,Baby,,,1900-01-01,,,,,ZZ99 3CZ,0000000000,,,\n");
  const auto matched = match_people(with.people, {}, {}, quiet);
  EXPECT_FALSE(one_person(with.people, matched, "T1", "T2"));
}

TEST(Matcher, ObeysRulings) {
  const Invented invented(3000);
  const auto free = match_people(invented.people, {}, {}, quiet);
  std::uint32_t a = 0;
  while (free.clusters->size(a) != 2) ++a;
  const auto b = free.clusters->records(a)[1];
  std::uint32_t c = 0;
  while (free.clusters->size(c) != 1) ++c;
  const std::vector<Ruling> rulings{{a, b, false}, {a, c, true}};
  const auto ruled = match_people(invented.people, rulings, {}, quiet);
  EXPECT_NE(ruled.clusters->person(a), ruled.clusters->person(b));
  EXPECT_EQ(ruled.clusters->person(a), ruled.clusters->person(c));
  EXPECT_TRUE(std::ranges::none_of(ruled.ask, [&](const Link& link) { return pair_of(link.a, link.b) == pair_of(a, b); }))
      << "not asked again";
  const std::vector<Ruling> against_itself{{a, b, false}, {a, b, true}};
  EXPECT_EQ(match_people(invented.people, against_itself, {}, quiet).overruled.size(), 1U);
}

TEST(Matcher, TakesMassesOfEqualRows) {
  std::string more;
  for (int i = 0; i < 60'000; ++i)
    more += "E" + std::to_string(i) + ",health,Lee,,Okafor,2010-01-02,M,1,High Street,Town 1,AB1 2CD,,,Ann,07700900123\n";
  const With with(more);
  const auto matched = match_people(with.people, {}, {}, quiet);
  EXPECT_GE(matched.equal_rows, 59'999U);
  EXPECT_EQ(matched.clusters->size(record(with.people, "E0")), 60'000U);
  EXPECT_LT(matched.candidate_pairs, 200'000U);
}

TEST(Matcher, GoesOnAfterRowsThatItCannotRead) {
  const With with("T1,health\n,health,A,,B,,,,,,,,,,\nG00000001,health,A,,B,,,,,,,,,,\nT2,health,Kwame,,Adjaye,,,,,,,,,,\n", 10);
  EXPECT_EQ(with.people.count, 11U);
  ASSERT_EQ(with.files[0].faults.size(), 3U);
  EXPECT_EQ(with.files[0].faults[0], "line 12: the row has 2 cells where the first line has 15");
  EXPECT_EQ(with.files[0].faults[1], "line 13: the row has no id");
  EXPECT_EQ(with.files[0].faults[2], "line 14: the row has an id that came before");
  const auto matched = match_people(with.people, {}, {}, quiet);
  EXPECT_EQ(matched.clusters->size(record(with.people, "T2")), 1U);
}

TEST(Gather, RefusesWhatCannotBeMatchedAndSaysWhatToDo) {
  const Folder folder;
  People people;
  const auto refused = [&](const std::string& text, bool strict = false) {
    const auto read = gather({.files = {folder.write("f.csv", text)}, .strict = strict}, people, still);
    return read ? std::string() : read.error()[0].sentence;
  };
  EXPECT_THAT(refused("id,forename\n1,Lee\n"), HasSubstr("name the right one with --key"));
  EXPECT_THAT(refused("rec_id,shoe\n1,44\n"), HasSubstr("no column that could be compared"));
  EXPECT_THAT(refused("rec_id,forename\n1,Lee\n1,Leo\n", true), HasSubstr("line 3: the row has an id that came before"));
  EXPECT_EQ(refused("rec_id,forename,surname\n1,,\n2,,\n"), "") << "a column of nothing is no fault";
}

TEST(Columns, AreGuessedAndNeverTakeAnAnswerForAQuestion) {
  const std::vector<std::string_view> headings{"Pupil ID",  "Legal Forename", "SURNAME",   "Date of Birth",
                                               "Post code", "cluster",        "person_id", "Forename"};
  const auto columns = guess_columns(headings, "Pupil ID");
  const std::vector<Meaning> expected{Meaning::key,      Meaning::forename, Meaning::surname, Meaning::birth,
                                      Meaning::postcode, Meaning::ignored,  Meaning::ignored, Meaning::ignored};
  for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(columns[i].meaning, expected[i]) << headings[i];
  const auto mapped = mapped_columns(headings, "Pupil ID", "heading,meaning\nForename,parent\n");
  ASSERT_TRUE(mapped);
  EXPECT_EQ(mapped->at(7).meaning, Meaning::parent);
  EXPECT_EQ(mapped->at(1).meaning, Meaning::ignored);
  EXPECT_FALSE(mapped_columns(headings, "Pupil ID", "heading,meaning\nForename,hat size\n"));
  const auto again = mapped_columns(headings, "Pupil ID", mapping_csv(columns));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->at(4).meaning, Meaning::postcode);
}

TEST(Identities, StayWithMostOfTheRecordsAndTellWhoJoinedAndParted) {
  Folder folder;
  People people;
  ASSERT_TRUE(gather({.files = {folder.write("f.csv", "rec_id,forename\na,A\nb,B\nc,C\nd,D\ne,E\n")}}, people, still));
  const std::unordered_set<Pair> none;
  Clusters clusters(people, none, [](std::uint32_t, std::uint32_t) { return 10.0F; });
  clusters.join_ruled(0, 1, 9);  // a b | c d | e
  clusters.join_ruled(2, 3, 9);
  const auto first = identify(people, clusters, {});
  EXPECT_EQ(first.persons.at(clusters.person(0)), "P-a");
  EXPECT_TRUE(first.changes.empty());
  // Before: a b c were one, d and e two more. Now c has gone to d.
  const auto second = identify(people, clusters, {{"a", "X"}, {"b", "X"}, {"c", "X"}, {"d", "P-e"}});
  EXPECT_EQ(second.persons.at(clusters.person(0)), "X");
  EXPECT_EQ(second.persons.at(clusters.person(2)), "P-e");
  EXPECT_EQ(second.persons.at(clusters.person(4)), "P-e-2") << "an id is never given to another";
  ASSERT_EQ(second.changes.size(), 1U);
  EXPECT_EQ(second.changes[0].kind, Change::Kind::parted);
  EXPECT_EQ(second.changes[0].other, "X");
  const auto third = identify(people, clusters, {{"a", "X"}, {"b", "Y"}});
  ASSERT_EQ(third.changes.size(), 1U);
  EXPECT_EQ(third.changes[0].kind, Change::Kind::joined);
  EXPECT_EQ(third.changes[0].person, "X");
  EXPECT_EQ(third.changes[0].other, "Y");
}

}  // namespace
}  // namespace hearth::matching
