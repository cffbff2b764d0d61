#include "store/driver.hpp"

namespace hearth::store {

void Health::poison(const std::string& why) {
  std::lock_guard lock(mutex_);
  if (!good_.load(std::memory_order_relaxed)) return;
  why_ = why;
  good_.store(false, std::memory_order_release);
  if (then_) then_();
}

Fault Health::refusal() const {
  std::lock_guard lock(mutex_);
  return Fault(Fault::Kind::broken,
               "Nothing can be saved: the database met an error on its disk (" + why_ +
                   "). What was saved before is safe. Check the disk, then restart Hearth: it checks the data before it goes on.");
}

std::int64_t Link::execute(Sql sql, std::span<const Param> params, const std::function<void(const Row&)>& each) {
  if (spoilt_) throw *spoilt_;
  try {
    return run_statement(sql.text(), params, each);
  } catch (const Fault& fault) {
    if (!spoilt_) spoilt_.emplace(fault);
    throw;
  }
}

void Link::begin_write() {
  spoilt_.reset();
  do_begin_write();
}

void Link::rollback() noexcept {
  spoilt_.reset();
  try {
    do_rollback();
  } catch (const Fault&) {
    // Nothing was promised yet; a connection that cannot even roll back is found out by the next begin.
  }
}

void Link::savepoint() {
  spoilt_.reset();
  do_savepoint();
}

void Link::undo() {
  spoilt_.reset();
  do_undo();
}

void Link::end_read() noexcept {
  spoilt_.reset();
  try {
    do_end_read();
  } catch (const Fault&) {
    // A reader has nothing to lose; the next begin_read finds out.
  }
}

}  // namespace hearth::store
