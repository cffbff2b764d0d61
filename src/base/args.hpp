// The command line: subcommands, options and flags, declared once; parsing, refusals and help follow from the declaration.
//
//   const args::Command serve{.words = "serve", .help = "Serves the partnership's pages", .options = {
//       {.name = "port", .value = "N", .help = "Listens on this port", .otherwise = "8443"},
//       {.name = "open", .help = "Opens a browser"}}};
//   auto parsed = args::parse(commands, arguments);   // hearth serve --port=8443 --open
//   auto port = parsed->number("port", 1, 65535);
#pragma once

#include "base/result.hpp"
#include "base/time.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::args {

struct Option {
  std::string_view name;        ///< Without its dashes.
  std::string_view value = {};  ///< What stands for the value in the help ("N", "FILE"); none: a flag.
  std::string_view help = {};
  std::string_view otherwise = {};  ///< The value when it is not given.
  bool required = false;
  bool many = false;  ///< May be given more than once: see Parsed::texts.
};

struct Operand {
  std::string_view name;  ///< "FILE"
  std::string_view help = {};
  bool required = true;
  bool many = false;  ///< Takes all that are left; only for the last.
};

struct Command {
  std::string_view words;  ///< "serve", "user add"; "" for a program without subcommands.
  std::string_view help;
  std::vector<Operand> operands = {};
  std::vector<Option> options = {};
};

/// A command line that fits its command. Valid as long as the commands and the arguments it was parsed from.
class Parsed {
 public:
  const Command& command() const { return *command_; }
  bool wants_help() const { return wants_help_; }  ///< --help was given; nothing else was checked.

  bool has(std::string_view option) const { return given_.contains(option); }

  /// The value given, or the option's `otherwise`, or nullopt when there is neither. Throws std::logic_error for an option not declared.
  std::optional<std::string_view> text(std::string_view option) const;
  /// All values given, in their order.
  std::span<const std::string_view> texts(std::string_view option) const;

  /// As `text`, read as a whole number or a date. The refusal's field is the option.
  Result<std::int64_t> number(std::string_view option, std::int64_t lowest, std::int64_t highest) const;
  Result<Date> date(std::string_view option) const;

  std::span<const std::string_view> operands() const { return operands_; }
  std::optional<std::string_view> operand(std::size_t i) const;

 private:
  friend Result<Parsed> parse(std::span<const Command>, std::span<const std::string_view>);
  Result<std::string_view> needed(std::string_view option) const;
  const Option& declared(std::string_view option) const;
  Result<void> take_option(std::string_view argument, std::span<const std::string_view>& rest);
  Result<void> check() const;

  const Command* command_ = nullptr;
  bool wants_help_ = false;
  std::map<std::string_view, std::vector<std::string_view>> given_;
  std::vector<std::string_view> operands_;
};

/// `arguments` without the program's name. The longest run of words that is a command is the command. "--" ends the options.
/// Refuses, with the nearest name that exists, unknown commands and options; and an option that is given twice, lacks its value, or
/// is a flag and has one; and missing or surplus operands.
Result<Parsed> parse(std::span<const Command> commands, std::span<const std::string_view> arguments);

/// main's argv without the program's name.
std::vector<std::string_view> arguments_of(int argc, const char* const* argv);

/// All commands, a line each; and one command with its operands and options.
std::string help(std::string_view program, std::span<const Command> commands);
std::string help(std::string_view program, const Command& command);

}  // namespace hearth::args
