#include "access/reading.hpp"
#include "app/commands/all.hpp"
#include "app/files.hpp"
#include "app/version.hpp"
#include "base/text.hpp"
#include "returns/checks.hpp"
#include "returns/gather.hpp"

#include <fmt/format.h>

#include <charconv>

namespace hearth::app {
namespace {

Result<returns::Wanted> wanted_of(const args::Parsed& given) {
  returns::Wanted wanted;
  wanted.release = version;
  const auto year = given.text("year").value_or("");
  const auto [end, error] = std::from_chars(year.data(), year.data() + year.size(), wanted.year);
  if (error != std::errc{} || end != year.data() + year.size() || wanted.year < returns::cin::first_year ||
      wanted.year > returns::cin::last_year)
    return refuse("year", fmt::format("Give the census year, from {} to {}: 2026 is 1 April 2025 to 31 March 2026",
                                      returns::cin::first_year, returns::cin::last_year));
  auto digits = [](std::string_view text) { return std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; }); };
  wanted.authority = given.text("authority").value_or("");
  if (wanted.authority.size() != 3 || !digits(wanted.authority))
    return refuse("authority", "Give the authority’s number with three digits: --authority 209");
  wanted.serial = given.text("serial").value_or("001");
  if (wanted.serial.size() < 3 || wanted.serial.size() > 9 || !digits(wanted.serial))
    return refuse("serial", "Give the serial number with at least three digits: 001, then 002 for a return that is sent again");
  return wanted;
}

/// No log, no return: it names every child of a year.
void log_return(const Partnership& partnership, const returns::Gathered& gathered, int year) {
  partnership.database->write_and_wait([&](store::Connection& connection) {
    access::Reading reading;
    reading.at = partnership.world.clock.now();
    reading.viewer = "system";
    reading.route = fmt::format("hearth export cin --year {}", year);
    reading.rule = "Children Act 1989 s83: the authority’s return to the Secretary of State";
    reading.labels = kCase;
    reading.opened = gathered.records;
    access::log_reading(connection, reading);
  });
}

void list(const returns::Gathered& gathered, const std::vector<returns::Finding>& findings, Console& console) {
  std::size_t refused = 0;
  for (const auto& f : findings) {
    const bool query = f.weight() == returns::Weight::query;
    refused += query ? 0 : 1;
    console.out << (query ? "query " : "REFUSED ") << f.rule << ": " << ended(f.sentence);
    if (f.child)
      console.out << fmt::format(" Child {}, /children/{}", gathered.census.children[*f.child].la_child_id, gathered.records[*f.child]);
    console.out << '\n';
  }
  if (refused > 0)
    console.out << "The Department refuses the return until what stands behind REFUSED is put right in the records: open the child’s page, "
                   "correct it, and export again.\n";
  else if (!findings.empty())
    console.out << "Nothing stands against the return; each query wants to be put right, or explained in a note when it is sent.\n";
}

Result<int> run(const args::Parsed& given, Console& console) {
  const auto file = console.file(*given.text("out"));
  if (std::filesystem::exists(file)) return refuse("out", file.string() + " is there already: name a new file");
  const auto wanted = wanted_of(given);
  if (!wanted) return std::unexpected(wanted.error());
  return on_partnership(given, console, {}, [&](const Partnership& partnership) -> Result<int> {
    const auto gathered = returns::gather(partnership.world, *wanted, progress_of("Gathering children", console));
    if (gathered.census.children.empty())
      return refuse("year", fmt::format("No child was referred or had an open case in the census year {}", wanted->year));
    log_return(partnership, gathered, wanted->year);
    const auto xml = returns::cin::write_census(gathered.census);
    // What the schema says is held by the reader: a return that it finds fault with is no return.
    const auto again = returns::cin::read_census_text(xml);
    if (!again || again->faults > 0) {
      const auto sentence = again ? again->notes.front().sentence : again.error().front().sentence;
      return refuse("out", "The return would not be of the schema’s form, so it was not written: " + sentence);
    }
    Unfinished out(file);
    out.write(xml);
    out.keep();
    list(gathered, returns::check(gathered.census, partnership.reference), console);
    console.out << fmt::format("{} holds {} children.", file.string(), text::grouped(std::int64_t(gathered.census.children.size())))
                << std::endl;
    console.err << "It holds children’s dates of birth and what happened to them, in the clear: send it by the Department’s service, and "
                   "destroy it when it has done its work."
                << std::endl;
    return done_well;
  });
}

}  // namespace

const Command export_cin_command{
    {.words = "export cin",
     .help = "Writes the Children in Need census of a year to FILE, and lists what the Department’s rules say about it, each with the "
             "child’s page",
     .options = with_data_options(
         {{.name = "year", .value = "YEAR", .help = "The census year: 2026 is 1 April 2025 to 31 March 2026", .required = true},
          {.name = "authority", .value = "NUMBER", .help = "The authority’s number, three digits", .required = true},
          {.name = "serial", .value = "NUMBER", .help = "001 unless told; raised for each return that is sent again"},
          {.name = "out", .value = "FILE", .help = "A file that is not there yet", .required = true}})},
    run,
    true};

}  // namespace hearth::app
