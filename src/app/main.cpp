// The program: hardens itself, then does what its words say.

#include "app/command.hpp"
#include "vault/vault.hpp"

#include <unistd.h>

#include <exception>
#include <iostream>

int main(int count, char** words) try {
  hearth::vault::harden_process();
  hearth::app::Console console{std::cout, std::cerr, std::filesystem::current_path(), ::isatty(STDERR_FILENO) == 1};
  return hearth::app::run_words(hearth::args::arguments_of(count, words), console);
} catch (const std::exception& error) {
  std::cerr << "Hearth cannot start: " << error.what() << std::endl;
  return hearth::app::failed;
}
