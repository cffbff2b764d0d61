// The batch matcher on invented children: seconds and memory from records to persons, and how right it is.
//
//   build/release/bench_matching RECORDS [FOLDER]     writes FOLDER/RECORDS.csv and its truth once, then reads and matches
//
// The same files serve other programs for comparison.

#include "matching/evaluate.hpp"
#include "matching/gather.hpp"
#include "matching/testing.hpp"

#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace hearth::bench {
namespace {

using namespace matching;
using Clock = std::chrono::steady_clock;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// Of all threads: what a busy machine leaves comparable.
double processor_seconds() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) { return double(time.tv_sec) + double(time.tv_usec) * 1e-6; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

double peak_megabytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return double(usage.ru_maxrss) / 1024;
}

void write_files(const std::filesystem::path& rows, const std::filesystem::path& truth, std::size_t records) {
  const auto unfinished = truth.string() + ".unfinished";
  std::ofstream out(rows), answers(unfinished);
  out << matching::testing::Population::heading << '\n';
  answers << "rec_id,person_id\n";
  matching::testing::Population(7).records(records, [&](const std::string& row, const std::string& id, std::uint64_t person) {
    out << row << '\n';
    answers << id << ',' << person << '\n';
  });
  answers.close();
  std::filesystem::rename(unfinished, truth);  // its name says that both are whole
}

int run(std::size_t records, const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto rows = folder / fmt::format("{}.csv", records), truth_file = folder / fmt::format("{}_truth.csv", records);
  if (!std::filesystem::exists(truth_file)) write_files(rows, truth_file, records);
  auto start = Clock::now();
  People people;
  if (const auto read = gather({.files = {rows}}, people, [](std::uint64_t) {}); !read) {
    fmt::print(stderr, "{}\n", read.error()[0].sentence);
    return 1;
  }
  const auto read_seconds = since(start);
  const auto read_peak = peak_megabytes();
  start = Clock::now();
  const auto before = processor_seconds();
  const auto matched = match_people(people, {}, {}, [&](std::string_view what) {
    fmt::print("{:6.2f} s ({:6.2f} of processors) {}\n", since(start), processor_seconds() - before, what);
  });
  const auto match_seconds = since(start);
  fmt::print(
      "{} records, {} pairs: read {:.2f} s ({:.0f} MB), trained, scored and clustered {:.2f} s ({:.2f} of processors), peak {:.0f} MB\n",
      people.count, matched.candidate_pairs, read_seconds, read_peak, match_seconds, processor_seconds() - before, peak_megabytes());
  const auto truth = read_truth(truth_file, people, "rec_id");
  if (!truth) return 1;
  const auto found = evaluate(people, matched, *truth, 0);
  const auto precision = found.link.precision(), recall = found.recall(found.link.right);
  fmt::print("link: precision {:.4f} recall {:.4f} F1 {:.4f}; ask: {} right, {} wrong\n", precision, recall, f1(precision, recall),
             found.ask.right, found.ask.wrong);
  return 0;
}

}  // namespace
}  // namespace hearth::bench

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "bench_matching RECORDS [FOLDER]\n");
    return 2;
  }
  return hearth::bench::run(std::size_t(std::atoll(argv[1])), argc > 2 ? argv[2] : "bench-data/matching");
}
