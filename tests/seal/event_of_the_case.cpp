// It is recorded in an event that all who work with the child can open.
// expect: this event holds more than its labels admit
#include "seal.hpp"

namespace seal {

struct Leaked {
  static constexpr journal::EventType type{"leaked", 1};
  std::string child;
  Words text;
};
BOOST_DESCRIBE_STRUCT(Leaked, (), (child, text))
struct Leak {
  static constexpr std::string_view kind = "leak";
  using Event = std::variant<Leaked>;
  std::string subject(std::string_view id) const { return std::string(id); }
  std::vector<std::string> about(std::string_view) const { return {}; }
};
Leak evolve(Leak leak, const Leak::Event&) { return leak; }
void f(journal::Unit& unit, journal::Loaded<Leak>& leak) { unit.append(leak, {Leaked{"child", words()}}); }

}  // namespace seal
