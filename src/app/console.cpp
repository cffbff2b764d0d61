#include "app/console.hpp"

#include "base/progress.hpp"

#include <termios.h>
#include <unistd.h>

#include <memory>

namespace hearth::app {
namespace {

/// Turns off the terminal's echo for as long as it lives.
class Unseen {
 public:
  explicit Unseen(int terminal) : terminal_(terminal) {
    if (tcgetattr(terminal_, &before_) != 0) return;
    auto quiet = before_;
    quiet.c_lflag &= ~tcflag_t(ECHO);
    changed_ = tcsetattr(terminal_, TCSAFLUSH, &quiet) == 0;
  }
  ~Unseen() {
    if (changed_) tcsetattr(terminal_, TCSAFLUSH, &before_);
  }
  Unseen(const Unseen&) = delete;

 private:
  int terminal_;
  termios before_{};
  bool changed_ = false;
};

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

}  // namespace

journal::Progress progress_of(std::string_view what, const Console& console) {
  if (console.live) return {};
  struct Shown {
    SystemClock clock;
    Instant begun = clock.now();
    std::optional<Progress> bar;
    std::int64_t done = 0;
  };
  return [what = std::string(what), shown = std::make_shared<Shown>()](std::int64_t done, std::int64_t all) {
    if (!shown->bar) shown->bar.emplace(what, std::uint64_t(all), shown->clock);
    shown->bar->advance(std::uint64_t(done - shown->done));
    shown->done = done;
    const bool took_long = shown->clock.now() - shown->begun > std::chrono::seconds(1);
    if (done >= all && took_long) shown->bar->finish();
  };
}

std::optional<std::string> ask_secret(const std::string& question) {
  const std::unique_ptr<std::FILE, CloseFile> terminal(std::fopen("/dev/tty", "r+e"));
  if (!terminal) return std::nullopt;
  std::fputs((question + ": ").c_str(), terminal.get());
  std::fflush(terminal.get());
  std::string secret;
  {
    const Unseen unseen(::fileno(terminal.get()));
    for (int c = std::fgetc(terminal.get()); c != EOF && c != '\n'; c = std::fgetc(terminal.get())) secret += char(c);
  }
  std::fputs("\n", terminal.get());
  return secret;
}

}  // namespace hearth::app
