#include "base/args.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <stdexcept>

namespace hearth::args {
namespace {

using Arguments = std::span<const std::string_view>;

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> parts;
  while (!words.empty()) {
    const auto end = std::min(words.find(' '), words.size());
    parts.push_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return parts;
}

/// How many letters are to be put in, left out, changed or swapped with their neighbour (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::vector<std::size_t>> d(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
  for (std::size_t i = 0; i <= a.size(); ++i) d[i][0] = i;
  std::iota(d[0].begin(), d[0].end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i)
    for (std::size_t j = 1; j <= b.size(); ++j) {
      d[i][j] = std::min({d[i - 1][j] + 1, d[i][j - 1] + 1, d[i - 1][j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) d[i][j] = std::min(d[i][j], d[i - 2][j - 2] + 1);
    }
  return d[a.size()][b.size()];
}

/// " Did you mean X?", or nothing when no name is near.
std::string suggestion(std::string_view typed, std::span<const std::string_view> names, std::string_view before = "") {
  constexpr std::size_t longest = 64;
  if (typed.size() > longest) return {};
  const auto nearest = std::ranges::min_element(names, {}, [&](std::string_view name) { return distance(typed, name); });
  if (nearest == names.end() || distance(typed, *nearest) > std::max<std::size_t>(2, typed.size() / 3)) return {};
  return ". Did you mean " + std::string(before) + std::string(*nearest) + "?";
}

/// The command whose words the arguments begin with; of several, the longest. null: none.
const Command* find_command(std::span<const Command> commands, Arguments arguments) {
  const Command* found = nullptr;
  std::size_t most = 0;
  for (const auto& command : commands) {
    const auto words = split(command.words);
    if (words.size() > arguments.size() || !std::ranges::equal(words, arguments.first(words.size()))) continue;
    if (!found || words.size() > most) found = &command, most = words.size();
  }
  return found;
}

std::unexpected<Refusals> refuse_command(std::span<const Command> commands, Arguments arguments) {
  if (arguments.empty() || arguments[0].starts_with('-')) return refuse("", "Say what to do. --help lists the commands");
  std::string typed;
  std::vector<std::string_view> names;
  std::size_t most_words = 0;
  for (const auto& command : commands) {
    names.push_back(command.words);
    most_words = std::max(most_words, split(command.words).size());
  }
  for (auto word : arguments.first(std::min(most_words, arguments.size()))) {
    if (word.starts_with('-')) break;
    typed += (typed.empty() ? "" : " ") + std::string(word);
  }
  return refuse("", "There is no command \"" + typed + "\"" + suggestion(typed, names));
}

std::string shown(const Option& option) {
  return "--" + std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value));
}

std::string shown(const Operand& operand) {
  const auto name = std::string(operand.name) + (operand.many ? " ..." : "");
  return operand.required ? name : "[" + name + "]";
}

/// "  left      right" lines, the right side aligned.
std::string two_columns(const std::vector<std::pair<std::string, std::string>>& lines) {
  std::size_t width = 0;
  for (const auto& [left, right] : lines) width = std::max(width, left.size());
  std::string out;
  for (const auto& [left, right] : lines) {
    out += "  " + left;
    if (!right.empty()) out += std::string(width - left.size() + 2, ' ') + right;
    out += '\n';
  }
  return out;
}

}  // namespace

const Option& Parsed::declared(std::string_view option) const {
  const auto found = std::ranges::find(command_->options, option, &Option::name);
  if (found == command_->options.end()) throw std::logic_error("the command line has no option --" + std::string(option));
  return *found;
}

std::optional<std::string_view> Parsed::text(std::string_view option) const {
  const auto& otherwise = declared(option).otherwise;
  if (const auto found = given_.find(option); found != given_.end()) return found->second.front();
  return otherwise.empty() ? std::nullopt : std::optional(otherwise);
}

std::span<const std::string_view> Parsed::texts(std::string_view option) const {
  const auto found = given_.find(declared(option).name);
  return found == given_.end() ? std::span<const std::string_view>() : found->second;
}

Result<std::string_view> Parsed::needed(std::string_view option) const {
  if (const auto value = text(option)) return *value;
  return refuse(std::string(option), "Give " + shown(declared(option)));
}

Result<std::int64_t> Parsed::number(std::string_view option, std::int64_t lowest, std::int64_t highest) const {
  const auto value = needed(option);
  if (!value) return std::unexpected(value.error());
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error == std::errc() && end == value->data() + value->size() && number >= lowest && number <= highest) return number;
  return refuse(std::string(option),
                "--" + std::string(option) + " must be a whole number from " + std::to_string(lowest) + " to " + std::to_string(highest));
}

