// What a practice is built from: it says which events, views, pages and commands it has, and the kit gives them HTML, forms, JSON,
// the API's description, the navigation and the guard.
#pragma once

#include "journal/catalogue.hpp"
#include "practice/fields.hpp"
#include "practice/form_in.hpp"
#include "practice/route.hpp"

#include <stdexcept>

namespace hearth::practice {

namespace detail {
/// Sets the members of a command that are named like values of the address.
template <class C>
void fill_from_path(C& command, const Asked& asked) {
  described::for_each_member<C>([&](std::string_view name, auto member) {
    if constexpr (std::is_same_v<std::remove_cvref_t<decltype(command.*member)>, std::string>)
      if (auto found = asked.path.find(name); found != asked.path.end()) command.*member = found->second;
  });
}

/// The body as the command's JSON, with what the address says put in. A member that the address sets may not be given again.
Result<boost::json::value> with_path_values(std::string_view body, const Asked& asked, std::span<const std::string_view> members);
web::Form with_path_values(const web::Form& form, const Asked& asked, std::span<const std::string_view> members, Refusals& wrong);
boost::json::object without_members(boost::json::object schema, std::string_view pattern);
}  // namespace detail

/// Everything that the practices registered.
class Kit {
 public:
  Kit(journal::Catalogue& catalogue) : catalogue_(catalogue) {}

  journal::Catalogue& catalogue() { return catalogue_; }
  const std::vector<Route>& routes() const { return routes_; }
  const std::vector<NavigationItem>& navigation() const { return navigation_; }
  const std::vector<Offer>& offers() const { return offers_; }

  /// The practice whose registrations follow.
  void begin(std::string practice) { practice_ = std::move(practice); }

  /// A page: read a model for an audience, draw it. The same model is GET /api/v1 + pattern as JSON.
  template <Labels A, class Model>
  Route& page(std::string_view pattern, std::string summary, Guard guard,
              std::optional<Model> (*read)(const access::Reader<A>&, const Asked&), Page<A> (*draw)(const Drawing&, const Model&)) {
    Route route = start(Route::Kind::page, pattern, std::move(summary), guard, A);
    route.draw = [read, draw](access::Visit& visit, const Drawing& drawing, const Typed&) -> std::optional<Drawn> {
      auto model = access::with_reader<A>(visit, [&](const auto& reader) { return read(reader, drawing.asked); });
      if (!model) return std::nullopt;
      return finish(draw(drawing, *model));
    };
    route.json = [read](access::Visit& visit, const Asked& asked) -> std::optional<std::string> {
      auto model = access::with_reader<A>(visit, [&](const auto& reader) { return read(reader, asked); });
      if (!model) return std::nullopt;
      static_assert(described::labels_in<Model>() == 0, "a model shows what its reader opened: nothing in it is still sealed");
      return to_json(*model);
    };
    route.response_schema = [] { return schema_of<Model>(); };
    return add(std::move(route));
  }

  /// A file that is made for an audience and downloaded: a list as CSV, a letter, a stored document. Guarded and logged as a page is.
  template <Labels A>
  Route& file(std::string_view pattern, std::string summary, Guard guard,
              std::optional<File> (*read)(const access::Reader<A>&, const Asked&)) {
    Route route = start(Route::Kind::file, pattern, std::move(summary), guard, A);
    route.file = [read](access::Visit& visit, const Asked& asked) {
      return access::with_reader<A>(visit, [&](const auto& reader) { return read(reader, asked); });
    };
    return add(std::move(route));
  }

  /// A form and its command: GET draws it, POST to the same address decides it. When it is refused, the page comes back with
  /// everything typed. POST /api/v1 + pattern takes the same command as JSON.
  template <Labels A, class Command, class Context>
  Route& form(std::string_view pattern, std::string name, std::string summary, Guard guard,
              std::optional<Context> (*read)(const access::Reader<A>&, const Asked&),
              Page<A> (*draw)(const Drawing&, Fields&, const Context&), Result<Done> (*handle)(journal::Unit&, const Command&),
              std::string banner) {
    Route route = start(Route::Kind::form, pattern, std::move(summary), guard, A);
    route.name = std::move(name);
    route.banner = std::move(banner);
    route.draw = [read, draw](access::Visit& visit, const Drawing& drawing, const Typed& typed) -> std::optional<Drawn> {
      auto context = access::with_reader<A>(visit, [&](const auto& reader) { return read(reader, drawing.asked); });
      if (!context) return std::nullopt;
      Fields fields(drawing, typed);
      auto page = draw(drawing, fields, *context);
      auto drawn = finish(std::move(page));
      drawn.body = html::join(fields.summary(), drawn.body);
      return drawn;
    };
    accept<Command>(route, handle);
    return add(std::move(route));
  }

