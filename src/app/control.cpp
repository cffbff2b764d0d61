#include "app/control.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <sstream>
#include <system_error>

namespace hearth::app {
namespace {

struct Challenge {
  std::string nonce;
};
BOOST_DESCRIBE_STRUCT(Challenge, (), (nonce))

struct Asked {
  std::vector<std::string> words;
  std::string folder;     ///< Where relative file names begin.
  std::string signature;  ///< In hexadecimal, of signed_text.
};
BOOST_DESCRIBE_STRUCT(Asked, (), (words, folder, signature))

struct Answered {
  int code = failed;
  std::int64_t out = 0, err = 0;  ///< Bytes that follow, for the one and for the other.
};
BOOST_DESCRIBE_STRUCT(Answered, (), (code, out, err))

/// The words are signed with the nonce: whoever passes a nonce on to a real client cannot put other words under its signature.
std::string signed_text(const std::string& nonce, const Asked& asked) {
  return "hearth control|" + nonce + '|' + to_json(asked.words) + '|' + asked.folder;
}

[[noreturn]] void fail(const std::string& what) { throw std::system_error(errno, std::generic_category(), what); }

class File {
 public:
  explicit File(int number) : number_(number) {}
  File(const File&) = delete;
  ~File() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }
  explicit operator bool() const { return number_ >= 0; }

