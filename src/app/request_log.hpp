// What a server writes down of its requests, for whoever runs it: one line each, without names, ids or addresses of people.
#pragma once

#include "base/log.hpp"
#include "practice/site.hpp"
#include "vault/vault.hpp"
#include "web/server.hpp"

#include <exception>
#include <functional>
#include <mutex>
#include <string>

namespace hearth::app {

/// Thread-safe. A line `request method=get route=/children/{child} status=200 took=1834us` for each when verbose, and
/// `refused status=400 peer=…` always, `peer` being a keyed fingerprint of the address as a number.
class RequestLog {
 public:
  static constexpr int refusals_a_second = 20;  ///< More are counted, not written: whoever floods us must not fill the disk.

  /// All must outlive it.
  RequestLog(const practice::Site& site, const vault::Vault& vault, Clock& clock, bool verbose);

  /// `done`, which also writes the request's line when it is called.
  std::function<void(web::Reply)> around(const web::Request& request, std::function<void(web::Reply)> done) const;
  void refused(const web::Refused& refused) const;

 private:
  const practice::Site& site_;
  const vault::Vault& vault_;
  Clock& clock_;
  const bool verbose_;
  const log::Log log_{clock_};
  mutable std::mutex mutex_;
  mutable std::int64_t second_ = 0;
  mutable int refusals_ = 0;
};

/// Writes a line about what went wrong in a request: `failed route=/children/{child} cause=full`. What an exception says is left out, since
/// it may quote what somebody wrote.
void log_failure(Clock& clock, std::string_view pattern, const std::exception_ptr& error);

/// The pattern of the route that a request takes: "/children/{child}", never the address itself. "" when it takes none.
std::string route_of(const practice::Site& site, const web::Request& request);

}  // namespace hearth::app
