// Persons keep their ids from run to run, and what joined or parted is written down.
#pragma once

#include "matching/clusters.hpp"

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace hearth::matching {

/// The person of each record in the run before, by the record's id.
using Before = std::unordered_map<std::string, std::string>;
Result<Before> read_before(const std::filesystem::path& clusters_csv, const std::string& key);

struct Change {
  enum class Kind { joined, parted };
  Kind kind;
  std::string person;   ///< joined: who goes on under this id; parted: who is new.
  std::string other;    ///< joined: whose records are now `person`'s; parted: whose records they were.
  std::size_t records;  ///< How many changed hands.
};

struct Identities {
  std::unordered_map<std::uint32_t, std::string> persons;  ///< By the record that stands for the person (Clusters::person).
  std::vector<Change> changes;
};

/// A person who was there before keeps the id under which most of the records stood; ties go to the id that sorts first. A new person is
/// called after the first record, which no other person has.
Identities identify(const People& people, const Clusters& clusters, const Before& before);

}  // namespace hearth::matching
