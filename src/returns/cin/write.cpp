#include "returns/cin/census.hpp"
#include "returns/cin/shape.hpp"
#include "returns/cin/values.hpp"

namespace hearth::returns::cin {
namespace {

class Writing {
 public:
  explicit Writing(int year) : year_(year) {}

  template <class T>
  void record(std::string_view name, const T& from) {
    element(name, [&] { fields(from, Shape<T>::fields); });
  }
  std::string take() { return std::move(out_); }

 private:
  template <class T, class... Fs>
  void fields(const T& from, const std::tuple<Fs...>& all) {
    std::apply([&](const auto&... field) { (give(from, field), ...); }, all);
  }

  template <class T, class M>
  void give(const T& from, const Leaf<T, M>& leaf) {
    give_leaf(leaf.name, from.*leaf.member);
  }
  template <class T, class E>
  void give(const T& from, const List<T, E>& list) {
    const auto& items = from.*list.member;
    if (items.empty()) return;
    element(list.name, [&] {
      for (const auto& item : items) give_item(list.item, item);
    });
  }
  template <class T, class R>
  void give(const T& from, const Records<T, R>& records) {
    for (const auto& one : from.*records.member) record(Shape<R>::name, one);
  }
  template <class T, class Fields>
  void give(const T& from, const Group<Fields>& group) {
    element(group.name, [&] { fields(from, group.fields); });
  }
  void give(const Census& from, const Part<Census, Header>& header) { record(header.name, from.*header.member); }

  /// A code of neither kind goes out under the name of this year's other element, so that it is read as it was.
  void give(const Child& from, const SexLeaf& sex) {
    if (!from.sex) return;
    auto gender = gender_of_sex(*from.sex);
    if (year_ < sex.since && gender)
      leaf(sex.former, *gender);
    else
      leaf(sex.name, *from.sex);
  }

  template <class M>
  void give_leaf(std::string_view name, const std::optional<M>& value) {
    if (value) give_leaf(name, *value);
  }
  void give_leaf(std::string_view name, const std::string& text) {
    if (!text.empty()) leaf(name, text);
  }
  void give_leaf(std::string_view name, Date date) { leaf(name, date.iso()); }
  void give_leaf(std::string_view name, bool yes) { leaf(name, yes ? "1" : "0"); }
  void give_leaf(std::string_view name, int number) { leaf(name, std::to_string(number)); }
  void give_item(std::string_view name, const std::string& code) { leaf(name, code); }
  void give_item(std::string_view name, const Review& review) { leaf(name, review.held ? review.held->iso() : ""); }

  template <class Inside>
  void element(std::string_view name, Inside&& inside) {
    tag("<", name);
    out_ += ">\n";
    ++depth_;
    auto begun = out_.size();
    inside();
    --depth_;
    if (out_.size() == begun) return close_empty(name);
    tag("</", name);
    out_ += ">\n";
  }

  void close_empty(std::string_view name) {
    out_.resize(out_.size() - name.size() - 3 - std::size_t(depth_) * 2);
    tag("<", name);
    out_ += "/>\n";
  }

  void leaf(std::string_view name, std::string_view text) {
    tag("<", name);
    if (text.empty()) {
      out_ += "/>\n";
      return;
    }
    out_ += '>';
    for (char c : text) {
      if (c == '&')
        out_ += "&amp;";
      else if (c == '<')
        out_ += "&lt;";
      else if (c == '>')
        out_ += "&gt;";
      else if (c == '\r')
        out_ += "&#13;";  // bare, a reader takes it for the end of a line
      else
        out_ += c;
    }
    out_ += "</";
    out_ += name;
    out_ += ">\n";
  }

  void tag(std::string_view opening, std::string_view name) {
    out_.append(std::size_t(depth_) * 2, ' ');
    out_ += opening;
    out_ += name;
  }

  const int year_;
  int depth_ = 0;
  std::string out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
};

}  // namespace

std::string write_census(const Census& census) {
  Writing writing(census.year);
  writing.record(Shape<Census>::name, census);
  return writing.take();
}

}  // namespace hearth::returns::cin