  /// A command without a page of its own: a button on another page, or the API. When it is refused, a page says why.
  template <class Command>
  Route& command(std::string_view pattern, std::string name, std::string summary, Guard guard,
                 Result<Done> (*handle)(journal::Unit&, const Command&), std::string banner) {
    Route route = start(Route::Kind::command, pattern, std::move(summary), guard, 0);
    route.name = std::move(name);
    route.banner = std::move(banner);
    accept<Command>(route, handle);
    return add(std::move(route));
  }

  /// A line that tells an open page when the record of its guard has changed, and ends when the right to the record does. The page says
  /// where it is with html attribute data-live (ui/README.md).
  Route& live(std::string_view pattern, std::string summary, Guard guard) {
    Route route = start(Route::Kind::live, pattern, std::move(summary), guard, 0);
    if (guard.record.empty()) throw std::logic_error("a live line is about a record: " + std::string(pattern));
    route.api = false;
    return add(std::move(route));
  }

  /// Looks at what somebody is about to save anywhere in the program: the text of a form or call, and the records that it is about.
  /// What it returns stops the saving and is said to them.
  using Watch = std::function<Refusals(journal::Unit&, const access::Viewer&, const Guard&, const std::vector<std::string>& subjects,
                                       const std::vector<web::Field>& typed)>;
  void watch(Watch watch) { watches_.push_back(std::move(watch)); }
  const std::vector<Watch>& watches() const { return watches_; }

  void navigate(std::string words, std::string path, access::Permission permission, int order) {
    navigation_.push_back({std::move(words), std::move(path), permission, order});
  }

  /// Puts a link to a practice's page on the pages of the record that the guard names, for those whom the guard lets in.
  void offer(std::string words, std::string_view pattern, Guard guard, int order = 100);

 private:
  template <Labels A>
  static Drawn finish(Page<A> page) {
    return {std::move(page.title), std::move(page.body), std::move(page.before), page.wide, std::move(page.script), page.bare};
  }

  template <class Command>
  static void accept(Route& route, Result<Done> (*handle)(journal::Unit&, const Command&)) {
    route.from_form = [handle](const Asked& asked, const web::Form& form) -> Result<Act> {
      Refusals wrong;
      auto command = read_form<Command>(detail::with_path_values(form, asked, member_names<Command>(), wrong));
      if (!wrong.empty()) return std::unexpected(std::move(wrong));
      if (!command) return std::unexpected(std::move(command.error()));
      return [handle, command = std::move(*command)](journal::Unit& unit) { return handle(unit, command); };
    };
    route.from_json = [handle](const Asked& asked, std::string_view body) -> Result<Act> {
      auto document = detail::with_path_values(body, asked, member_names<Command>());
      if (!document) return std::unexpected(std::move(document.error()));
      Command command{};
      Refusals wrong;
      read_json(*document, command, "", wrong);
      if (!wrong.empty()) return std::unexpected(std::move(wrong));
      return [handle, command = std::move(command)](journal::Unit& unit) { return handle(unit, command); };
    };
    route.request_schema = [pattern = route.pattern] { return detail::without_members(schema_of<Command>(), pattern); };
  }

  Route start(Route::Kind kind, std::string_view pattern, std::string summary, Guard guard, Labels audience);
  Route& add(Route route);

  journal::Catalogue& catalogue_;
  std::string practice_;
  std::vector<Route> routes_;
  std::vector<NavigationItem> navigation_;
  std::vector<Offer> offers_;
  std::vector<Watch> watches_;
};

}  // namespace hearth::practice
