#include "access/sign_in.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <charconv>

namespace hearth::access {
namespace {

// An invitation: the account's id, 16 hexadecimal digits of the moment at which it ends, and the code over both and what the account
// has now, with dots between.
constexpr std::size_t id_size = 26, until_size = 16, head_size = id_size + 1 + until_size;

std::string code_of(const vault::Vault& vault, const AccountRow& account, std::string_view head) {
  return journal::hex(vault::fingerprint(vault.derive("invitation"), fmt::format("{}|{}", head, account.body.password_hash)));
}

Instant until_of(std::string_view head) {
  Instant until;
  const auto digits = head.substr(id_size + 1);
  const auto read = std::from_chars(digits.begin(), digits.end(), until.micros, 16);
  return read.ec == std::errc{} && read.ptr == digits.end() ? until : Instant{};
}

SignInAttempt read_attempt(const store::Row& row) {
  SignInAttempt attempt{{row.i64(0)}, {}, std::string(row.text(2)), described::enum_value<Outcome>(row.text(3)).value()};
  if (!row.is_null(1)) attempt.account = row.text(1);
  return attempt;
}

}  // namespace

std::span<const store::Migration> sign_in_migrations() {
  static constexpr store::Migration steps[] = {{"sign_in", 1, R"(
    create table totp_used (account text primary key, step bigint not null);
    create table sign_in_attempt (
      number {{identity}},
      at bigint not null,
      account text,
      address text not null,
      outcome text not null);
    create index sign_in_attempt_account on sign_in_attempt (account, at);
    create index sign_in_attempt_at on sign_in_attempt (at))"}};
  return steps;
}

std::optional<AccountRow> find_candidate(store::Connection& connection, journal::KeyRing& keys, const vault::Vault& vault,
                                         std::string_view email) {
  auto rows = journal::select_rows<AccountRow>(connection, keys, "email = $1 and closed = 0 order by account limit 1",
                                               email_fingerprint(vault, text::trim(email)));
  if (rows.empty()) return {};
  return std::move(rows.front());
}

std::string invitation(const vault::Vault& vault, const AccountRow& account, Instant now) {
  auto head = fmt::format("{}.{:016x}", account.account, (now + invitation_lasts).micros);
  const auto code = code_of(vault, account, head);
  return head + '.' + code;
}

Result<AccountRow> open_invitation(store::Connection& connection, journal::KeyRing& keys, const vault::Vault& vault, std::string_view token,
                                   Instant now) {
  // One sentence for all that can be wrong: whoever made a link up learns nothing from it.
  const auto shut = refuse("", "This link has been used or is too old. Ask your administrator for a new one");
  const auto id = token.substr(0, id_size);
  if (token.size() <= head_size + 1 || token[id_size] != '.' || token[head_size] != '.' || !is_id(id)) return shut;
  const auto head = token.substr(0, head_size);
  if (now >= until_of(head)) return shut;
  auto account = journal::find_row<AccountRow>(connection, keys, std::string(id));
  if (!account || account->closed || !vault::same(code_of(vault, *account, head), token.substr(head_size + 1))) return shut;
  return std::move(*account);
}

void record_attempt(store::Connection& connection, const SignInAttempt& attempt) {
  connection.run("insert into sign_in_attempt (at, account, address, outcome) values ($1, $2, $3, $4)", attempt.at.micros, attempt.account,
                 attempt.address, name_of(attempt.outcome));
}

std::optional<Instant> last_signed_in(store::Connection& connection, std::string_view account, Instant before) {
  std::optional<Instant> last;
  connection.each(
      "select max(at) from sign_in_attempt where account = $1 and outcome = 'signed_in' and at < $2",
      [&](const store::Row& row) {
        if (!row.is_null(0)) last = Instant{row.i64(0)};
      },
      account, before.micros);
  return last;
}

std::vector<SignInAttempt> attempts_of(store::Connection& connection, std::string_view account, int limit) {
  std::vector<SignInAttempt> attempts;
  connection.each(
      "select at, account, address, outcome from sign_in_attempt where account = $1 order by at desc, number desc limit $2",
      [&](const store::Row& row) { attempts.push_back(read_attempt(row)); }, account, limit);
  return attempts;
}

std::vector<SignInAttempt> latest_attempts(store::Connection& connection, int limit) {
  std::vector<SignInAttempt> attempts;
  connection.each(
      "select at, account, address, outcome from sign_in_attempt order by at desc, number desc limit $1",
      [&](const store::Row& row) { attempts.push_back(read_attempt(row)); }, limit);
  return attempts;
}

std::int64_t prune_attempts(store::Connection& connection, Instant before) {
  return connection.run("delete from sign_in_attempt where at < $1", before.micros);
}

}  // namespace hearth::access
