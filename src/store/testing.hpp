// Databases for tests, of any room: fresh, empty, and gone afterwards.
//
//   class Log : public testing::TestWithParam<std::string> {};
//   INSTANTIATE_TEST_SUITE_P(OnEach, Log, testing::ValuesIn(store::testing::Databases()), store::testing::name_of);
//   TEST_P(Log, KeepsOrder) { auto db = store::testing::fresh_database(GetParam()); db->migrate(…); … }
#pragma once

#include "store/store.hpp"

#include <libpq-fe.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <stdexcept>
#include <utility>
#include <vector>

namespace hearth::store::testing {

/// What a test that is about the database runs on.
inline std::vector<std::string> Databases() { return {"sqlite", "postgres"}; }

/// Names the variants of a parameterised test.
inline std::string name_of(const auto& info) { return info.param; }

inline std::string random_name() {
  std::random_device device;
  return "hearth_test_" + std::to_string(device()) + std::to_string(device());
}

/// The server that ./test has started. A test that needs it fails without it: one that is left out proves nothing.
inline std::string postgres_server() {
  const char* url = std::getenv("HEARTH_TEST_POSTGRES");
  if (!url || !*url)
    throw std::runtime_error("These tests need a PostgreSQL server: run ./test, which starts one, or set HEARTH_TEST_POSTGRES.");
  return url;
}

inline void on_postgres_server(const std::string& sql) {
  std::unique_ptr<PGconn, decltype(&PQfinish)> connection(PQconnectdb(postgres_server().c_str()), PQfinish);
  std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection.get(), sql.c_str()), PQclear);
  if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && PQresultStatus(result.get()) != PGRES_TUPLES_OK)
    throw std::runtime_error(sql + ": " + PQerrorMessage(connection.get()));
}

/// A place for one database: a folder, a database on the server, or nothing. Removed when destroyed.
class Place {
 public:
  explicit Place(const std::string& kind) : name_(random_name()) {
    if (kind == "sqlite") {
      // In memory where the system has such a folder: tests wait for syncs all the time, and none of them cuts the power.
      const std::filesystem::path memory = "/dev/shm";
      folder_ = (std::filesystem::is_directory(memory) ? memory : std::filesystem::temp_directory_path()) / name_;
      std::filesystem::create_directory(folder_);
      url_ = "sqlite:" + (folder_ / "hearth.db").string();
    } else if (kind == "postgres") {
      const std::string server = postgres_server();
      on_postgres_server("create database " + name_ + " template template0 encoding 'UTF8' locale 'C'");
      on_server_ = true;
      const auto host = server.find("//") + 2;
      url_ = server.substr(0, std::min(server.find('/', host), server.find('?', host))) + "/" + name_;
      if (const auto options = server.find('?'); options != std::string::npos) url_ += server.substr(options);
    } else {
      url_ = "sqlite::memory:";
    }
  }
  ~Place() {
    std::error_code ignored;
    if (!folder_.empty()) std::filesystem::remove_all(folder_, ignored);
    try {
      if (on_server_) on_postgres_server("drop database if exists " + name_ + " with (force)");
    } catch (const std::runtime_error&) {
      // The server goes away with the test run, and this database with it.
    }
  }
  Place(const Place&) = delete;
  const std::string& url() const { return url_; }
  const std::filesystem::path& folder() const { return folder_; }  ///< Of an SQLite file; empty otherwise.

 private:
  const std::string name_;
  std::filesystem::path folder_;
  bool on_server_ = false;
  std::string url_;
};

struct FreshDatabase {
  std::unique_ptr<Place> place;  // destroyed after the database
  Options options;
  std::unique_ptr<Database> database;

  Database* operator->() const { return database.get(); }
  Database& operator*() const { return *database; }
  const std::string& url() const { return place->url(); }
  const std::filesystem::path& folder() const { return place->folder(); }
  void reopen() {
    database.reset();
    database = open(url(), options);
  }
};

/// `kind` is one of Databases(), or "memory".
inline FreshDatabase fresh_database(const std::string& kind, const Options& options = {}) {
  auto place = std::make_unique<Place>(kind);
  auto database = open(place->url(), options);
  return {std::move(place), options, std::move(database)};
}

}  // namespace hearth::store::testing
