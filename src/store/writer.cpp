#include "store/writer.hpp"

#include <algorithm>
#include <future>

namespace hearth::store {
namespace {

/// Answers one client. A callback that throws has nobody to tell: it must not take the writer down with it.
void answer(const Database::Done& done, const std::exception_ptr& outcome) noexcept {
  try {
    if (done) done(outcome);
  } catch (...) {
  }
}

/// What a full disk, a broken disk or a lost server does to one job, it does to the transaction.
bool takes_the_group_down(const std::optional<Fault>& fault) {
  return fault && fault->kind != Fault::Kind::constraint && fault->kind != Fault::Kind::misuse;
}

}  // namespace

Writer::Writer(std::unique_ptr<Link> link, const Options& options, const Health& health)
    : link_(std::move(link)), options_(options), health_(health), thread_([this] { run(); }) {}

Writer::~Writer() {
  {
    std::lock_guard lock(mutex_);
    closing_ = true;
  }
  arrived_.notify_one();
  thread_.join();
}

void Writer::accept(Database::Job job, Database::Done done) { enqueue({std::move(job), std::move(done), false}); }

void Writer::alone(const Database::Job& job) {
  auto finished = std::make_shared<std::promise<void>>();
  auto saved = finished->get_future();
  auto done = [finished](const std::exception_ptr& outcome) { outcome ? finished->set_exception(outcome) : finished->set_value(); };
  enqueue({job, done, true});
  saved.get();
}

void Writer::before_commit(Database::Job hook) {
  std::lock_guard lock(mutex_);
  hook_ = std::move(hook);
}

void Writer::enqueue(Item item) {
  if (!health_.good()) throw health_.refusal();
  bool was_empty;
  {
    std::lock_guard lock(mutex_);
    if (closing_) throw Fault(Fault::Kind::busy, "Hearth is closing. Try again in a minute.");
    if (queue_.size() >= static_cast<std::size_t>(options_.queue))
      throw Fault(Fault::Kind::busy, "Too much is being saved at once. Nothing of yours was saved: try again in a minute.");
    was_empty = queue_.empty();
    queue_.push_back(std::move(item));
  }
  if (was_empty) arrived_.notify_one();
}

void Writer::run() {
  std::vector<Item> group;
  std::vector<std::exception_ptr> outcomes;
  while (take(group)) {
    outcomes.assign(group.size(), nullptr);
    commit_group(group, outcomes);
    for (std::size_t i = 0; i < group.size(); ++i) answer(group[i].done, outcomes[i]);
    group.clear();
    if (health_.good()) link_->after_group();
  }
}

/// Waits for jobs and moves those that go together into `group`. False when the store is closing and nothing is left.
bool Writer::take(std::vector<Item>& group) {
  std::unique_lock lock(mutex_);
  arrived_.wait(lock, [&] { return closing_ || !queue_.empty(); });
  while (!queue_.empty() && group.size() < static_cast<std::size_t>(std::max(1, options_.group))) {
    const bool alone = queue_.front().alone;
    if (alone && !group.empty()) break;
    group.push_back(std::move(queue_.front()));
    queue_.pop_front();
    if (alone) break;
  }
  return !group.empty();
}

void Writer::commit_group(const std::vector<Item>& group, std::vector<std::exception_ptr>& outcomes) {
  try {
    if (!health_.good()) throw health_.refusal();
    link_->begin_write();
    for (std::size_t i = 0; i < group.size(); ++i) outcomes[i] = run_job(group[i], group.size() == 1);

    if (std::ranges::all_of(outcomes, [](const auto& outcome) { return outcome != nullptr; })) return link_->rollback();
    Database::Job hook;
    {
      std::lock_guard lock(mutex_);
      hook = hook_;
    }
    if (hook && !group.front().alone) hook(*link_);
    if (link_->spoilt()) throw *link_->spoilt();
    link_->commit();
  } catch (...) {
    link_->rollback();
    for (auto& outcome : outcomes)
      if (!outcome) outcome = std::current_exception();
  }
}

/// Returns what the job threw, having undone it; null when it stands. Throws what fails the whole group.
/// A job that is the only one in its group needs no savepoint: its transaction is undone instead.
std::exception_ptr Writer::run_job(const Item& item, bool only_one) {
  if (!only_one) link_->savepoint();
  std::exception_ptr thrown;
  try {
    item.job(*link_);
    if (link_->spoilt()) throw *link_->spoilt();  // it swallowed a Fault: what it did is not whole
  } catch (...) {
    thrown = std::current_exception();
  }
  if (takes_the_group_down(link_->spoilt())) std::rethrow_exception(std::make_exception_ptr(*link_->spoilt()));
  if (only_one) return thrown;
  if (thrown) {
    try {
      link_->undo();
    } catch (const Fault&) {
      std::rethrow_exception(thrown);  // the database has ended the transaction by itself: nobody's work stands
    }
  } else {
    link_->release();
  }
  return thrown;
}

}  // namespace hearth::store
