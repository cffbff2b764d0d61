#include "matching/gather.hpp"

#include "base/text.hpp"
#include "matching/rows.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace hearth::matching {
namespace {

Result<std::vector<Column>> columns_of(const Row* header, const std::string& name, const Wanted& wanted) {
  if (header == nullptr) return refuse("", name + " is empty: it needs a first line with the names of its columns");
  if (!header->fault.empty()) return refuse("", fmt::format("{}: the first line {}", name, header->fault));
  if (std::ranges::find(header->cells, wanted.key) == header->cells.end())
    return refuse("key",
                  fmt::format("{} has no column “{}”, which would hold each record's id; name the right one with --key. Its columns are {}",
                              name, wanted.key, text::shorten(text::join(header->cells), 300)));
  if (!wanted.mapping) return guess_columns(header->cells, wanted.key);
  return mapped_columns(header->cells, wanted.key, *wanted.mapping);
}

struct File {
  const Wanted& wanted;
  Gatherer& gatherer;
  const std::function<void(std::uint64_t)>& advance;

  Result<Understood> read(const std::filesystem::path& path) {
    Understood understood{.name = path.filename().string(), .columns = {}, .faults = {}};
    auto rows = Rows::open(path);
    if (!rows) return std::unexpected(rows.error());
    auto columns = columns_of(rows->next(), understood.name, wanted);
    if (!columns) return std::unexpected(columns.error());
    understood.columns = *columns;
    if (auto begun = gatherer.begin_file(understood.name, std::move(*columns)); !begun) return std::unexpected(begun.error());
    std::uint64_t told = 0;
    while (const auto* row = rows->next()) {
      const auto fault = take(*row, understood.columns.size());
      fault.empty() ? void(++understood.rows) : note(understood, *row, fault);
      if (!fault.empty() && wanted.strict)
        return refuse(
            "", fmt::format("{}, {}. Nothing was matched; without --strict such rows are left out", understood.name, understood.faults[0]));
      if (rows->bytes_read() != told) advance(rows->bytes_read() - told), told = rows->bytes_read();
    }
    understood.in_old_code = rows->rows_in_old_code();
    return understood;
  }

  std::string take(const Row& row, std::size_t columns) {
    if (!row.fault.empty()) return std::string(row.fault);
    if (row.cells.size() != columns)
      return fmt::format("has {} where the first line has {}", text::plural(std::int64_t(row.cells.size()), "cell", "cells"), columns);
    switch (gatherer.take(row.cells)) {
      case Gatherer::Took::no_key: return "has no id";
      case Gatherer::Took::same_key: return "has an id that came before";
      case Gatherer::Took::taken: break;
    }
    return {};
  }

  static void note(Understood& understood, const Row& row, const std::string& fault) {
    ++understood.left_out;
    if (understood.faults.size() < faults_named) understood.faults.push_back(fmt::format("line {}: the row {}", row.line, fault));
  }
};

}  // namespace

Result<std::vector<Understood>> gather(const Wanted& wanted, People& people, const std::function<void(std::uint64_t)>& advance) {
  Gatherer gatherer(people);
  File file{wanted, gatherer, advance};
  std::vector<Understood> all;
  for (const auto& path : wanted.files) {
    auto understood = file.read(path);
    if (!understood) return std::unexpected(understood.error());
    all.push_back(std::move(*understood));
  }
  gatherer.finish();
  return all;
}

Result<std::vector<Column>> understand(const std::filesystem::path& file, const Wanted& wanted) {
  auto rows = Rows::open(file);
  if (!rows) return std::unexpected(rows.error());
  return columns_of(rows->next(), file.filename().string(), wanted);
}

Result<void> read_table(const std::filesystem::path& file, std::span<const std::string_view> columns,
                        const std::function<Result<void>(std::span<const std::string_view>, std::uint64_t)>& take) {
  auto rows = Rows::open(file);
  if (!rows) return std::unexpected(rows.error());
  const auto name = file.filename().string();
  const auto* header = rows->next();
  std::vector<std::size_t> where;
  for (const auto column : columns) {
    const auto at = header == nullptr ? std::size_t{0} : std::size_t(std::ranges::find(header->cells, column) - header->cells.begin());
    if (header == nullptr || at == header->cells.size()) return refuse("", fmt::format("{} has no column “{}”", name, column));
    where.push_back(at);
  }
  std::vector<std::string_view> cells(where.size());
  while (const auto* row = rows->next()) {
    if (!row->fault.empty()) return refuse("", fmt::format("{}, line {}: the row {}", name, row->line, row->fault));
    for (std::size_t i = 0; i < where.size(); ++i) {
      if (where[i] >= row->cells.size()) return refuse("", fmt::format("{}, line {}: the row has too few cells", name, row->line));
      cells[i] = row->cells[where[i]];
    }
    if (auto taken = take(cells, row->line); !taken) return taken;
  }
  return {};
}

}  // namespace hearth::matching
