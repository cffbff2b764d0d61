#include "base/data.hpp"

#include <algorithm>
#include <stdexcept>
#include <string>

namespace hearth {

std::string_view data_file(std::string_view name) {
  const auto files = data_files();
  const auto found = std::ranges::find(files, name, &DataFile::name);
  if (found == files.end()) throw std::out_of_range("data/" + std::string(name) + " is not part of the program");
  return found->text;
}

}  // namespace hearth
