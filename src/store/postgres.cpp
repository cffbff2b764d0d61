// The PostgreSQL driver: several program nodes may share one database; whoever writes holds its lock until the commit.
#include "store/postgres_connection.hpp"

namespace hearth::store {
namespace {

class PostgresDriver final : public Driver {
 public:
  PostgresDriver(const std::string& url, Health& health) : url_(url), health_(health) {}

  std::unique_ptr<Link> open_writer() override {
    auto writer = std::make_unique<PostgresLink>(url_, health_);
    writer->check_server();
    return writer;
  }
  std::unique_ptr<Link> open_reader() override { return std::make_unique<PostgresLink>(url_, health_); }
  void backup(Link&, const std::string&) override {
    throw Fault(Fault::Kind::misuse, "This database is on a PostgreSQL server: back it up with pg_dump or pg_basebackup.");
  }
  bool is_sqlite() const override { return false; }

 private:
  const std::string url_;
  Health& health_;
};

}  // namespace

std::unique_ptr<Driver> postgres_driver(const std::string& url, Health& health) { return std::make_unique<PostgresDriver>(url, health); }

}  // namespace hearth::store
