#include "web/client.hpp"

#include "web/words.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>
#include <cstring>

namespace hearth::web {
namespace {

constexpr std::size_t read_size = 64 * 1024;

class Socket {
 public:
  explicit Socket(int fd) : fd_(fd) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  ~Socket() {
    if (fd_ >= 0) ::close(fd_);
  }
  int fd() const { return fd_; }

 private:
  int fd_;
};

struct SslFree {
  void operator()(SSL* ssl) const { SSL_free(ssl); }
};
struct ContextFree {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};

int connect_to(const ClientOptions& options) {
  sockaddr_storage address{};
  socklen_t size = 0;
  if (auto* v4 = reinterpret_cast<sockaddr_in*>(&address); ::inet_pton(AF_INET, options.address.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    v4->sin_port = htons(options.port);
    size = sizeof *v4;
  } else if (auto* v6 = reinterpret_cast<sockaddr_in6*>(&address); ::inet_pton(AF_INET6, options.address.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    v6->sin6_port = htons(options.port);
    size = sizeof *v6;
  } else {
    return -1;
  }
  int fd = ::socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return -1;
  int on = 1;
  ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  timeval limit{.tv_sec = options.timeout.count() / 1000, .tv_usec = options.timeout.count() % 1000 * 1000};
  ::setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
  if (::connect(fd, reinterpret_cast<sockaddr*>(&address), size) == 0) return fd;
  ::close(fd);
  return -1;
}

std::unexpected<Refusals> broken() { return refuse("", "The server closed the connection, or sent no proper answer"); }

}  // namespace

struct Client::Inside {
  explicit Inside(ClientOptions given, int fd) : options(std::move(given)), socket(fd) {
    host = options.host.empty() ? options.address + ":" + std::to_string(options.port) : options.host;
  }

  Result<void> speak_tls() {
    context.reset(SSL_CTX_new(TLS_client_method()));
    if (!context || SSL_CTX_load_verify_locations(context.get(), options.ca_file.c_str(), nullptr) != 1)
      return refuse("ca_file", "The certificates in " + options.ca_file + " cannot be read");
    SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    ssl.reset(SSL_new(context.get()));
    if (!ssl || SSL_set_fd(ssl.get(), socket.fd()) != 1 || SSL_connect(ssl.get()) != 1)
      return refuse("tls", "No TLS connection could be made with the server");
    return {};
  }

  /// Waits until `wanted` is found in what has been read, and returns where it ends; npos when the stream ends before.
  std::size_t read_until(std::string_view wanted) {
    for (std::size_t from = 0;;) {
      std::size_t at = in.find(wanted, from);
      if (at != in.npos) return at + wanted.size();
      from = in.size() - std::min(in.size(), wanted.size());
      if (!fill()) return in.npos;
    }
  }

  bool fill() {
    std::array<char, read_size> bytes;
    ssize_t got = ssl ? SSL_read(ssl.get(), bytes.data(), int(bytes.size())) : ::recv(socket.fd(), bytes.data(), bytes.size(), 0);
    if (got <= 0) return false;
    in.append(bytes.data(), std::size_t(got));
    return true;
  }

  ClientOptions options;
  std::string host;
  Socket socket;
  std::unique_ptr<SSL_CTX, ContextFree> context;
  std::unique_ptr<SSL, SslFree> ssl;
  std::string in;
};

std::string_view ClientReply::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (same_word(key, name)) return value;
  return {};
}

std::vector<std::string> ClientReply::all(std::string_view name) const {
  std::vector<std::string> values;
  for (const auto& [key, value] : headers)
    if (same_word(key, name)) values.push_back(value);
  return values;
}

Client::Client(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
Client::Client(Client&&) noexcept = default;
Client& Client::operator=(Client&&) noexcept = default;
Client::~Client() = default;

Result<Client> Client::connect(ClientOptions options) {
  int fd = connect_to(options);
  if (fd < 0) return refuse("address", "Nobody answers at " + options.address + " port " + std::to_string(options.port));
  bool tls = !options.ca_file.empty();
  auto inside = std::make_unique<Inside>(std::move(options), fd);
  if (tls)
    if (auto shaken = inside->speak_tls(); !shaken) return std::unexpected(shaken.error());
  return Client(std::move(inside));
}

Result<ClientReply> Client::send(Method method, std::string_view target, const std::vector<Header>& headers, std::string_view body) {
  std::string out(to_string(method));
  out += ' ';
  out += target;
  out += " HTTP/1.1\r\nHost: " + inside_->host + "\r\n";
  for (const auto& [name, value] : headers) out += name + ": " + value + "\r\n";
  if (!body.empty() || method == Method::post || method == Method::put || method == Method::patch)
    out += "Content-Length: " + std::to_string(body.size()) + "\r\n";
  out += "\r\n";
  out += body;
  // An answer may come before the whole body is taken (413): a failed write does not mean that there is none.
  write(out);
  return read_reply(method == Method::head);
}

bool Client::write(std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t sent = inside_->ssl ? SSL_write(inside_->ssl.get(), bytes.data(), int(std::min<std::size_t>(bytes.size(), read_size)))
                                : ::send(inside_->socket.fd(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(std::size_t(sent));
  }
  return true;
}

std::string Client::read_some() {
  if (inside_->in.empty()) inside_->fill();
  return std::exchange(inside_->in, {});
}

Result<ClientReply> Client::read_reply(bool head_only) {
  std::size_t end = inside_->read_until("\r\n\r\n");
  if (end == std::string::npos) return broken();
  std::string head = inside_->in.substr(0, end - 2);
  inside_->in.erase(0, end);

  ClientReply reply;
  std::string_view rest = head;
  std::string_view status_line = rest.substr(0, rest.find("\r\n"));
  if (!status_line.starts_with("HTTP/1.1 ") || status_line.size() < 12) return broken();
  std::from_chars(status_line.data() + 9, status_line.data() + 12, reply.status);
  rest.remove_prefix(status_line.size() + 2);
  while (!rest.empty()) {
    std::string_view line = rest.substr(0, rest.find("\r\n"));
    rest.remove_prefix(line.size() + 2);
    std::size_t colon = line.find(':');
    if (colon == line.npos) return broken();
    reply.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
  }

  std::string_view length = reply.header("content-length");
  if (reply.status == 100 || length.empty() || head_only || reply.header("content-type") == "text/event-stream") return reply;
  std::size_t size = 0;
  std::from_chars(length.data(), length.data() + length.size(), size);
  while (inside_->in.size() < size)
    if (!inside_->fill()) return broken();
  reply.body = inside_->in.substr(0, size);
  inside_->in.erase(0, size);
  return reply;
}

bool Client::closed_by_server() {
  inside_->in.clear();
  while (inside_->fill()) inside_->in.clear();
  if (inside_->ssl) return SSL_get_shutdown(inside_->ssl.get()) != 0 || errno != EAGAIN;
  return errno != EAGAIN && errno != EWOULDBLOCK;
}

}  // namespace hearth::web
