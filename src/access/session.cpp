#include "access/session.hpp"

#include "journal/journal.hpp"

#include <array>

namespace hearth::access {
namespace {

constexpr std::size_t token_size = 64;

std::string new_token(Random& random) {
  std::array<unsigned char, token_size / 2> bits;
  random.fill(bits);
  return journal::hex({reinterpret_cast<const char*>(bits.data()), bits.size()});
}

Session read_session(const store::Row& row) {
  Session s;
  s.key = row.blob(0);
  s.id = row.text(1);
  s.account = row.text(2);
  s.made = {row.i64(3)};
  s.seen = {row.i64(4)};
  s.until = {row.i64(5)};
  if (!row.is_null(6)) s.second_factor = Instant{row.i64(6)};
  s.browser = row.text(7);
  return s;
}

struct Word {
  std::string_view sign, name;
};

/// The first sign that stands in the header wins: browsers name those that they imitate, too.
constexpr Word browsers[] = {{"Edg", "Edge"},           {"OPR/", "Opera"},     {"SamsungBrowser/", "Samsung Internet"},
                             {"Firefox/", "Firefox"},   {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"},
                             {"Chromium/", "Chromium"}, {"Chrome/", "Chrome"}, {"Safari/", "Safari"}};
constexpr Word systems[] = {{"Windows", "Windows"}, {"iPhone", "iPhone"}, {"iPad", "iPad"},  {"Android", "Android"},
                            {"CrOS", "ChromeOS"},   {"Macintosh", "Mac"}, {"Linux", "Linux"}};

std::string_view named(std::span<const Word> words, std::string_view header) {
  for (const auto& [sign, name] : words)
    if (header.find(sign) != header.npos) return name;
  return {};
}

}  // namespace

std::span<const store::Migration> session_migrations() {
  static constexpr store::Migration steps[] = {{"session", 1, R"(
    create table session (
      token_hash {{blob}} primary key,
      id text not null unique,
      account text not null,
      made bigint not null,
      seen bigint not null,
      until bigint not null,
      second_factor bigint,
      browser text not null,
      ended bigint);
    create index session_account on session (account);
    create index session_until on session (until))"}};
  return steps;
}

std::optional<Session> find_session(store::Connection& connection, std::string_view token, const SessionLimits& limits, Instant now) {
  if (token.size() != token_size) return {};
  std::optional<Session> session;
  connection.each(
      "select token_hash, id, account, made, seen, until, second_factor, browser from session "
      "where token_hash = $1 and ended is null and until > $2 and seen > $3",
      [&](const store::Row& row) { session = read_session(row); }, store::Blob{vault::sha256(token)}, now.micros,
      (now - limits.idle).micros);
  return session;
}

std::vector<Session> sessions_of(store::Connection& connection, std::string_view account, const SessionLimits& limits, Instant now) {
  std::vector<Session> sessions;
  connection.each(
      "select token_hash, id, account, made, seen, until, second_factor, browser from session "
      "where account = $1 and ended is null and until > $2 and seen > $3 order by seen desc, id desc",
      [&](const store::Row& row) { sessions.push_back(read_session(row)); }, account, now.micros, (now - limits.idle).micros);
  return sessions;
}

bool touch_due(const Session& session, const SessionLimits& limits, Instant now) { return now - session.seen > limits.touch_every; }

bool stepped_up(const Session& session, const SessionLimits& limits, Instant now) {
  return session.second_factor && now - *session.second_factor < limits.step_up;
}

Begun begin_session(store::Connection& connection, std::string_view account, std::string_view browser, const SessionLimits& limits,
                    Random& random, Instant now) {
  Begun begun{{}, new_token(random)};
  auto& s = begun.session;
  s.key = vault::sha256(begun.token);
  s.id = new_id(now, random);
  s.account = account;
  s.made = s.seen = now;
  s.until = now + limits.second_factor;
  s.browser = browser;
  connection.run("insert into session (token_hash, id, account, made, seen, until, browser) values ($1, $2, $3, $4, $5, $6, $7)",
                 store::Blob{s.key}, s.id, s.account, s.made.micros, s.seen.micros, s.until.micros, s.browser);
  return begun;
}

std::optional<Begun> renew_session(store::Connection& connection, const Session& session, const SessionLimits& limits, Random& random,
                                   Instant now) {
  Begun begun{session, new_token(random)};
  auto& s = begun.session;
  s.key = vault::sha256(begun.token);
  s.seen = now;
  s.second_factor = now;
  s.until = s.made + limits.absolute;
  const auto renewed = connection.run(
      "update session set token_hash = $1, seen = $2, until = $3, second_factor = $4 "
      "where token_hash = $5 and ended is null and until > $2 and seen > $6",
      store::Blob{s.key}, s.seen.micros, s.until.micros, now.micros, store::Blob{session.key}, (now - limits.idle).micros);
  if (renewed == 0) return {};
  return begun;
}

void touch_session(store::Connection& connection, const Session& session, const SessionLimits& limits, Instant now) {
  connection.run("update session set seen = $1 where token_hash = $2 and ended is null and until > $1 and seen < $1 and seen > $3",
                 now.micros, store::Blob{session.key}, (now - limits.idle).micros);
}

bool end_session(store::Connection& connection, std::string_view account, std::string_view id, Instant now) {
  return connection.run("update session set ended = $1 where id = $2 and account = $3 and ended is null", now.micros, id, account) > 0;
}

std::int64_t end_sessions(store::Connection& connection, std::string_view account, std::optional<std::string_view> keep, Instant now) {
  return connection.run("update session set ended = $1 where account = $2 and id <> $3 and ended is null", now.micros, account,
                        keep.value_or(""));
}

std::int64_t prune_sessions(store::Connection& connection, const SessionLimits& limits, Instant now) {
  return connection.run("delete from session where ended is not null or until <= $1 or seen <= $2", now.micros, (now - limits.idle).micros);
}

std::string csrf_token(const vault::Vault& vault, const Session& session) {
  return journal::hex(vault::fingerprint(vault.derive("csrf"), session.account + '|' + session.id));
}

bool csrf_fits(const vault::Vault& vault, const Session& session, std::string_view token) {
  return vault::same(csrf_token(vault, session), token);
}

std::string browser_of(std::string_view user_agent) {
  const auto browser = named(browsers, user_agent), system = named(systems, user_agent);
  if (browser.empty()) return system.empty() ? "Unknown browser" : "Unknown browser on " + std::string(system);
  return std::string(browser) + (system.empty() ? "" : " on " + std::string(system));
}

}  // namespace hearth::access
