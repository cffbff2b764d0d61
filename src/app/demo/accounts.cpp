#include "app/demo/demo.hpp"
#include "app/files.hpp"

namespace hearth::demo {

void write_accounts(const std::string& folder, const std::vector<Account>& accounts) {
  std::string text = "[\n";
  for (std::size_t i = 0; i < accounts.size(); ++i) text += "  " + to_json(accounts[i]) + (i + 1 < accounts.size() ? ",\n" : "\n");
  app::write_file(folder + "/demo-accounts.json", text + "]\n");
}

}  // namespace hearth::demo
