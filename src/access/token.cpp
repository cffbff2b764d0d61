#include "access/token.hpp"

#include "journal/journal.hpp"

#include <algorithm>
#include <array>

namespace hearth::access {
namespace {

// People and scanners know by it what they have found where it should not be.
constexpr std::string_view mark = "hearth_";
constexpr std::size_t secret_size = 64;

ApiToken read_token(const store::Row& row) { return {std::string(row.text(0)), std::string(row.text(1)), {row.i64(2)}, {row.i64(3)}}; }

}  // namespace

std::span<const store::Migration> token_migrations() {
  static constexpr store::Migration steps[] = {{"token", 1, R"(
    create table api_token (
      token_hash {{blob}} primary key,
      id text not null unique,
      account text not null,
      made bigint not null,
      until bigint not null,
      ended bigint);
    create index api_token_account on api_token (account))"}};
  return steps;
}

MadeToken make_token(store::Connection& connection, std::string_view account, std::chrono::microseconds lasts, Random& random,
                     Instant now) {
  std::array<unsigned char, secret_size / 2> bits;
  random.fill(bits);
  const auto until = now + std::min<std::chrono::microseconds>(lasts, token_lasts_most);
  MadeToken made{{new_id(now, random), std::string(account), now, until}, std::string(mark)};
  made.text += journal::hex({reinterpret_cast<const char*>(bits.data()), bits.size()});
  connection.run("insert into api_token (token_hash, id, account, made, until) values ($1, $2, $3, $4, $5)",
                 store::Blob{vault::sha256(made.text)}, made.token.id, made.token.account, made.token.made.micros, made.token.until.micros);
  return made;
}

std::optional<ApiToken> find_token(store::Connection& connection, std::string_view text, Instant now) {
  if (!text.starts_with(mark) || text.size() != mark.size() + secret_size) return {};
  std::optional<ApiToken> token;
  connection.each(
      "select id, account, made, until from api_token where token_hash = $1 and ended is null and until > $2",
      [&](const store::Row& row) { token = read_token(row); }, store::Blob{vault::sha256(text)}, now.micros);
  return token;
}

std::vector<ApiToken> tokens_of(store::Connection& connection, std::string_view account, Instant now) {
  std::vector<ApiToken> tokens;
  connection.each(
      "select id, account, made, until from api_token where account = $1 and ended is null and until > $2 order by made desc, id desc",
      [&](const store::Row& row) { tokens.push_back(read_token(row)); }, account, now.micros);
  return tokens;
}

bool end_token(store::Connection& connection, std::string_view account, std::string_view id, Instant now) {
  return connection.run("update api_token set ended = $1 where id = $2 and account = $3 and ended is null and until > $1", now.micros, id,
                        account) > 0;
}

std::int64_t end_tokens(store::Connection& connection, std::string_view account, Instant now) {
  return connection.run("update api_token set ended = $1 where account = $2 and ended is null and until > $1", now.micros, account);
}

}  // namespace hearth::access
