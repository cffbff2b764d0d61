// Several programs on one PostgreSQL database, each with a journal of its own.
#include "journal/testing.hpp"
#include "journal/unit.hpp"

#include <gtest/gtest.h>

namespace hearth::journal {
namespace {

struct BellRung {
  static constexpr EventType type{"bell_rung", 1};
  int times = 0;
};
BOOST_DESCRIBE_STRUCT(BellRung, (), (times))

struct Bell {
  static constexpr std::string_view kind = "bell";
  using Event = std::variant<BellRung>;
  int times = 0;
  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Bell evolve(Bell bell, const Bell::Event& event) {
  bell.times += std::get<BellRung>(event).times;
  return bell;
}

Catalogue known() {
  Catalogue catalogue;
  catalogue.event<BellRung>();
  return catalogue;
}

/// A further node beside a test's own.
struct Node {
  explicit Node(TestWorld& first)
      : database(store::open(first.fresh.url())),
        keys(first.vault),
        journal(first.vault, keys),
        world{*database, first.vault, keys, journal, first.catalogue, first.reference, first.clock, first.random} {
    journal.attach(*database);
  }
  std::unique_ptr<store::Database> database;
  KeyRing keys;
  Journal journal;
  World world;
};

void ring(const World& world, const std::string& id, int times) {
  submit_and_wait(world, {"system", {}}, [&](Unit& unit) {
    auto bell = unit.load<Bell>(id);
    unit.append(bell, times > 0 ? std::vector<Bell::Event>{BellRung{times}} : std::vector<Bell::Event>{});
  });
}

TEST(Nodes, AppendInTurnsWhateverTheOtherDidBefore) {
  TestWorld first("postgres", known());
  Node second(first);
  ring(first.world, "a", 1);
  ring(second.world, "b", 0);  // looks at the head and appends nothing
  ring(first.world, "a", 1);
  ring(second.world, "b", 1);
  EXPECT_THROW(submit_and_wait(second.world, {"system", {}}, [](Unit&) { throw std::runtime_error("refused"); }), std::runtime_error);
  ring(first.world, "b", 1);
  ring(second.world, "a", 1);
  const auto verdict = first.journal.verify(first.world.database.read()->connection());
  EXPECT_EQ(verdict.fault, "");
  EXPECT_EQ(verdict.events, 5);
}

}  // namespace
}  // namespace hearth::journal
