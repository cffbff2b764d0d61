#include "access/token.hpp"

#include "access/sign_in.hpp"
#include "app/commands/accounts.hpp"
#include "app/commands/all.hpp"

#include <fmt/format.h>

namespace hearth::app {
namespace {

Result<int> run_add(const args::Parsed& given, Console& console) {
  const auto days = given.number("days", 1, access::token_lasts_most.count());
  if (!days) return std::unexpected(days.error());
  return with_account(given, console, [&](const Partnership& partnership, const access::AccountRow& account) -> Result<int> {
    access::MadeToken made;
    partnership.database->write_and_wait([&](store::Connection& connection) {
      made = access::make_token(connection, account.account, std::chrono::days(*days), partnership.world.random,
                                partnership.world.clock.now());
    });
    console.err << fmt::format("With this token a program may do what {} may, until {}. It is shown only now: keep it like a password.\n",
                               account.body.name, made.token.until.spoken())
                << std::flush;
    console.out << made.text << std::endl;
    return done_well;
  });
}

Result<int> run_list(const args::Parsed& given, Console& console) {
  return with_account(given, console, [&](const Partnership& partnership, const access::AccountRow& account) -> Result<int> {
    const auto snapshot = partnership.database->read();
    for (const auto& token : access::tokens_of(snapshot->connection(), account.account, partnership.world.clock.now()))
      console.out << fmt::format("{}  made on {}, ends on {}\n", token.id, token.made.spoken(), token.until.spoken());
    console.out << std::flush;
    return done_well;
  });
}

Result<int> run_end(const args::Parsed& given, Console& console) {
  return with_account(given, console, [&](const Partnership& partnership, const access::AccountRow& account) -> Result<int> {
    bool ended = false;
    partnership.database->write_and_wait([&](store::Connection& connection) {
      ended = access::end_token(connection, account.account, *given.operand(0), partnership.world.clock.now());
    });
    if (!ended) return refuse("", "There is no such token: `hearth token list` shows their ids");
    console.out << "The token has ended." << std::endl;
    return done_well;
  });
}

}  // namespace

const Command token_add_command{
    {.words = "token add",
     .help = "Makes a token with which a program speaks to the API for somebody, and prints it once",
     .options = with_account_options({{.name = "days", .value = "N", .help = "How long it lasts, 366 at most", .otherwise = "90"}})},
    run_add,
    true};

const Command token_list_command{
    {.words = "token list", .help = "Lists somebody's tokens", .options = with_account_options({})}, run_list, true};

const Command token_end_command{{.words = "token end",
                                 .help = "Ends a token at once",
                                 .operands = {{.name = "ID", .help = "As hearth token list shows it"}},
                                 .options = with_account_options({})},
                                run_end,
                                true};

}  // namespace hearth::app