Result<Date> Parsed::date(std::string_view option) const {
  const auto value = needed(option);
  if (!value) return std::unexpected(value.error());
  if (const auto date = Date::parse(*value)) return *date;
  return refuse(std::string(option), "--" + std::string(option) + " must be a date, like 2026-03-27");
}

std::optional<std::string_view> Parsed::operand(std::size_t i) const {
  return i < operands_.size() ? std::optional(operands_[i]) : std::nullopt;
}

/// Takes `--name`, `--name=value`, or `--name` and the value from `rest`.
Result<void> Parsed::take_option(std::string_view argument, Arguments& rest) {
  const auto equals = argument.find('=');
  const auto name = argument.substr(2, equals == argument.npos ? equals : equals - 2);
  const auto option = std::ranges::find(command_->options, name, &Option::name);
  if (option == command_->options.end()) {
    std::vector<std::string_view> names;
    for (const auto& known : command_->options) names.push_back(known.name);
    return refuse(std::string(name), "There is no option --" + std::string(name) + suggestion(name, names, "--"));
  }
  std::string_view value;
  if (option->value.empty()) {
    if (equals != argument.npos) return refuse(std::string(name), "--" + std::string(name) + " takes no value");
  } else if (equals != argument.npos) {
    value = argument.substr(equals + 1);
  } else {
    if (rest.empty() || rest[0].starts_with("--")) return refuse(std::string(name), "Give a value: " + shown(*option));
    value = rest[0];
    rest = rest.subspan(1);
  }
  auto& values = given_[option->name];
  if (!values.empty() && !option->many) return refuse(std::string(name), "Give --" + std::string(name) + " once");
  values.push_back(value);
  return {};
}

Result<void> Parsed::check() const {
  for (const auto& option : command_->options)
    if (option.required && !given_.contains(option.name)) return refuse(std::string(option.name), "Give " + shown(option));
  const auto& wanted = command_->operands;
  const bool many = !wanted.empty() && wanted.back().many;
  if (operands_.size() > wanted.size() && !many) return refuse("", "Leave out \"" + std::string(operands_[wanted.size()]) + "\"");
  if (operands_.size() < wanted.size() && wanted[operands_.size()].required) return refuse("", "Give " + shown(wanted[operands_.size()]));
  return {};
}

Result<Parsed> parse(std::span<const Command> commands, Arguments arguments) {
  const auto* command = find_command(commands, arguments);
  if (!command) return refuse_command(commands, arguments);
  Parsed parsed;
  parsed.command_ = command;
  auto rest = arguments.subspan(split(command->words).size());
  const auto end_of_options = std::ranges::find(rest, "--");
  parsed.wants_help_ = std::find(rest.begin(), end_of_options, "--help") != end_of_options;
  if (parsed.wants_help_) return parsed;

  for (bool options = true; !rest.empty();) {
    const auto argument = rest[0];
    rest = rest.subspan(1);
    if (options && argument == "--") {
      options = false;
    } else if (options && argument.starts_with("--")) {
      if (auto taken = parsed.take_option(argument, rest); !taken) return std::unexpected(std::move(taken.error()));
    } else if (options && argument.size() > 1 && argument.starts_with('-')) {
      return refuse("", "Options begin with two dashes: " + std::string(argument) + " does not");
    } else {
      parsed.operands_.push_back(argument);
    }
  }
  if (auto checked = parsed.check(); !checked) return std::unexpected(std::move(checked.error()));
  return parsed;
}

std::vector<std::string_view> arguments_of(int argc, const char* const* argv) {
  return argc > 1 ? std::vector<std::string_view>(argv + 1, argv + argc) : std::vector<std::string_view>();
}

std::string help(std::string_view program, std::span<const Command> commands) {
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& command : commands) lines.emplace_back(command.words, command.help);
  return "Usage: " + std::string(program) + " COMMAND [OPTION ...]\n\n" + two_columns(lines) + "\n" + std::string(program) +
         " COMMAND --help says more about one.\n";
}

std::string help(std::string_view program, const Command& command) {
  std::string out = "Usage: " + std::string(program) + (command.words.empty() ? "" : " " + std::string(command.words));
  std::vector<std::pair<std::string, std::string>> lines;
  for (const auto& operand : command.operands) {
    out += " " + shown(operand);
    lines.emplace_back(operand.name, operand.help);
  }
  for (const auto& option : command.options) {
    auto right = std::string(option.help);
    if (option.required) right += " (needed)";
    if (!option.otherwise.empty()) right += " (otherwise " + std::string(option.otherwise) + ")";
    lines.emplace_back(shown(option), right);
  }
  if (!command.options.empty()) out += " [OPTION ...]";
  out += "\n\n" + std::string(command.help) + "\n";
  return lines.empty() ? out : out + "\n" + two_columns(lines);
}

}  // namespace hearth::args
