// PostgreSQL's binary formats of the few types that the store speaks: integers, text, bytea. For store/ only.
#pragma once

#include "store/store.hpp"

#include <libpq-fe.h>

#include <array>
#include <vector>

namespace hearth::store {

// From PostgreSQL's catalogue (pg_type.dat); these numbers never change.
namespace oid {
constexpr Oid boolean = 16, bytea = 17, name = 19, int8 = 20, int2 = 21, int4 = 23, text = 25, bpchar = 1042, varchar = 1043,
              numeric = 1700;
}  // namespace oid

/// The type that a value is sent as; 0 for a null, whose type the server works out.
Oid type_of(const Param& param);

/// The parameters of one call, as libpq wants them. Points into `params`.
class EncodedParams {
 public:
  explicit EncodedParams(std::span<const Param> params);
  int count() const { return int(values_.size()); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::vector<std::array<char, 8>> integers_;
  std::vector<const char*> values_;
  std::vector<int> lengths_;
  std::vector<int> formats_;
};

/// One row of a result that was asked for in binary.
class PostgresRow final : public Row {
 public:
  explicit PostgresRow(const PGresult* result) : result_(result) {}
  void go_to(int row) { row_ = row; }
  bool is_null(int column) const override;
  std::int64_t i64(int column) const override;
  std::string_view text(int column) const override;
  std::string_view blob(int column) const override;

 private:
  Oid type(int column) const;
  std::string_view bytes(int column) const;
  const PGresult* const result_;
  int row_ = 0;
};

}  // namespace hearth::store
