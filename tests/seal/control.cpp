// What is allowed compiles, or the programs beside this one would fail for any reason.
#include "seal.hpp"

namespace seal {

std::string shown(const Inside& reader) { return reader.show(words()); }
std::string released(const Named& reader) { return reader.show(Released("words")); }
std::size_t length(const Inside& reader) {
  return reader.show(words().map([](const std::string& w) { return w.size(); }));
}
std::string joined(const Inside& reader) {
  const Seen<std::string, kCase> open("open");
  return reader.show(words().join(open, [](const std::string& a, const std::string& b) { return a + b; }));
}
auto row(const Inside& reader) { return reader.get<hub::EnquiryRow>(std::string("id")); }
auto all(const Inside& reader) { return reader.list<hub::ItemRow>("1 = 1"); }
auto stream(const Inside& reader) { return reader.load<hub::Enquiry>("id"); }
auto outside(const Worker& reader) { return reader.list<hub::NoticeRow>("1 = 1"); }
void known(journal::Catalogue& catalogue) { catalogue.view<hub::ItemRow>(); }
void said(journal::Unit& unit, journal::Loaded<hub::Enquiry>& enquiry) { unit.append(enquiry, {hub::SaidInHub{words()}}); }
std::string json() { return to_json(Model{"open"}); }
Words kept(const Words& w) { return w; }
hub::PlainId id(const std::string& text) { return hub::PlainId(text); }

}  // namespace seal
