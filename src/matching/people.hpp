// Everybody in the files, column by column: a record is a row of small numbers, and a column that no file has takes no room.
#pragma once

#include "matching/columns.hpp"
#include "matching/dictionary.hpp"
#include "matching/normal.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hearth::matching {

inline constexpr std::size_t most_extras = 5;  ///< Columns of the meanings `words` and `code`.

/// What is compared, a column each. All but the numbers are numbers of a dictionary.
struct People {
  std::uint32_t count = 0;

  Dictionary names;   ///< Of forenames, middle names, surnames, parents.
  Dictionary places;  ///< Of houses, streets, towns, postcodes, and the extras.

  std::vector<std::uint32_t> forename, middle, surname, alias, birth, parent;
  std::vector<std::uint32_t> house, street, town, postcode;
  std::vector<std::uint64_t> phone, nhs, upn;
  std::vector<std::uint32_t> email;
  std::array<std::vector<std::uint32_t>, most_extras> extra;
  std::array<bool, most_extras> extra_is_code{};
  std::vector<std::string> extra_headings;
  std::vector<std::uint8_t> flags;    ///< See below.
  std::vector<std::uint16_t> source;  ///< Which agency, or which file.
  std::uint32_t sources = 0;

  static constexpr std::uint8_t sex_bits = 3, nhs_verified = 4, upn_verified = 8;

  std::string_view id(std::uint32_t record) const {
    return std::string_view(ids).substr(id_starts[record], id_starts[record + 1] - id_starts[record]);
  }
  std::string ids;  ///< All keys, end to end.
  std::vector<std::uint64_t> id_starts{0};
};

/// Puts rows into a People. Rows of one file at a time.
class Gatherer {
 public:
  explicit Gatherer(People& people) : people_(people) {}

  /// Begins a file. Refuses a mapping without a key, with nothing to compare, or with more extras than there is room for.
  Result<void> begin_file(std::string_view name, std::vector<Column> columns);

  /// What became of a row: its number, or why it was left out.
  enum class Took { taken, no_key, same_key };
  Took take(std::span<const std::string_view> cells);

  /// Ends the last file; frees what was only needed to gather.
  void finish();

 private:
  void name(std::uint32_t record);
  void place(std::uint32_t record);
  void numbers(std::uint32_t record);
  void extras(std::uint32_t record);
  bool new_key(std::string_view key);
  std::string_view cell(Meaning meaning) const;
  std::uint32_t put(Dictionary& dictionary, Meaning meaning, void (*form)(std::string_view, std::string&));

  template <class T>
  void set(std::vector<T>& column, std::uint32_t record, T value) {
    if (value == 0 && column.empty()) return;
    if (column.size() <= record) column.resize(record + 1);
    column[record] = value;
  }

  People& people_;
  std::vector<Column> columns_;
  std::array<std::size_t, 32> where_{};                      // of each meaning, its column + 1
  std::vector<std::pair<std::size_t, std::size_t>> extras_;  // column, extra
  std::span<const std::string_view> cells_;
  std::vector<std::uint32_t> key_slots_;
  Dictionary source_names_;
  std::uint32_t file_source_ = 0;
  std::string form_, rest_;
};

}  // namespace hearth::matching
