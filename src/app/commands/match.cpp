#include "app/commands/all.hpp"
#include "app/files.hpp"
#include "base/csv.hpp"
#include "base/progress.hpp"
#include "base/text.hpp"
#include "matching/evaluate.hpp"
#include "matching/gather.hpp"
#include "matching/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <unordered_map>

namespace hearth::app {
namespace {

using matching::People;

constexpr std::size_t all_pairs_up_to = 60;  ///< Records of a person: of more, each is linked with the first only.

Result<double> probability(const args::Parsed& given, std::string_view option) {
  const auto written = *given.text(option);
  double value = 0;
  const auto read = std::from_chars(written.data(), written.data() + written.size(), value);
  if (read.ec != std::errc() || read.ptr != written.data() + written.size() || !(value > 0 && value < 1))
    return refuse(std::string(option), fmt::format("--{} must be a probability above 0 and below 1, such as 0.9", option));
  return value;
}

/// What the files were taken for: a person should see it before believing what follows.
void say_understood(const std::vector<matching::Understood>& files, Console& console) {
  for (const auto& file : files) {
    std::vector<std::string> used, ignored;
    for (const auto& column : file.columns)
      column.meaning == matching::Meaning::ignored ? ignored.push_back(column.heading)
                                                   : used.push_back(fmt::format("{} as {}", column.heading, name_of(column.meaning)));
    console.err << fmt::format("{}: {}. Reads {}.", file.name, text::plural(std::int64_t(file.rows), "record", "records"),
                               text::join(used));
    if (!ignored.empty()) console.err << fmt::format(" Does not use {}.", text::join(ignored));
    console.err << '\n';
    if (file.in_old_code > 0)
      console.err << fmt::format("{}: {} not UTF-8 and read as Windows-1252.\n", file.name,
                                 text::plural(std::int64_t(file.in_old_code), "row is", "rows are"));
    for (const auto& fault : file.faults) console.err << fmt::format("{}, {}: left out.\n", file.name, fault);
    if (file.left_out > file.faults.size())
      console.err << fmt::format("{}: {} rows left out in all.\n", file.name, text::grouped(std::int64_t(file.left_out)));
  }
  console.err << std::flush;
}

/// A large table on its way to a file.
class Table {
 public:
  explicit Table(const std::filesystem::path& path) : file_(path) {}
  csv::Writer& writer() { return writer_; }
  void end_row() {
    writer_.end_row();
    if (text_.size() < (1U << 20)) return;
    file_.write(text_);
    text_.clear();
  }
  void keep() {
    file_.write(text_);
    file_.keep();
  }

