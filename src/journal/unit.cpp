#include "journal/unit.hpp"

#include <future>

namespace hearth::journal {

void submit(const World& world, Actor actor, std::function<void(Unit&)> work, store::Database::Done done) {
  auto unit = std::make_shared<std::optional<Unit>>();
  world.database.write(
      [&world, unit, actor = std::move(actor), work = std::move(work)](store::Connection& connection) {
        const auto mark = world.journal.mark(connection);
        try {
          work(unit->emplace(world, connection, actor));
          (*unit)->finish();
        } catch (...) {
          world.journal.rewind(mark);
          throw;
        }
      },
      [&world, unit, done = std::move(done)](std::exception_ptr error) {
        if (error)
          world.journal.forget();
        else
          (*unit)->publish_keys();
        done(error);
      });
}

void submit_and_wait(const World& world, Actor actor, const std::function<void(Unit&)>& work) {
  std::promise<void> finished;
  submit(world, std::move(actor), work, [&](std::exception_ptr error) {
    if (error)
      finished.set_exception(error);
    else
      finished.set_value();
  });
  finished.get_future().get();
}

}  // namespace hearth::journal
