#include "store/postgres_values.hpp"
#include "store/utf8.hpp"

#include <fmt/format.h>

#include <limits>

namespace hearth::store {
namespace {

template <std::size_t N>
std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < N; ++i) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return value;
}

[[noreturn]] void wrong_type(int column, const char* wanted) {
  throw Fault(Fault::Kind::misuse, fmt::format("Column {} is not {}.", column, wanted));
}

/// What sum() of integers gives: digits to the base 10,000, the first of them worth 10,000 to the power of `weight`.
/// Format: numeric_send in PostgreSQL's src/backend/utils/adt/numeric.c.
std::int64_t integer_of_numeric(std::string_view bytes, int column) {
  const int digits = static_cast<std::int16_t>(big_endian<2>(bytes));
  const int weight = static_cast<std::int16_t>(big_endian<2>(bytes.substr(2)));
  const auto sign = big_endian<2>(bytes.substr(4));
  if (digits > weight + 1 || (sign != 0 && sign != 0x4000)) wrong_type(column, "an integer");
  std::int64_t value = 0;  // built below zero, where there is one number more
  for (int i = 0; i <= weight; ++i) {
    const auto digit = i < digits ? static_cast<std::int64_t>(big_endian<2>(bytes.substr(8 + 2 * std::size_t(i)))) : 0;
    if (__builtin_mul_overflow(value, 10'000, &value) || __builtin_sub_overflow(value, digit, &value))
      wrong_type(column, "an integer of 64 bits");
  }
  if (sign != 0) return value;
  if (value == std::numeric_limits<std::int64_t>::min()) wrong_type(column, "an integer of 64 bits");
  return -value;
}

}  // namespace

Oid type_of(const Param& param) {
  constexpr Oid types[] = {0, oid::int8, oid::text, oid::bytea};
  static_assert(std::variant_size_v<Param> == std::size(types));
  return types[param.index()];
}

EncodedParams::EncodedParams(std::span<const Param> params) : integers_(params.size()), formats_(params.size(), 1) {
  values_.reserve(params.size());
  lengths_.reserve(params.size());
  auto add = [&](const char* data, std::size_t length) {
    if (length > std::size_t(std::numeric_limits<int>::max())) throw Fault(Fault::Kind::misuse, "A value is longer than 2 GB.");
    values_.push_back(data ? data : "");
    lengths_.push_back(int(length));
  };
  for (std::size_t n = 0; n < params.size(); ++n) {
    if (auto* number = std::get_if<std::int64_t>(&params[n])) {
      for (int i = 0; i < 8; ++i) integers_[n][i] = static_cast<char>(static_cast<std::uint64_t>(*number) >> (56 - 8 * i));
      add(integers_[n].data(), 8);
    } else if (auto* text = std::get_if<std::string_view>(&params[n])) {
      require_utf8(*text);
      add(text->data(), text->size());
    } else if (auto* blob = std::get_if<Blob>(&params[n])) {
      add(blob->bytes.data(), blob->bytes.size());
    } else {
      values_.push_back(nullptr);
      lengths_.push_back(0);
    }
  }
}

Oid PostgresRow::type(int column) const {
  if (column < 0 || column >= PQnfields(result_))
    throw Fault(Fault::Kind::misuse, fmt::format("There is no column {} in this result.", column));
  return PQftype(result_, column);
}

std::string_view PostgresRow::bytes(int column) const {
  return {PQgetvalue(result_, row_, column), std::size_t(PQgetlength(result_, row_, column))};
}

bool PostgresRow::is_null(int column) const {
  type(column);
  return PQgetisnull(result_, row_, column);
}

std::int64_t PostgresRow::i64(int column) const {
  const Oid is = type(column);
  if (PQgetisnull(result_, row_, column)) return 0;
  switch (is) {
    case oid::int8: return static_cast<std::int64_t>(big_endian<8>(bytes(column)));
    case oid::int4: return static_cast<std::int32_t>(big_endian<4>(bytes(column)));
    case oid::int2: return static_cast<std::int16_t>(big_endian<2>(bytes(column)));
    case oid::boolean: return bytes(column)[0];
    case oid::numeric: return integer_of_numeric(bytes(column), column);
    default: wrong_type(column, "an integer");
  }
}

std::string_view PostgresRow::text(int column) const {
  const Oid is = type(column);
  if (PQgetisnull(result_, row_, column)) return {};
  if (is != oid::text && is != oid::varchar && is != oid::bpchar && is != oid::name) wrong_type(column, "text");
  return bytes(column);
}

std::string_view PostgresRow::blob(int column) const {
  const Oid is = type(column);
  if (PQgetisnull(result_, row_, column)) return {};
  if (is != oid::bytea) wrong_type(column, "a blob");
  return bytes(column);
}

}  // namespace hearth::store
