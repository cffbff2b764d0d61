#include "journey/journey.hpp"
#include "journey/work/my_work.hpp"
#include "journey/work/search.hpp"

namespace hearth::journey {

void register_work(practice::Kit& kit) {
  using access::Permission;
  kit.page("/my-work", "What is due", {Permission::see_my_work}, read_my_work, draw_my_work);
  kit.page("/search", "Search for a child", {Permission::search}, read_search, draw_search);
  kit.navigate("My work", "/my-work", Permission::see_my_work, 10);
  kit.navigate("Search", "/search", Permission::search, 30);
}

}  // namespace hearth::journey