 private:
  int number_;
};

/// Calls `use` with the socket's address. A path that is too long for one is reached by way of its open folder.
template <class F>
auto with_address(const std::string& path, F&& use) {
  const File folder(::open(std::filesystem::path(path).parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const auto name = path.size() < sizeof address.sun_path
                        ? path
                        : fmt::format("/proc/self/fd/{}/{}", folder.number(), std::filesystem::path(path).filename().string());
  name.copy(address.sun_path, sizeof address.sun_path - 1);
  return use(reinterpret_cast<const sockaddr*>(&address), socklen_t(sizeof address));
}

std::string path_in(const std::string& folder) { return (std::filesystem::absolute(folder) / "control.sock").string(); }

/// One line, or nothing when it does not come, is too long, or the other side went away.
std::optional<std::string> read_line(int socket, std::size_t most) {
  std::string line;
  for (char c = 0; line.size() <= most;) {
    const auto got = ::recv(socket, &c, 1, 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    if (c == '\n') return line;
    line += c;
  }
  return std::nullopt;
}

void write_all(int socket, std::string_view rest) {
  while (!rest.empty()) {
    const auto sent = ::send(socket, rest.data(), rest.size(), MSG_NOSIGNAL);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return;  // nobody listens any more
    rest.remove_prefix(std::size_t(sent));
  }
}

template <class T>
void write_line(int socket, const T& value) {
  write_all(socket, to_json(value) + '\n');
}

std::optional<std::string> read_bytes(int socket, std::int64_t count) {
  std::string bytes;
  std::array<char, 65536> piece;
  while (std::int64_t(bytes.size()) < count) {
    const auto got = ::recv(socket, piece.data(), std::min(piece.size(), std::size_t(count) - bytes.size()), 0);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return std::nullopt;
    bytes.append(piece.data(), std::size_t(got));
  }
  return bytes;
}

bool is_our_user(int socket) {
  ucred peer{};
  socklen_t size = sizeof peer;
  return ::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) == 0 && (peer.uid == ::geteuid() || peer.uid == 0);
}

std::optional<std::string> bytes_of(std::string_view hex) {
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    constexpr std::string_view digits = "0123456789abcdef";
    const auto high = digits.find(hex[i]), low = digits.find(hex[i + 1]);
    if (high == digits.npos || low == digits.npos) return std::nullopt;
    bytes += char(high * 16 + low);
  }
  return bytes;
}

bool holds_keys(const Partnership& partnership, const std::string& nonce, const Asked& asked) {
  const auto signature = bytes_of(asked.signature);
  return signature && vault::verify(partnership.vault.public_key(), signed_text(nonce, asked), *signature);
}

void answer(const Partnership& partnership, const Asked& asked, int socket) {
  std::ostringstream out, err;
  Console console{.out = out, .err = err, .folder = asked.folder, .live = &partnership};
  const std::vector<std::string_view> words(asked.words.begin(), asked.words.end());
  const int code = run_live_words(words, console);
  write_line(socket, Answered{code, std::int64_t(out.view().size()), std::int64_t(err.view().size())});
  write_all(socket, out.view());
  write_all(socket, err.view());
}

void converse(const Partnership& partnership, int socket) {
  const timeval patience{.tv_sec = control_patience.count(), .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
  std::string random(32, '\0');
  partnership.world.random.fill({reinterpret_cast<unsigned char*>(random.data()), random.size()});
  const auto nonce = journal::hex(random);
  write_line(socket, Challenge{nonce});
  const auto line = read_line(socket, control_bytes);
  if (!line) return;
  const auto asked = from_json<Asked>(*line);
  if (!asked || !holds_keys(partnership, nonce, *asked)) return;
  answer(partnership, *asked, socket);
}

}  // namespace

Control::Control(const Partnership& partnership) : partnership_(partnership), path_(path_in(partnership.folder)) {
  ::unlink(path_.c_str());  // of a server that was killed: the folder is ours
  int ends[2];
  if (::pipe2(ends, O_CLOEXEC) != 0) fail("pipe");
  stop_reading_ = ends[0];
  stop_writing_ = ends[1];
  listening_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const int bound = with_address(path_, [&](auto... address) { return ::bind(listening_, address...); });
  if (listening_ < 0 || bound != 0 || ::chmod(path_.c_str(), 0600) != 0 || ::listen(listening_, 4) != 0) fail(path_);
  thread_ = std::jthread([this] { run(listening_, stop_reading_); });
}

Control::~Control() {
  ::close(stop_writing_);
  thread_.join();
  for (int file : {listening_, stop_reading_}) ::close(file);
  ::unlink(path_.c_str());
}

void Control::run(int listening, int stop) const {
  for (;;) {
    pollfd waiting[] = {{listening, POLLIN, 0}, {stop, POLLIN, 0}};
    if (::poll(waiting, 2, -1) < 0 && errno != EINTR) return;
    if (waiting[1].revents) return;
    if (!waiting[0].revents) continue;
    const File socket(::accept4(listening, nullptr, nullptr, SOCK_CLOEXEC));
    if (!socket || !is_our_user(socket.number())) continue;
    try {
      converse(partnership_, socket.number());
    } catch (const std::exception&) {  // that conversation is over; the next may begin
    }
  }
}

Result<int> ask_server(const Options& options, Console& console) {
  const File socket(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
  const int connected = with_address(path_in(options.data), [&](auto... address) { return ::connect(socket.number(), address...); });
  if (connected != 0)
    return refuse("", "The data folder is in use by another hearth that takes no commands. Wait until it is done, or stop it first");
  SystemRandom random;
  const auto vault = vault::open_vault(options.data, options.unseal, random);
  if (!vault) return std::unexpected(vault.error());
  const auto unanswered = [] { return refuse("", "The running server did not answer. Look at what it says, and try again"); };

  const auto line = read_line(socket.number(), control_bytes);
  const auto challenge = line ? from_json<Challenge>(*line) : refuse("", "");
  if (!challenge) return unanswered();
  Asked asked{console.words, console.folder.string(), {}};
  asked.signature = journal::hex(vault->sign(signed_text(challenge->nonce, asked)));
  write_line(socket.number(), asked);
  const auto last = read_line(socket.number(), control_bytes);
  const auto answered = last ? from_json<Answered>(*last) : refuse("", "");
  if (!answered) return unanswered();
  const auto out = read_bytes(socket.number(), answered->out), err = read_bytes(socket.number(), answered->err);
  if (!out || !err) return unanswered();
  console.out << *out << std::flush;
  console.err << *err << std::flush;
  return answered->code;
}

}  // namespace hearth::app
