// Simulated power cuts. A disk may have kept, of all that was written since the last sync, any set of sectors; and what was
// acknowledged must be there nevertheless.
#include "store/faulty_vfs.hpp"
#include "store/store.hpp"
#include "store/testing.hpp"

#include <gtest/gtest.h>

#include <cstring>
#include <fstream>
#include <map>
#include <mutex>
#include <random>

namespace hearth::store {
namespace {

using testing::FaultyVfs;
using Operation = FaultyVfs::Operation;

constexpr std::size_t sector = 512;
constexpr int worlds = 20;
constexpr int cuts_of_each = 100;
constexpr int jobs = 80;

/// What was on the disk when the power went, and how many jobs had been acknowledged by then.
struct Cut {
  std::map<std::string, std::string> files;
  int acknowledged = 0;
};

/// Follows what SQLite writes, and knows what of it is certain to be on the disk.
class Disk {
 public:
  explicit Disk(unsigned seed) : random_(seed) {}

  int note(const FaultyVfs::Event& event) {
    std::lock_guard lock(mutex_);
    if (event.operation != Operation::read && random_() % 8 == 0 && cuts_.size() < cuts_of_each) cuts_.push_back(cut());
    const std::string name = std::filesystem::path(event.file).filename();
    switch (event.operation) {
      case Operation::open: files_[name]; break;
      case Operation::write: files_[name].unsynced.push_back({event.offset, std::string(event.written), false}); break;
      case Operation::truncate: files_[name].unsynced.push_back({event.offset, {}, true}); break;
      case Operation::sync: settle(files_[name]); break;
      case Operation::remove: files_.erase(name); break;
      case Operation::read: break;
    }
    return SQLITE_OK;
  }
  void acknowledge() { ++acknowledged_; }
  const std::vector<Cut>& cuts() const { return cuts_; }

 private:
  struct Change {
    sqlite3_int64 offset;
    std::string bytes;
    bool truncates;
  };
  struct File {
    std::string synced;
    std::vector<Change> unsynced;
  };

  /// Applies a change. `keep` tells of each sector whether the disk kept it.
  template <class Keep>
  static void apply(std::string& file, const Change& change, Keep&& keep) {
    if (change.truncates) {
      if (keep() && file.size() > std::size_t(change.offset)) file.resize(std::size_t(change.offset));
      return;
    }
    for (std::size_t from = 0; from < change.bytes.size();) {
      const std::size_t at = std::size_t(change.offset) + from;
      const std::size_t length = std::min(sector - at % sector, change.bytes.size() - from);
      if (keep()) {
        if (file.size() < at + length) file.resize(at + length);
        std::memcpy(file.data() + at, change.bytes.data() + from, length);
      }
      from += length;
    }
  }
  static void settle(File& file) {
    for (const auto& change : file.unsynced) apply(file.synced, change, [] { return true; });
    file.unsynced.clear();
  }

  Cut cut() {
    constexpr unsigned chances[] = {0, 1, 5, 9, 10};  // of ten, that a sector was kept
    const unsigned chance = chances[random_() % std::size(chances)];
    Cut result{{}, acknowledged_};
    for (const auto& [name, file] : files_) {
      std::string bytes = file.synced;
      for (const auto& change : file.unsynced) apply(bytes, change, [&] { return random_() % 10 < chance; });
      result.files[name] = std::move(bytes);
    }
    return result;
  }

  std::mutex mutex_;
  std::mt19937 random_;
  std::map<std::string, File> files_;
  std::atomic<int> acknowledged_ = 0;
  std::vector<Cut> cuts_;
};

constexpr Migration tables[] = {
    {"test", 1, "create table entry (id bigint primary key, body text not null);\ncreate index by_body on entry (body)"}};

std::string body_of(std::int64_t id) {
  return std::to_string(id * 7919 % 1000) + std::string(std::size_t(id % 9 == 0 ? 20'000 : 50 * (id % 13)), 'x');
}

/// Writes in bursts, so that groups are of many sizes, and checkpoints often.
void live(const std::string& url, Disk& disk, unsigned seed) {
  std::mt19937 random(seed);
  auto db = open(url, {.log_kib = 32});
  db->migrate(tables);
  for (std::int64_t id = 0; id < jobs;) {
    for (auto burst = 1 + random() % 6; burst > 0 && id < jobs; --burst, ++id)
      db->write([id](Connection& c) { c.run("insert into entry (id, body) values ($1, $2)", id, body_of(id)); },
                [&disk](const std::exception_ptr& e) {
                  if (!e) disk.acknowledge();
                });
    db->write_and_wait([](Connection&) {});
  }
}

/// Opens what the disk kept: every acknowledged job is there whole, the others from the first on as far as they came, and it can go on.
void check(const Cut& cut) {
  testing::Place place("sqlite");
  for (const auto& [name, bytes] : cut.files) std::ofstream(place.folder() / name, std::ios::binary) << bytes;
  auto db = open(place.url());
  db->migrate(tables);
  std::int64_t next = 0;
  db->read()->connection().each("select id, body from entry order by id", [&](const Row& row) {
    EXPECT_EQ(row.i64(0), next++);
    EXPECT_EQ(row.text(1), body_of(row.i64(0)));
  });
  EXPECT_GE(next, cut.acknowledged);
  db->read()->connection().each("pragma integrity_check", [](const Row& row) { EXPECT_EQ(row.text(0), "ok"); });
  db->write_and_wait([&](Connection& c) { c.run("insert into entry (id, body) values ($1, '')", next); });
}

TEST(PowerCut, LosesNothingThatWasAcknowledged) {
  int checked = 0, late = 0;
  for (unsigned seed = 1; seed <= worlds; ++seed) {
    testing::Place place("sqlite");
    Disk disk(seed);
    {
      FaultyVfs vfs([&](const FaultyVfs::Event& event) { return disk.note(event); });
      live(place.url(), disk, seed);
    }
    for (const auto& cut : disk.cuts()) {
      check(cut);
      ++checked;
      late += cut.acknowledged > jobs / 2;
      ASSERT_FALSE(HasFailure()) << "world " << seed << ", cut " << checked << ", " << cut.acknowledged << " acknowledged";
    }
  }
  EXPECT_GT(checked, 1500);
  EXPECT_GT(late, checked / 10) << "the cuts came too early to mean anything";
}

}  // namespace
}  // namespace hearth::store