 private:
  Unfinished file_;
  std::string text_;
  csv::Writer writer_{text_};
};

void write_links(const std::filesystem::path& path, const People& people, const matching::Matched& matched, double least) {
  Table table(path);
  for (const auto* heading : {"rec_id_a", "rec_id_b", "band", "probability"}) table.writer().cell(heading);
  table.end_row();
  const auto row = [&](std::uint32_t a, std::uint32_t b, std::string_view band, double log_odds) {
    table.writer().cell(people.id(a)).cell(people.id(b)).cell(band).cell(fmt::format("{:.6f}", matching::probability_of(log_odds)));
    table.end_row();
  };
  // Two records of one person are a link even where they alone would not say so: then as sure as the weakest that joined the person.
  const auto& clusters = *matched.clusters;
  const auto threshold = matching::log_odds_of(least);
  for (std::uint32_t i = 0; i < people.count; ++i) {
    if (clusters.person(i) != i || clusters.size(i) == 1) continue;
    auto records = clusters.records(i);
    std::ranges::sort(records);
    const auto firsts = records.size() <= all_pairs_up_to ? records.size() : 1;
    for (std::size_t x = 0; x < firsts; ++x)
      for (std::size_t y = x + 1; y < records.size(); ++y) {
        const auto own = matched.log_odds(records[x], records[y]);
        row(records[x], records[y], "link", own >= threshold ? own : clusters.weakest(i));
      }
  }
  for (const auto& link : matched.ask) row(link.a, link.b, "ask", link.log_odds);
  table.keep();
}

void write_clusters(const std::filesystem::path& path, const People& people, const matching::Matched& matched,
                    const matching::Identities& identities, const std::string& key) {
  Table table(path);
  table.writer().cell(key).cell("person_id");
  table.end_row();
  for (std::uint32_t i = 0; i < people.count; ++i) {
    table.writer().cell(people.id(i)).cell(identities.persons.at(matched.clusters->person(i)));
    table.end_row();
  }
  table.keep();
}

/// Adds what changed to what changed before.
void write_history(const std::filesystem::path& path, const std::vector<matching::Change>& changes) {
  auto text = read_file(path).value_or("at,change,person_id,other_person_id,records\r\n");
  csv::Writer writer(text);
  SystemClock clock;
  const auto now = clock.now().rfc3339();
  for (const auto& change : changes)
    writer.cell(now)
        .cell(change.kind == matching::Change::Kind::joined ? "joined" : "parted")
        .cell(change.person)
        .cell(change.other)
        .cell(std::int64_t(change.records))
        .end_row();
  write_file(path, text);
}

Result<std::vector<matching::Ruling>> read_rulings(const std::filesystem::path& file, const People& people) {
  std::unordered_map<std::string_view, std::uint32_t> numbers;
  for (std::uint32_t i = 0; i < people.count; ++i) numbers.emplace(people.id(i), i);
  static constexpr std::array<std::string_view, 3> columns{"rec_id_a", "rec_id_b", "ruling"};
  std::vector<matching::Ruling> rulings;
  auto read = matching::read_table(file, columns, [&](std::span<const std::string_view> cells, std::uint64_t line) -> Result<void> {
    if (cells[2] != "same" && cells[2] != "different")
      return refuse("rulings", fmt::format("{}, line {}: the ruling must be “same” or “different”", file.filename().string(), line));
    const auto a = numbers.find(cells[0]), b = numbers.find(cells[1]);
    // About records that are not in these files there is nothing to rule.
    if (a != numbers.end() && b != numbers.end() && a->second != b->second) rulings.push_back({a->second, b->second, cells[2] == "same"});
    return {};
  });
  if (!read) return std::unexpected(read.error());
  return rulings;
}

void say_evaluation(const People& people, const matching::Matched& matched, const matching::Truth& truth, std::size_t worst,
                    Console& console) {
  const auto found = matching::evaluate(people, matched, truth, worst);
  const auto row = [&](std::string_view band, const matching::Tally& tally) {
    const auto precision = tally.precision(), recall = found.recall(tally.right);
    console.out << fmt::format("{:<12} {:>10} {:>8} {:>10.4f} {:>8.4f} {:>8.4f}\n", band, tally.right, tally.wrong, precision, recall,
                               matching::f1(precision, recall));
  };
  console.out << fmt::format("{} true pairs\nband              right    wrong  precision   recall       F1\n",
                             text::grouped(std::int64_t(found.true_pairs)));
  row("link", found.link);
  row("ask", found.ask);
  row("link or ask", {found.link.right + found.ask.right, found.link.wrong + found.ask.wrong});
  for (const auto& mistake : found.joined)
    console.out << fmt::format("\nJoined and should not be ({:.4f}):\n{}", mistake.probability, side_by_side(people, mistake.a, mistake.b));
  for (const auto& mistake : found.missed)
    console.out << fmt::format("\nMissed ({:.4f}):\n{}", 1 - mistake.probability, side_by_side(people, mistake.a, mistake.b));
  console.out << std::flush;
}

Result<void> explain(std::string_view ids, const People& people, const matching::Matched& matched, Console& console) {
  const auto comma = ids.find(',');
  const auto find = [&](std::string_view id) {
    std::uint32_t i = 0;
    while (i < people.count && people.id(i) != id) ++i;
    return i;
  };
  if (comma == ids.npos) return refuse("explain", "--explain takes two ids with a comma between them");
  const auto a = find(ids.substr(0, comma)), b = find(ids.substr(comma + 1));
  if (a == people.count || b == people.count)
    return refuse("explain", fmt::format("No record has the id “{}”", a == people.count ? ids.substr(0, comma) : ids.substr(comma + 1)));
  matching::Comparer::Memory memory;
  const auto pattern = matched.comparer->compare(a, b, memory);
  const auto evidence = matched.model.evidence(*matched.comparer, pattern, a);
  console.out << side_by_side(people, a, b);
  for (std::size_t field = 0; field < evidence.size(); ++field)
    if (evidence[field] != 0)
      console.out << fmt::format("    {:<20} {} the same child, {:.1f} bits\n", field_name(people, field),
                                 evidence[field] > 0 ? "for" : "against", std::abs(evidence[field]));
  console.out << fmt::format("Probability {:.6f}; the two are {} person.{}\n", matching::probability_of(matched.log_odds(a, b)),
                             matched.clusters->person(a) == matched.clusters->person(b) ? "one" : "not one",
                             matched.comparer->conflict(a, b) ? " Verified numbers differ: these can never be joined." : "");
  return {};
}

Result<matching::Wanted> wanted_files(const args::Parsed& given, const Console& console) {
  matching::Wanted wanted;
  for (const auto file : given.operands()) wanted.files.push_back(console.file(file));
  wanted.key = *given.text("key");
  wanted.strict = given.has("strict");
  if (const auto map = given.text("map")) {
    wanted.mapping = read_file(console.file(*map));
    if (!wanted.mapping) return refuse("map", fmt::format("{} is not there", *map));
  }
  return wanted;
}

Result<int> write_mapping(const matching::Wanted& wanted, const std::filesystem::path& to, Console& console) {
  std::vector<matching::Column> all;
  for (const auto& file : wanted.files) {
    auto columns = matching::understand(file, wanted);
    if (!columns) return std::unexpected(columns.error());
    for (auto& column : *columns)
      if (column.meaning != matching::Meaning::key && std::ranges::find(all, column.heading, &matching::Column::heading) == all.end())
        all.push_back(std::move(column));
  }
  write_file(to, matching::mapping_csv(all));
  console.out << fmt::format("{} says what each column was taken for. Correct it, then match with --map.\n", to.string());
  return done_well;
}

Result<matching::Settings> settings_of(const args::Parsed& given) {
  matching::Settings settings;
  const auto threads = given.number("threads", 1, 256);
  if (!threads) return std::unexpected(threads.error());
  const auto link = probability(given, "link"), ask = probability(given, "ask");
  if (!link) return std::unexpected(link.error());
  if (!ask) return std::unexpected(ask.error());
  if (*ask > *link) return refuse("ask", "--ask cannot be above --link");
  settings.threads = std::size_t(*threads);
  settings.link = *link;
  settings.ask = *ask;
  return settings;
}

Result<People> read_people(const matching::Wanted& wanted, Console& console) {
  People people;
  std::uint64_t bytes = 0;
  for (const auto& file : wanted.files) {
    std::error_code gone;
    const auto size = std::filesystem::file_size(file, gone);
    if (!gone) bytes += size;
  }
  SystemClock clock;
  Result<std::vector<matching::Understood>> files;
  {
    Progress progress("Reading bytes", bytes, clock);
    files = matching::gather(wanted, people, [&](std::uint64_t more) { progress.advance(more); });
  }
  if (!files) return std::unexpected(files.error());
  say_understood(*files, console);
  if (people.count == 0) return refuse("", "There is no record to match");
  return people;
}

/// Writes what was asked for.
Result<void> hand_out(const args::Parsed& given, const People& people, const matching::Matched& matched, const matching::Settings& settings,
                      Console& console) {
  const std::string key(*given.text("key"));
  if (const auto links = given.text("links")) write_links(console.file(*links), people, matched, settings.link);
  if (const auto clusters = given.text("clusters")) {
    matching::Before before;
    if (const auto previous = given.text("previous")) {
      auto read = matching::read_before(console.file(*previous), key);
      if (!read) return std::unexpected(read.error());
      before = std::move(*read);
    }
    const auto identities = identify(people, *matched.clusters, before);
    // The history first: should the power fail between the two, a change is written twice rather than never.
    if (const auto history = given.text("history")) write_history(console.file(*history), identities.changes);
    write_clusters(console.file(*clusters), people, matched, identities, key);
  }
  return {};
}

Result<int> run(const args::Parsed& given, Console& console) {
  const auto wanted = wanted_files(given, console);
  if (!wanted) return std::unexpected(wanted.error());
  if (const auto to = given.text("map-to")) return write_mapping(*wanted, console.file(*to), console);
  if (!given.has("links") && !given.has("clusters") && !given.has("evaluate") && !given.has("explain"))
    return refuse("links", "Say what to write: --links FILE, --clusters FILE, --evaluate TRUTH or --explain ID,ID");
  if (given.has("history") && !given.has("clusters")) return refuse("history", "--history goes with --clusters and --previous");
  const auto settings = settings_of(given);
  if (!settings) return std::unexpected(settings.error());
  auto people = read_people(*wanted, console);
  if (!people) return std::unexpected(people.error());
  std::vector<matching::Ruling> rulings;
  if (const auto file = given.text("rulings")) {
    auto read = read_rulings(console.file(*file), *people);
    if (!read) return std::unexpected(read.error());
    rulings = std::move(*read);
  }
  SystemClock clock;
  const auto begun = clock.now();
  const auto matched = matching::match_people(*people, rulings, *settings, [&](std::string_view what) {
    console.err << fmt::format("{:6.2f} s  {}", double((clock.now() - begun).count()) / 1e6, what) << std::endl;
  });
  console.err << fmt::format("{:6.2f} s  matched {} records over {} pairs; {} pairs to ask a person about",
                             double((clock.now() - begun).count()) / 1e6, text::grouped(people->count),
                             text::grouped(std::int64_t(matched.candidate_pairs)), text::grouped(std::int64_t(matched.ask.size())))
              << std::endl;
  for (const auto& ruling : matched.overruled)
    console.err << fmt::format("{} and {} were ruled the same, but another ruling keeps them apart.\n", people->id(ruling.a),
                               people->id(ruling.b));
  if (given.has("model")) console.out << matched.model.told(*people);
  if (auto handed = hand_out(given, *people, matched, *settings, console); !handed) return std::unexpected(handed.error());
  if (const auto ids = given.text("explain"))
    if (auto explained = explain(*ids, *people, matched, console); !explained) return std::unexpected(explained.error());
  if (const auto file = given.text("evaluate")) {
    const auto truth = matching::read_truth(console.file(*file), *people, std::string(*given.text("key")));
    if (!truth) return std::unexpected(truth.error());
    const auto worst = given.number("worst", 0, 10'000);
    if (!worst) return std::unexpected(worst.error());
    say_evaluation(*people, matched, *truth, std::size_t(*worst), console);
  }
  return done_well;
}

}  // namespace

const Command match_command{
    {.words = "match",
     .help =
         "Finds the records of the same child in agencies' CSV files, without labels. Writes links (link: the same child; ask: a person "
         "should look) and clusters (each record's person)",
     .operands = {{.name = "FILE", .help = "CSV, with the names of its columns in the first line", .many = true}},
     .options = {{.name = "links", .value = "FILE", .help = "Writes rec_id_a,rec_id_b,band,probability"},
                 {.name = "clusters", .value = "FILE", .help = "Writes each record's id and person_id"},
                 {.name = "key", .value = "COLUMN", .help = "The column with each record's id", .otherwise = "rec_id"},
                 {.name = "map", .value = "FILE", .help = "What the columns mean: heading,meaning"},
                 {.name = "map-to", .value = "FILE", .help = "Writes what the columns are guessed to mean, for --map, and does no more"},
                 {.name = "rulings", .value = "FILE", .help = "What people have ruled: rec_id_a,rec_id_b,ruling (same or different)"},
                 {.name = "previous", .value = "FILE", .help = "The clusters of the run before: persons keep their ids"},
                 {.name = "history", .value = "FILE", .help = "Adds which persons joined and parted since"},
                 {.name = "link", .value = "P", .help = "Links from this probability on", .otherwise = "0.9"},
                 {.name = "ask", .value = "P", .help = "Asks from this probability on", .otherwise = "0.5"},
                 {.name = "threads", .value = "N", .help = "How many processors to use", .otherwise = "2"},
                 {.name = "strict", .help = "Refuses everything when one row cannot be read"},
                 {.name = "evaluate", .value = "TRUTH", .help = "Says how right it was, by rec_id,person_id or rec_id_1,rec_id_2"},
                 {.name = "worst", .value = "N", .help = "How many of the worst mistakes to show, of each sort", .otherwise = "5"},
                 {.name = "explain", .value = "ID,ID", .help = "Shows two records side by side, and what each field says"},
                 {.name = "model", .help = "Shows what was learned"}}},
    run};

}  // namespace hearth::app
