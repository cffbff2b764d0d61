#include "app/commands/listening.hpp"

namespace hearth::app {

std::vector<args::Option> listening_options() {
  return {{.name = "port", .value = "N", .help = "The port to listen on; 0 takes any free one", .otherwise = "8080"},
          {.name = "address", .value = "ADDRESS", .help = "The network address to listen on", .otherwise = "127.0.0.1"},
          {.name = "host", .value = "NAME", .help = "A name under which browsers know this server; once for each", .many = true},
          {.name = "tls-cert", .value = "FILE", .help = "Speaks TLS with this certificate and its chain (PEM)"},
          {.name = "tls-key", .value = "FILE", .help = "The certificate's key (PEM)"},
          {.name = "proxy", .value = "ADDRESS", .help = "A TLS proxy in front, whose X-Forwarded-For is believed"},
          {.name = "threads", .value = "N", .help = "Threads that make pages; otherwise one for each processor, at least 4"},
          {.name = "verbose", .help = "Logs every request"}};
}

Result<Listening> read_listening(const args::Parsed& given) {
  Listening listening;
  const auto port = given.number("port", 0, 65535);
  if (!port) return std::unexpected(port.error());
  const auto threads = given.has("threads") ? given.number("threads", 1, 256) : Result<std::int64_t>(default_threads());
  if (!threads) return std::unexpected(threads.error());
  if (given.has("tls-cert") != given.has("tls-key")) return refuse("tls-cert", "Give --tls-cert and --tls-key together");
  listening.port = std::uint16_t(*port);
  listening.threads = int(*threads);
  listening.address = *given.text("address");
  for (const auto host : given.texts("host")) listening.hosts.emplace_back(host);
  if (given.has("tls-cert")) listening.tls = web::Tls{std::string(*given.text("tls-cert")), std::string(*given.text("tls-key"))};
  if (given.has("proxy")) listening.proxy = *given.text("proxy");
  listening.verbose = given.has("verbose");
  return listening;
}

}  // namespace hearth::app
