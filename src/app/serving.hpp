// A partnership on the network: the site, the web server in front of it, and what a running server does by itself.
#pragma once

#include "access/session.hpp"
#include "app/partnership.hpp"
#include "journey/account/sign_in.hpp"
#include "practice/site.hpp"
#include "web/server.hpp"

#include <cstdint>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace hearth::app {

/// Where and how to listen.
struct Listening {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;         ///< 0: any that is free.
  std::vector<std::string> hosts{};  ///< web::Config::hosts
  std::optional<web::Tls> tls{};
  std::optional<std::string> proxy{};  ///< web::Config::proxy
  int threads = 0;                     ///< That make pages; 0: one for each processor, at least 4.
  bool verbose = false;                ///< A line for every request.
};

/// The threads that make pages when nobody says how many. Options::readers should be at least as many, and two more.
int default_threads();

/// All that answers requests: the journey's and the practices' routes, signing in, and what is open to anybody.
struct Front {
  Front(const Partnership& partnership, int threads, const access::SessionLimits& sessions = {});

  practice::Site site;
  journey::account::SignIn sign_in;
};

/// How a server came to its end, as the program's exit code.
enum class Ended { asked = 0, could_not_start = 1, store_failed = 70 };  // 70: EX_SOFTWARE of sysexits.h

/// Serves until SIGTERM or SIGINT, then lets running requests finish; SIGHUP reads the certificate again. Prints
/// "ready http://127.0.0.1:PORT" to `out` once it listens, and to `err` why it could not, and what goes wrong. Ends by itself when the
/// store has failed, since only a restart can mend that.
Ended serve(const Partnership& partnership, const Listening& listening, std::ostream& out, std::ostream& err);

}  // namespace hearth::app
